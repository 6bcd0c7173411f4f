"""The page of one measure."""

import datetime

from django.utils import timezone
from django.views.generic import DetailView

from incentives.models import Measure

MOST_RELATED = 4


class MeasureDetail(DetailView):
    template_name = "incentives/pages/measure.html"
    context_object_name = "measure"

    def get_queryset(self):
        return Measure.objects.published().whole()

    def get_object(self, queryset=None):
        measure = super().get_object(queryset)
        share_clauses(measure)
        return measure

    def get_context_data(self, **kwargs):
        history = Measure.objects.released().filter(slug=self.object.slug)
        return (
            super().get_context_data(**kwargs)
            | {
                "related": related(self.object, timezone.localdate()),
                "history": history,
            }
            | rows_of(self.object)
        )


def share_clauses(measure: Measure) -> None:
    """Make all parts of a measure that cite one clause share one object, so that its text and address are made once.

    `measure` must come from `Measure.objects.whole()`.
    """
    clauses = {clause.pk: clause for clause in measure.clauses.all()}
    for part in (*measure.provisions, *measure.conditions.all(), *measure.indicators.all()):
        if part.clause is not None:
            part.clause = clauses.setdefault(part.clause_id, part.clause)


def rows_of(measure: Measure) -> dict[str, object]:
    """Template context with the rows of a measure and the name of the template that shows them."""
    return {"rows": list(measure.provisions), "rows_template": rows_template(measure)}


def rows_template(measure: Measure) -> str:
    """The name of the template for the rows of the measure's kind; empty for a kind without rows."""
    return f"incentives/pages/measure/_{measure.kind}.html" if measure.rows_name else ""


def related(measure: Measure, on: datetime.date) -> list[Measure]:
    """Other measures of the same category that are open on the day `on`.

    Those with a clause in common come first. Both groups have a fixed maximum, so the cost does not grow.
    """
    clauses = [clause.pk for clause in measure.clauses.all()]
    in_category = Measure.objects.listed().open_on(on).filter(category=measure.category_id)
    others = in_category.exclude(slug=measure.slug).by_title().values_list("pk", flat=True)
    beside = Measure.clauses.through.objects.filter(clause__in=clauses).values("measure")
    near = [*others.filter(pk__in=beside)[:MOST_RELATED], *others[: 2 * MOST_RELATED]]
    keys = list(dict.fromkeys(near))[:MOST_RELATED]
    rows = Measure.objects.with_age().in_bulk(keys)  # by key: in a sorted query PostgreSQL computes it for every row
    return [rows[key] for key in keys]
