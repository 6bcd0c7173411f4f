"""The steps of the ladder: the awards of each tier, how much more they are than below, and what else names it."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from incentives.models import Condition, EnterpriseTier, Measure, SubsidyTier
from incentives.models.amount import Amount
from incentives.pages.ladder.rungs import Rung
from policies.caching import content_version
from policies.text.wording import money

MOST_NAMED = 4  # measures named beside a step; the list page shows all


@dataclass(frozen=True)
class OtherMeasures:
    """The other measures that name a tier: slug and title of the first MOST_NAMED, and their total number."""

    named: tuple[tuple[str, str], ...] = ()
    total: int = 0


@dataclass(frozen=True)
class LadderStep:
    """One tier of the ladder: its awards, how much more they are than the step below, and other measures for it."""

    rank: int
    tier: EnterpriseTier
    awards: tuple[SubsidyTier, ...]
    difference: str
    conditions: tuple[Condition, ...]
    others: OtherMeasures


def ladder_steps(all_rungs: Sequence[Rung], on: datetime.date) -> list[LadderStep]:
    """Every tier of the ladder, the lowest first, with the measures open on the day `on`; two queries."""
    awards = [award for rung in all_rungs for _, rows in rung.standings for award in rows]
    conditions = list(
        Condition.objects.filter(measure__in={award.measure_id for award in awards})
        .select_related("clause__document")
        .order_by("measure", "position")
    )
    others = other_measures_by_tier(frozenset(award.measure_id for award in awards), on)
    steps, below = [], None
    for rung in all_rungs:
        for tier, rows in rung.standings:
            mine = tuple(condition for condition in conditions if any(asks(condition, row) for row in rows))
            named = others.get(tier.pk, OtherMeasures())
            # The last rung has two tiers: the second, for a product, is no step up from the rung below.
            more = difference(rows, below) if tier == rung.standings[0][0] else ""
            steps.append(LadderStep(rung.rank, tier, rows, more, mine, named))
        below = rung.standings[0][1]
    return steps


def asks(condition: Condition, row: SubsidyTier) -> bool:
    return condition.measure_id == row.measure_id and condition.row_key in {None, row.pk}


def difference(awards: Sequence[SubsidyTier], below: Sequence[SubsidyTier] | None) -> str:
    """How much more a step awards than the step below (多 150 万元); empty unless each awards one exact sum."""
    mine, lower = exact(awards), exact(below or ())
    if mine is None or lower is None:
        return ""
    if mine == lower:
        return "相同"
    return f"多 {money(mine - lower)}" if mine > lower else f"少 {money(lower - mine)}"


def exact(awards: Sequence[SubsidyTier]) -> int | None:
    """The exact sum (元) of a single award; None for several awards, or without an exact sum."""
    amounts: list[Amount] = [award.amount for award in awards]
    return amounts[0].low if len(amounts) == 1 and amounts[0].low == amounts[0].high else None


@content_version.kept(2)  # days, for requests around midnight
def other_measures_by_tier(awarding: frozenset[int], on: datetime.date) -> dict[int, OtherMeasures]:
    """By tier, the open measures that name it, without `awarding`; kept in memory until the content changes."""
    measures = Measure.objects.published().open_on(on).exclude(pk__in=awarding)
    pairs = Measure.tiers.through.objects.filter(measure__in=measures, enterprisetier__rank__isnull=False)
    named: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for tier, slug, title in pairs.order_by("measure__title", "measure_id").values_list(
        "enterprisetier_id", "measure__slug", "measure__title"
    ):
        named[tier].append((slug, title))
    return {tier: OtherMeasures(tuple(links[:MOST_NAMED]), len(links)) for tier, links in named.items()}
