"""The home page and `/about/`: the ladder, the categories with their counts, and what the site is made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from incentives.enums import MeasureStatus
from incentives.listing.stored_counts import OpenNumbers, open_by_category
from incentives.models import Measure, Scene
from incentives.pages.ladder.rungs import leaves_stacking_open, rungs
from policies.models import Category, Clause, Document


@dataclass(frozen=True)
class SiteContent:
    """The documents that published measures cite, and the measures.

    `measures`: how many are open today.
    """

    measures: OpenNumbers

    @cached_property
    def documents(self) -> list[Document]:
        """The cited documents, the newest first; those without a date last."""
        cited = Clause.objects.filter(document=OuterRef("pk"), measures__status=MeasureStatus.PUBLISHED)
        rows = Document.objects.published().filter(Exists(cited)).only("slug", "title", "doc_number", "written_on")
        return sorted(rows, key=lambda one: (one.written_on is not None, one.written_on, one.pk), reverse=True)

    @cached_property
    def written(self) -> dict[str, object]:
        """When the `oldest` and the `newest` of the documents were written; None if no date is known."""
        days = [document.written_on for document in self.documents if document.written_on]
        return {"oldest": min(days, default=None), "newest": max(days, default=None)}

    @cached_property
    def latest(self) -> object:
        """When a measure was last published; None if there is none."""
        return Measure.objects.listed().by_update().values_list("published_at", flat=True).first()


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    totals = open_by_category(today)
    categories = [(category, totals[category.pk]) for category in Category.objects.all()]
    content = SiteContent(_summed(totals.values()))
    ladder = rungs(today)
    context = {
        "rungs": ladder,
        "is_stacking_open": leaves_stacking_open(ladder),
        "categories": categories,
        "content": content,
        "scenes": Scene.objects.all(),
    }
    return render(request, "incentives/pages/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    totals = open_by_category(timezone.localdate())
    return render(request, "incentives/pages/about.html", {"content": SiteContent(_summed(totals.values()))})


def _summed(numbers: Iterable[OpenNumbers]) -> OpenNumbers:
    return OpenNumbers(*map(sum, zip(*numbers, strict=True)))
