"""The facet cells of a set of measures, grouped live from their rows in four queries at any size."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from django.db.models import F
from django.db.models.functions import Coalesce

from incentives.audience import served
from incentives.facets import Cell
from incentives.models import EnterpriseTier, Measure, SubsidyTier
from incentives.models.measure import MeasureQuerySet


def cells(
    measures: MeasureQuerySet,
    tiers: Iterable[EnterpriseTier],
    agencies: Iterable[tuple[int, str]],
    min_amount: int | None = None,
) -> Counter[Cell]:
    """How many of `measures` stand in each cell.

    `agencies` are pairs of a measure's key and an agency's slug. With `min_amount` (元) a measure counts for the
    tiers whose own award reaches it.
    """
    slugs = [tier.slug for tier in tiers]
    sme_tiers = [tier.slug for tier in tiers if tier.is_sme]
    rows = list(
        measures.order_by().with_amount_state().values_list("pk", "category__slug", "kind", "delivery", "amount_state")
    )
    keys = {row[0] for row in rows}
    named = _grouped(_in(keys, Measure.tiers.through.objects.values_list("measure_id", "enterprisetier__slug")))
    acting = _grouped(pair for pair in agencies if pair[0] in keys)
    audience = {key: served(named[key], slugs, sme_tiers) for key in keys}
    if min_amount is not None:
        for key, reached in _reaching(min_amount, slugs, sme_tiers).items():
            if key in audience:
                audience[key] &= reached
    return Counter(
        Cell(only(category), audience[key], only(kind), only(delivery), acting[key], only(state))
        for key, category, kind, delivery, state in rows
    )


def only(value: str) -> frozenset[str]:
    return frozenset([value])


def _reaching(yuan: int, slugs: Collection[str], sme_tiers: Collection[str]) -> dict[int, frozenset[str]]:
    """Per measure with subsidy tiers, the tiers whose own rung reaches `yuan` (元)."""
    reached: dict[int, frozenset[str]] = defaultdict(frozenset)
    rungs = SubsidyTier.objects.filter(measure__in=Measure.objects.published()).values_list(
        "measure_id", F("enterprise_tier__slug"), Coalesce("amount_max", "amount_min")
    )
    for key, tier, amount in rungs:
        tiers = served([tier] if tier else [], slugs, sme_tiers) if (amount or 0) >= yuan else frozenset()
        reached[key] |= tiers
    return reached


def _in(keys: Collection[int], pairs: Iterable[tuple[int, str]]) -> Iterable[tuple[int, str]]:
    return (pair for pair in pairs if pair[0] in keys)


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, frozenset[str]]:
    groups: dict[int, frozenset[str]] = defaultdict(frozenset)
    for key, value in pairs:
        groups[key] |= {value}
    return groups
