"""The 申报准备单: one measure on one printed page; what the source does not state is listed as questions to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from incentives.eligibility.rulebook import rulebook_of
from incentives.models import Measure
from incentives.paper.entry import entry


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    measure = get_object_or_404(Measure.objects.published().offers().whole(), slug=slug)
    context = {"measure": measure, "entry": entry(measure, rulebook_of([slug]))}
    return render(request, "incentives/paper/sheet.html", context)
