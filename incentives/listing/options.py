"""The words a list is asked with: categories, tiers, agencies and synonyms, all in one query."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Cast, Coalesce

from incentives.models import EnterpriseTier
from incentives.models.audience import SME
from policies.models import Agency, Category, Synonym

BESIDE_THE_LADDER = 99


class NamedRow(NamedTuple):
    """A category, tier or agency as an option; a synonym has its two wordings as slug and name."""

    noun: str
    pk: int
    slug: str
    name: str
    place: int
    is_sme: int


@dataclass(frozen=True)
class Options:
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
    def synonyms(self) -> tuple[tuple[str, str], ...]:
        return tuple((row.slug, row.name) for row in self._of("synonym"))

    @cached_property
    def sme_tiers(self) -> list[str]:
        return [tier.slug for tier in self.tiers if tier.is_sme]

    def named_or_for_smes(self, slugs: list[str]) -> list[int]:
        """The keys of the chosen tiers, with that of all SMEs where one of them is an SME."""
        wider = {SME} if set(slugs) & set(self.sme_tiers) else set()
        return [tier.pk for tier in self.tiers if tier.slug in wider.union(slugs)]

    def _of(self, noun: str) -> list[NamedRow]:
        return sorted((row for row in self.rows if row.noun == noun), key=lambda row: (row.place, row.name))


def read_options() -> Options:
    zero, place = Value(0), Coalesce(F("rank"), BESIDE_THE_LADDER) * 1000 + F("position")
    sme = Coalesce(Cast("is_sme", IntegerField()), 0)
    rows = Category.objects.order_by().values_list(Value("category"), "pk", "slug", "name", "position", zero)
    tiers = EnterpriseTier.objects.order_by().values_list(Value("tier"), "pk", "slug", "name", place, sme)
    agencies = Agency.objects.order_by().values_list(Value("agency"), "pk", "slug", "short_name", zero, zero)
    synonyms = Synonym.objects.order_by().values_list(Value("synonym"), "pk", "word", "same_as", zero, zero)
    return Options(tuple(NamedRow(*row) for row in rows.union(tiers, agencies, synonyms, all=True)))
