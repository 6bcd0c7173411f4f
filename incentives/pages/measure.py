"""The page of one measure."""

import datetime
import re

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import DetailView

from incentives.eligibility.match_form import regions_in_use
from incentives.enums import Kind
from incentives.listing.cards import headline
from incentives.models import Measure
from incentives.models.measure import MeasureQuerySet
from incentives.statements.open_points import inquiry, open_points

MOST_RELATED = 4
PLACES = re.compile("平台|网点|窗口|大厅|专区|小程序")  # where one goes to apply, as titles of services call it


class MeasureDetail(DetailView):
    template_name = "incentives/pages/measure.html"
    context_object_name = "measure"

    def get_object(self, queryset=None):
        return whole_measure(Measure.objects.published().filter(slug=self.kwargs["slug"]))

    def get_context_data(self, **kwargs):
        history = Measure.objects.released().filter(slug=self.object.slug)
        return super().get_context_data(**kwargs) | {"history": history} | neighbours(self.object) | told(self.object)


def whole_measure(version: MeasureQuerySet) -> Measure:
    """The only measure of a query, with all that its page shows. Raises Http404 if there is none."""
    kind = get_object_or_404(version.values_list("kind", flat=True))
    measure = version.whole(kind).prefetch_related("clauses__document__issuers").get()
    share_clauses(measure)
    return measure


def share_clauses(measure: Measure) -> None:
    """Make all parts of a measure that cite one clause share one object, so that its text and address are made once.

    `measure` must come from `Measure.objects.whole()`.
    """
    clauses = {clause.pk: clause for clause in measure.clauses.all()}
    for part in (*measure.provisions, *measure.conditions.all(), *measure.indicators.all()):
        if part.clause is not None:
            part.clause = clauses.setdefault(part.clause_id, part.clause)


def told(measure: Measure) -> dict[str, object]:
    """Template context with what a measure states and what it leaves open: rows, their template, sum, questions."""
    points = open_points(measure)
    region = measure.cell.region if measure.cell else ""
    return {
        "rows": list(measure.provisions),
        "rows_template": rows_template(measure),
        "headline": headline(measure),
        "unstated": points.besides_rows,
        "region": region if region and len(regions_in_use()) > 1 else "",
        "inquiry": inquiry(measure, points.questions) if points.questions else "",
    }


def rows_template(measure: Measure) -> str:
    """The name of the template for the rows of the measure's kind; empty for a kind without rows."""
    return f"incentives/pages/measure/_{measure.kind}.html" if measure.rows_name else ""


def neighbours(measure: Measure) -> dict[str, list[Measure]]:
    """Template context with other open measures of the category, `related`: those read in the same clauses first.

    `channels` are those of the same clauses that are places to apply, such as platforms and counters.
    """
    beside, others = related(measure, timezone.localdate())
    channels = [one for one in beside if one.kind == Kind.SERVICE and one.is_offer and PLACES.search(one.title)]
    return {"related": others, "channels": channels}


def related(measure: Measure, on: datetime.date) -> tuple[list[Measure], list[Measure]]:
    """Other measures of the same category that are open on the day `on`.

    First those with a clause in common, then those and others together. Both have a fixed maximum, so the cost does
    not grow.
    """
    clauses = [clause.pk for clause in measure.clauses.all()]
    in_category = Measure.objects.listed().open_on(on).filter(category=measure.category_id)
    others = in_category.exclude(slug=measure.slug).by_title().values_list("pk", flat=True)
    beside = Measure.clauses.through.objects.filter(clause__in=clauses).values("measure")
    near = list(others.filter(pk__in=beside)[:MOST_RELATED])
    keys = list(dict.fromkeys([*near, *others[: 2 * MOST_RELATED]]))[:MOST_RELATED]
    rows = Measure.objects.with_age().in_bulk(keys)  # by key: in a sorted query PostgreSQL computes it for every row
    return [rows[key] for key in near], [rows[key] for key in keys]
