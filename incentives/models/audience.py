"""Whom a measure serves, and which of its rows count for whom: each rule once, in Python and in SQL.

A measure names enterprise tiers; a row of it may name one. Either serves an enterprise of a tier if it names that
tier, or all SMEs (中小微企业) and the tier is one of SMEs, or nobody (来源未限定). Tiers are given by their keys.
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
    """A row of EnterpriseTier, or what was read of it."""

    pk: int
    slug: str
    is_sme: bool | int | None


@dataclass(frozen=True)
class Audience:
    """Enterprises of the chosen tiers; without any, all enterprises.

    `chosen`: the keys of these tiers. `names`: these, and the key of all SMEs if one of them is a tier of SMEs.
    """

    chosen: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()

    def is_served(self, named: Collection[int]) -> bool:
        """Whether something that names the tiers `named` serves them."""
        return not named or not self.chosen or not self.names.isdisjoint(named)

    def is_served_by_cell(self, field: str) -> Q:
        """The same in SQL, of a facet cell whose `field` holds the named tiers."""
        return Q(**{field: NOBODY_NAMED}) | holds(field, self.names) if self.chosen else Q()

    def is_served_by_row(self) -> Q:
        """The same in SQL, of a subsidy tier."""
        return Q(enterprise_tier=None) | Q(enterprise_tier__in=self.names) if self.chosen else Q()

    def rows(self, rows: Iterable[Row]) -> list[Row]:
        """The same of rows in memory: those whose awards count for these enterprises."""
        tiers = [(row, getattr(row, "enterprise_tier_id", None)) for row in rows]
        return [row for row, tier in tiers if self.is_served([tier] if tier else [])]

    def standing(self, named: Collection[int]) -> int:
        """How something that serves them does: it names one of the chosen tiers, is for all SMEs, or names nobody."""
        if not self.chosen.isdisjoint(named):
            return NAMES_ONE
        return FOR_SMES if named else NAMES_NOBODY

    def has_standing(self, standings: Collection[int], field: str) -> Q:
        """The same in SQL, of a facet cell that serves them: whether its standing is one of `standings`."""
        names, nobody = holds(field, self.chosen), Q(**{field: NOBODY_NAMED})
        tests = {NAMES_ONE: names, FOR_SMES: ~nobody & ~names, NAMES_NOBODY: nobody}
        return reduce(or_, (tests[standing] for standing in standings))


EVERYBODY = Audience()


def audience_of(slugs: Collection[str], tiers: Sequence[TierRow]) -> Audience:
    """The enterprises of the tiers with these slugs; `tiers` are all tiers."""
    chosen = {tier.pk for tier in tiers if tier.slug in slugs}
    sme = {tier.pk for tier in tiers if tier.slug == SME}
    has_sme = any(tier.is_sme and tier.pk in chosen for tier in tiers)
    return Audience(frozenset(chosen), frozenset(chosen | sme if has_sme else chosen))


def tiers_served(named: Iterable[Named], tiers: Sequence[TierRow]) -> Mapping[Named, frozenset[str]]:
    """For each set of named tiers the slugs of those among `tiers` that it serves."""
    audiences = [(tier.slug, audience_of([tier.slug], tiers)) for tier in tiers]
    return {one: frozenset(slug for slug, them in audiences if them.is_served(one)) for one in set(named)}


def between_commas(keys: Iterable[int]) -> str:
    """Keys in order between commas: ",3,7,"; "," without any."""
    return "".join(f",{key}" for key in sorted(set(keys))) + ","


def keys_of(text: str) -> frozenset[int]:
    """The keys between the commas."""
    return frozenset(int(key) for key in text.split(",") if key)


def holds(field: str, keys: Collection[int]) -> Q:
    """Whether one of `keys` stands between the commas of `field`; false without keys."""
    return reduce(or_, (Q(**{f"{field}__contains": f",{key},"}) for key in sorted(keys)), Q(pk__in=[]))
