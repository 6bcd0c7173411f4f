"""Counts the measures of the facet cells and stores the numbers. Publications and commands call it, never a page."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.utils import timezone

from incentives.listing.stored_counts import number_of
from incentives.models import FacetCell, Measure
from incentives.models.facet_cell import FacetCellQuerySet
from policies.caching import content_version


def recount(keys: Collection[int]) -> None:
    """Count the cells of `keys`, and all cells with a measure that has closed since they were counted.

    The caller must have raised the content version in its transaction. That lock keeps other counts from running.
    """
    today = timezone.localdate()
    _count(FacetCell.objects.filter(Q(pk__in=keys) | Q(first_closing__lt=today)), today)


@transaction.atomic
def recount_all() -> None:
    """Count every cell, under the lock of the content version."""
    content_version.raise_version()
    _count(FacetCell.objects.all(), timezone.localdate())


def numbers_of_cells(today: datetime.date) -> dict[int, tuple[int, int]]:
    """The number of published measures, and of those open on `today`, by the key of the cell."""
    still_open = Q(closes_on__gte=today) | Q(closes_on__isnull=True)
    cells = Measure.objects.listed().order_by().values("cell")
    rows = cells.annotate(all=Count("pk"), open=Count("pk", filter=still_open))
    return {row["cell"]: (row["all"], row["open"]) for row in rows}


def _count(cells: FacetCellQuerySet, today: datetime.date) -> None:
    """Store the numbers of `cells` as of `today`; delete cells without measures."""
    measures = Measure.objects.listed()
    to_close = measures.filter(closes_on__gte=today)
    first = to_close.filter(cell=OuterRef("pk")).order_by().values("cell").annotate(first=Min("closes_on"))
    cells.update(
        published=number_of(measures),
        open=number_of(measures.open_on(today)),
        dated=number_of(measures.open_on(today).with_dates()),
        first_closing=Subquery(first.values("first")),
    )
    cells.filter(published=0).delete()
