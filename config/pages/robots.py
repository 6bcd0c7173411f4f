"""What crawlers leave alone: private and personal pages, and the many sortings of one list."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.origin import root_of

# The admin's address is told to nobody, not even here.
LINES = ("User-agent: *", "Disallow: /preview/", "Disallow: /display/", "Disallow: /report/", "Disallow: /*sort=", "")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = (*LINES, f"Sitemap: {root_of(request)}{reverse('sitemap-index')}", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
