"""Addresses that crawlers should not visit: private pages, forms, long handbooks, and the list in other orders."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.origin import root_of

# The address of the admin is not published, not even here.
LINES = (
    "User-agent: *",
    "Disallow: /preview/",
    "Disallow: /display/",
    "Disallow: /report/",
    "Disallow: /handbook",
    "Disallow: /*sort=",
    "",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = (*LINES, f"Sitemap: {root_of(request)}{reverse('sitemap-index')}", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
