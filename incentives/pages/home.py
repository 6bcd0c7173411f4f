"""The home page: the ladder, the categories with their counts, and the date of the content."""

from django.db.models import Exists, Max, Min, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incentives.enums import MeasureStatus
from incentives.listing.stored_counts import open_by_category
from incentives.models import Measure
from incentives.pages.rungs import rungs
from policies.models import Category, Clause, Document


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    totals = open_by_category(today)
    cited = Clause.objects.filter(document=OuterRef("pk"), measures__status=MeasureStatus.PUBLISHED)
    sources = Document.objects.published().filter(Exists(cited))
    context = {
        "rungs": rungs(today),
        "categories": [(category, totals[category.pk]) for category in Category.objects.all()],
        "latest": Measure.objects.listed().by_update().values_list("published_at", flat=True).first(),
        "written": sources.aggregate(oldest=Min("written_on"), newest=Max("written_on")),
    }
    return render(request, "incentives/pages/home.html", context)
