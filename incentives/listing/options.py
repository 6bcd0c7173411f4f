"""The vocabulary of the list's parameters: categories, tiers, agencies, regions and synonyms, read in one query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Cast, Coalesce

from incentives.models import EnterpriseTier, FacetCell
from incentives.models.audience import Audience, audience_of
from incentives.models.facet_cell import wider
from policies.models import Agency, Category, Synonym

BESIDE_THE_LADDER = 99


class NamedRow(NamedTuple):
    """A category, tier, agency or region as an option. For a synonym, `slug` and `name` hold its two wordings."""

    noun: str
    pk: int
    slug: str
    name: str
    place: int
    is_sme: int


@dataclass(frozen=True)
class Options:
    """The rows that can be chosen in a list's parameters."""

    rows: tuple[NamedRow, ...]

    @cached_property
    def categories(self) -> list[NamedRow]:
        return self._of("category")

    @cached_property
    def tiers(self) -> list[NamedRow]:
        return self._of("tier")

    @cached_property
    def agencies(self) -> list[NamedRow]:
        return self._of("agency")

    @cached_property
    def regions(self) -> list[NamedRow]:
        return self._of("region")

    @cached_property
    def synonyms(self) -> tuple[tuple[str, str], ...]:
        return tuple((row.slug, row.name) for row in self._of("synonym"))

    def as_in_cells(self, chosen: Mapping[str, Collection[str]]) -> dict[str, Collection | Audience]:
        """The chosen options by facet as stored in facet cells: keys for rows, an Audience for tiers."""
        rows = {"category": self.categories, "agency": self.agencies}
        return {
            facet: audience_of(options, self.tiers)
            if facet == "tier"
            else sorted({place for region in options for place in wider(region)})
            if facet == "region"
            else [row.pk for row in rows[facet] if row.slug in options]
            if facet in rows
            else sorted(options)
            for facet, options in chosen.items()
            if options
        }

    def _of(self, noun: str) -> list[NamedRow]:
        return sorted((row for row in self.rows if row.noun == noun), key=lambda row: (row.place, row.name))


def read_options() -> Options:
    zero, place = Value(0), Coalesce(F("rank"), BESIDE_THE_LADDER) * 1000 + F("position")
    sme = Coalesce(Cast("is_sme", IntegerField()), 0)
    rows = Category.objects.order_by().values_list(Value("category"), "pk", "slug", "name", "position", zero)
    tiers = EnterpriseTier.objects.order_by().values_list(Value("tier"), "pk", "slug", "name", place, sme)
    agencies = (
        Agency.objects.confirmed().order_by().values_list(Value("agency"), "pk", "slug", "short_name", zero, zero)
    )
    synonyms = Synonym.objects.order_by().values_list(Value("synonym"), "pk", "word", "same_as", zero, zero)
    cells = FacetCell.objects.exclude(region="").order_by()
    regions = cells.values_list(Value("region"), zero, "region", F("region"), zero, zero).distinct()
    return Options(tuple(NamedRow(*row) for row in rows.union(tiers, agencies, synonyms, regions, all=True)))
