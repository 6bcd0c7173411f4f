"""The vocabulary of the list's parameters: categories, tiers, agencies, regions and synonyms."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Cast, Coalesce

from incentives.models import EnterpriseTier, FacetCell
from incentives.models.audience import Audience, audience_of, tiers_served
from incentives.models.facet_cell import wider
from policies.caching import content_version
from policies.models import Agency, Category, Synonym

BESIDE_THE_LADDER = 99


class NamedRow(NamedTuple):
    """A category, tier, agency or region as an option. For a synonym, `slug` and `name` hold its two wordings.

    `short_name` is set for tiers alone.
    """

    noun: str
    pk: int
    slug: str
    name: str
    place: int
    is_sme: int
    short_name: str


@dataclass(frozen=True)
class Options:
    """The rows that can be chosen in a list's parameters; `by_name`: a chosen tier has to be named.

    `counted`: for ListCounts, the cells of the list without any choice, by whether closed measures count.
    """

    rows: tuple[NamedRow, ...]
    by_name: bool = False
    counted: dict[bool, object] = field(default_factory=dict, compare=False)

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
            facet: audience_of(options, self.tiers, by_name=self.by_name)
            if facet == "tier"
            else sorted({place for region in options for place in wider(region)})
            if facet == "region"
            else [row.pk for row in rows[facet] if row.slug in options]
            if facet in rows
            else sorted(options)
            for facet, options in chosen.items()
            if options
        }

    def served(self, named: Iterable[frozenset[int]]) -> Mapping[frozenset[int], frozenset[str]]:
        """The slugs of the tiers that measures serve, by the keys of the tiers they name."""
        return tiers_served(named, self.tiers, by_name=self.by_name)

    def _of(self, noun: str) -> list[NamedRow]:
        return sorted((row for row in self.rows if row.noun == noun), key=lambda row: (row.place, row.name))


@content_version.kept(1)
def current_options() -> Options:
    """The vocabulary, read in one query and kept in memory until the content changes."""
    zero, none, place = Value(0), Value(""), Coalesce(F("rank"), BESIDE_THE_LADDER) * 1000 + F("position")
    sme = Coalesce(Cast("is_sme", IntegerField()), 0)
    rows = Category.objects.order_by().values_list(Value("category"), "pk", "slug", "name", "position", zero, none)
    tiers = EnterpriseTier.objects.order_by().values_list(Value("tier"), "pk", "slug", "name", place, sme, "short_name")
    acting = Agency.objects.confirmed().order_by()
    agencies = acting.values_list(Value("agency"), "pk", "slug", "short_name", zero, zero, none)
    synonyms = Synonym.objects.order_by().values_list(Value("synonym"), "pk", "word", "same_as", zero, zero, none)
    cells = FacetCell.objects.exclude(region="").order_by()
    regions = cells.values_list(Value("region"), zero, "region", F("region"), zero, zero, none).distinct()
    union = rows.union(tiers, agencies, synonyms, regions, all=True)
    return Options(tuple(NamedRow(*row) for row in union))
