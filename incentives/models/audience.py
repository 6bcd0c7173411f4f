"""Whom a measure serves: the tiers it names, all SMEs, or anybody. MeasureQuerySet says the same in SQL. Pure."""

from collections.abc import Collection

SME = "sme"


def served(named: Collection[str], tiers: Collection[str], sme_tiers: Collection[str]) -> frozenset[str]:
    """The slugs among `tiers` that a measure naming `named` serves.

    A measure that names nobody is open to all (来源未限定); one for `sme` serves every tier in `sme_tiers`.
    """
    if not named:
        return frozenset(tiers)
    return frozenset(named) | (frozenset(sme_tiers) if SME in named else frozenset())
