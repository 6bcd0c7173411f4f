"""`/deadlines/`: the measures that begin next, and those that end next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incentives.models import Measure

DAYS = ("apply_from", "apply_until", "valid_from", "valid_until", "source_ends", "closes_on")
MOST = 50  # measures named under each heading; the calendar has all


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    listed = Measure.objects.listed().only("slug", "title", *DAYS)
    context = {
        "beginning": [(row, row.opening(today)) for row in listed.open_on(today).opening_after(today)[:MOST]],
        "ending": [(row, row.closing()) for row in listed.closing_from(today)[:MOST]],
        "most": MOST,
    }
    return render(request, "incentives/pages/deadlines.html", context)
