"""`/preview/<token>/`: the page behind a secret link to a draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from incentives.editorial.preview_links import previewed
from incentives.models import Measure
from incentives.pages.measure import told, whole_measure


@never_cache
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show a draft, marked as such. The page is not indexed or cached, and its address goes to no other site.

    Raises Http404 for an unknown, expired or revoked link.
    """
    draft = previewed(token)
    if draft is None:
        raise Http404
    measure = whole_measure(Measure.objects.in_work().filter(pk=draft.pk))
    response = render(request, "incentives/pages/preview.html", {"measure": measure} | told(measure))
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
