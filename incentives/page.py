"""What the page of one measure shows beside its own fields."""

import datetime

from django.db.models import Prefetch

from incentives.models import Condition, Measure, MeasureAgency
from incentives.models.measure import MeasureQuerySet
from incentives.models.provision import PROVISIONS
from policies.models import Clause, Document, Indicator

ROWS = ("subsidy_tiers", "talent_grants", "approval_reforms", "loan_products")
OF_ROW = {"subsidy_tiers": ("enterprise_tier",)}
MOST_RELATED = 4


def whole(measures: MeasureQuerySet) -> MeasureQuerySet:
    """Measures with all that their page shows, in a number of queries that no content changes."""
    rows = [
        Prefetch(name, table.objects.select_related("clause__document", *OF_ROW.get(name, ())))
        for name, table in zip(ROWS, PROVISIONS, strict=True)
    ]
    clauses = Clause.objects.public().select_related("document")
    return measures.select_related("category").prefetch_related(
        *rows,
        "tiers",
        "materials",
        Prefetch("conditions", Condition.objects.select_related("clause__document")),
        Prefetch("agency_roles", MeasureAgency.objects.select_related("agency")),
        Prefetch("basis", Document.objects.published()),
        Prefetch("clauses", clauses.order_by("document", "edition", "position")),
        Prefetch("indicators", Indicator.objects.public().in_reading_order()),
    )


def related(measure: Measure, on: datetime.date) -> list[Measure]:
    """Other measures of its category that are open on the day `on`, those read in the same clauses first;
    both cut, at any size.
    """
    mine = [clause.pk for clause in measure.clauses.all()]
    listed = Measure.objects.listed().open_on(on).filter(category=measure.category_id)
    others = listed.exclude(slug=measure.slug).by_title().values_list("pk", flat=True)
    beside = Measure.clauses.through.objects.filter(clause__in=mine).values("measure")
    near = [*others.filter(pk__in=beside)[:MOST_RELATED], *others[: 2 * MOST_RELATED]]
    keys = list(dict.fromkeys(near))[:MOST_RELATED]
    found = Measure.objects.with_age().in_bulk(keys)  # asked of these alone: of a sorted list PostgreSQL asks it of all
    return [found[key] for key in keys]
