"""Which enterprises a measure or one of its rows serves; each rule exists once in Python and once in SQL.

A measure may name enterprise tiers, and a row may name one. It serves the enterprises of a tier if it names that tier,
if it names all SMEs (中小微企业) and the tier is for SMEs, or if it names no tier (来源未限定). Tiers are given by key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Protocol, TypeVar

from django.db.models import Q

from incentives.enums import SME

NAMES_ONE, FOR_SMES, NAMES_NOBODY = STANDINGS = range(3)
NOBODY_NAMED = ","  # in a field that holds keys between commas
Named = frozenset[int]
Row = TypeVar("Row")


class TierRow(Protocol):
    """A row of EnterpriseTier, or some of its columns."""

    pk: int
    slug: str
    name: str
    short_name: str
    is_sme: bool | int | None


@dataclass(frozen=True)
class Audience:
    """The enterprises of the chosen tiers; all enterprises if no tier is chosen.

    `chosen`: the keys of the tiers. `names`: the same, and the key of all SMEs if one of the tiers is for SMEs.
    `by_name`: only measures that name a chosen tier count; a measure's rows count as before.
    """

    chosen: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    by_name: bool = False

    def is_served(self, named: Collection[int]) -> bool:
        """Whether a measure that names the tiers `named` serves this audience."""
        return not self.chosen.isdisjoint(named) if self.by_name else self._is_meant(named)

    def _is_meant(self, named: Collection[int]) -> bool:
        return not named or not self.chosen or not self.names.isdisjoint(named)

    def is_served_by_cell(self, field: str) -> Q:
        """`is_served` in SQL for a facet cell whose `field` holds the named tiers."""
        if self.by_name:
            return holds(field, self.chosen)
        return Q(**{field: NOBODY_NAMED}) | holds(field, self.names) if self.chosen else Q()

    def is_served_by_row(self) -> Q:
        """Whether a SubsidyTier is meant for this audience, in SQL."""
        return Q(enterprise_tier=None) | Q(enterprise_tier__in=self.names) if self.chosen else Q()

    def rows(self, rows: Iterable[Row]) -> list[Row]:
        """The rows among `rows` that are meant for this audience."""
        tiers = [(row, getattr(row, "enterprise_tier_id", None)) for row in rows]
        return [row for row, tier in tiers if self._is_meant([tier] if tier else [])]

    def standing(self, named: Collection[int]) -> int:
        """The standing of a measure that serves this audience: NAMES_ONE, FOR_SMES or NAMES_NOBODY."""
        if not self.chosen.isdisjoint(named):
            return NAMES_ONE
        return FOR_SMES if named else NAMES_NOBODY

    def has_standing(self, standings: Collection[int], field: str) -> Q:
        """Whether a facet cell that serves this audience has one of `standings`, in SQL."""
        names, nobody = holds(field, self.chosen), Q(**{field: NOBODY_NAMED})
        tests = {NAMES_ONE: names, FOR_SMES: ~nobody & ~names, NAMES_NOBODY: nobody}
        return reduce(or_, (tests[standing] for standing in standings))


EVERYBODY = Audience()


def audience_of(slugs: Collection[str], tiers: Sequence[TierRow], *, by_name: bool = False) -> Audience:
    """The Audience of the tiers with these slugs; `tiers` must hold all tiers."""
    chosen = {tier.pk for tier in tiers if tier.slug in slugs}
    sme = {tier.pk for tier in tiers if tier.slug == SME}
    has_sme = any(tier.is_sme and tier.pk in chosen for tier in tiers)
    return Audience(frozenset(chosen), frozenset(chosen | sme if has_sme else chosen), by_name)


def tiers_served(
    named: Iterable[Named], tiers: Sequence[TierRow], *, by_name: bool = False
) -> Mapping[Named, frozenset[str]]:
    """The slugs of the tiers that are served, for each set of named tiers."""
    audiences = [(tier.slug, audience_of([tier.slug], tiers, by_name=by_name)) for tier in tiers]
    return {one: frozenset(slug for slug, them in audiences if them.is_served(one)) for one in set(named)}


def between_commas(keys: Iterable[int]) -> str:
    """Sorted keys between commas: ",3,7,"; "," without keys."""
    return "".join(f",{key}" for key in sorted(set(keys))) + ","


def keys_of(text: str) -> frozenset[int]:
    """The keys between the commas."""
    return frozenset(int(key) for key in text.split(",") if key)


def holds(field: str, keys: Collection[int]) -> Q:
    """Whether `field` contains one of `keys` between its commas; false without keys."""
    return reduce(or_, (Q(**{f"{field}__contains": f",{key},"}) for key in sorted(keys)), Q(pk__in=[]))
