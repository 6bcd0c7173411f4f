from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import models
from django.db.models import Case, Q, Value, When

from incentives.enums import AmountState, Availability, Delivery, Kind
from incentives.models.audience import NOBODY_NAMED, Audience, holds
from policies.models import Category

Chosen = Mapping[str, Collection | Audience]  # by facet, as stored in cells: values or keys; for `tier` an Audience


class FacetCellQuerySet(models.QuerySet):
    def regions(self) -> FacetCellQuerySet:
        """The names of the regions that published measures are for, the one with the most measures first."""
        by_region = self.exclude(region="").order_by().values("region").annotate(number=models.Sum("published"))
        return by_region.order_by("-number", "region").values_list("region", flat=True)

    def passing(self, chosen: Chosen) -> FacetCellQuerySet:
        """Cells that fail none of the chosen facets."""
        return self.filter(*(passes(facet, options) for facet, options in chosen.items()))

    def missing_at_most_one(self, chosen: Chosen) -> FacetCellQuerySet:
        """Cells that fail at most one of the chosen facets; the counts need no others."""
        misses = [Case(When(passes(*test), then=Value(0)), default=Value(1)) for test in chosen.items()]
        return self.annotate(misses=sum(misses, Value(0))).filter(misses__lte=1) if len(misses) > 1 else self


def wider(region: str) -> list[str]:
    """The region itself and every region that it lies in: a region is named from the province down (甲省乙市丙区)."""
    return [region[:end] for end in range(len(region) + 1)]


def passes(facet: str, chosen: Collection | Audience, of: str = "") -> Q:
    """Whether a cell has a chosen option of a facet; `of` is the lookup prefix of the cell, such as "cell__"."""
    if facet == "tier":
        return chosen.is_served_by_cell(f"{of}audience")
    return holds(f"{of}agencies", chosen) if facet == "agency" else Q(**{f"{of}{facet}__in": chosen})


class FacetCell(models.Model):
    """A combination of facet values that published measures share, with the number of these measures.

    `audience` and `agencies` hold sorted keys between commas: ",3,7,"; "," alone names none.
    `open` was counted on the day of the last count and stays true until `first_closing` has passed. After that, the
    measures that have closed are subtracted on reading (`open_on` in incentives/listing/stored_counts.py).
    """

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    delivery = models.CharField(max_length=12, choices=Delivery)
    amount = models.CharField(max_length=14, choices=AmountState)
    availability = models.CharField(
        max_length=13, choices=Availability, default=Availability.OFFER, db_default=Availability.OFFER
    )
    audience = models.CharField(max_length=300, default=NOBODY_NAMED)
    agencies = models.CharField(max_length=600, default=NOBODY_NAMED)
    region = models.CharField(max_length=40, default="", db_default="", db_index=True)  # "" for the whole country
    published = models.PositiveIntegerField(default=0)
    open = models.PositiveIntegerField(default=0)
    dated = models.PositiveIntegerField(default=0)  # open measures that open or close on a day
    first_closing = models.DateField(null=True)  # the earliest of these dates

    objects = FacetCellQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "筛选计数"
        constraints = [
            models.UniqueConstraint(
                fields=["category", "kind", "delivery", "amount", "availability", "audience", "agencies", "region"],
                name="facetcell_combination_unique",
                violation_error_message="这种组合已有一行。",
            ),
            models.CheckConstraint(
                condition=Q(open__lte=models.F("published")),
                name="facetcell_open_within_published",
                violation_error_message="未截止的不能多于已发布的。",
            ),
        ]

    def __str__(self) -> str:
        return "/".join(map(str, self.combination))

    @property
    def combination(self) -> tuple:
        named = (self.audience, self.agencies, self.region)
        return (self.category_id, self.kind, self.delivery, self.amount, self.availability, *named)
