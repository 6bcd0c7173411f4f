"""What the page of one measure shows beside its own fields."""

from django.db.models import Prefetch

from incentives.models import Condition, Measure, MeasureAgency
from incentives.models.measure import MeasureQuerySet
from incentives.models.provision import PROVISIONS
from policies.models import Clause, Document, Indicator

ROWS = ("subsidy_tiers", "talent_grants", "approval_reforms", "loan_products")
MOST_RELATED = 4


def whole(measures: MeasureQuerySet) -> MeasureQuerySet:
    """Measures with all that their page shows, in a number of queries that no content changes."""
    rows = [
        Prefetch(name, table.objects.select_related("clause__document"))
        for name, table in zip(ROWS, PROVISIONS, strict=True)
    ]
    return measures.select_related("category").prefetch_related(
        *rows,
        "tiers",
        "materials",
        Prefetch("conditions", Condition.objects.select_related("clause__document")),
        Prefetch("agency_roles", MeasureAgency.objects.select_related("agency")),
        Prefetch("basis", Document.objects.published()),
        Prefetch("clauses", Clause.objects.select_related("document").order_by("document", "edition", "position")),
        Prefetch("indicators", Indicator.objects.in_reading_order()),
    )


def related(measure: Measure) -> list[Measure]:
    """Other published measures of its category, those read in the same clauses first."""
    mine = {clause.pk for clause in measure.clauses.all()}
    others = Measure.objects.published().filter(category=measure.category).exclude(slug=measure.slug)
    near = others.prefetch_related("clauses").order_by("title", "pk")
    ranked = sorted(near, key=lambda other: mine.isdisjoint(clause.pk for clause in other.clauses.all()))
    return ranked[:MOST_RELATED]
