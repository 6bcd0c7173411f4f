"""The rungs of the ladder 创新型 → 专精特新 → “小巨人” → 单项冠军, each with its tiers and awards."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from incentives.enums import Delivery
from incentives.models import EnterpriseTier, Measure, SubsidyTier
from incentives.models.computed import attainable
from policies.caching import content_version
from policies.enums import Stacking, TermKind
from policies.models import DocumentTerm

MOST_AWARDS = 4  # shown for one tier; the list page shows all


@dataclass(frozen=True)
class Rung:
    """One step of the ladder: its tiers (two on the last rung), and for each tier the awards for reaching it."""

    rank: int
    standings: tuple[tuple[EnterpriseTier, tuple[SubsidyTier, ...]], ...]


@content_version.kept(2)  # days, for requests around midnight
def rungs(on: datetime.date) -> list[Rung]:
    """The rungs, the lowest first, in two queries, kept in memory until the content changes.

    An empty list of awards means 来源未载明.
    An award for reaching a rung is a row of a published measure that is open on the day `on` and pays on 认定 of
    exactly that tier. Only the MOST_AWARDS greatest are included; each has `total`, the number of its tier's awards,
    and `combined_by_term`: whether a confirmed term of its documents tells how awards combine.
    """
    telling = DocumentTerm.objects.public().filter(
        what=TermKind.STACKING, document__clauses__measures=OuterRef("measure")
    )
    reaching = Measure.objects.published().open_on(on).filter(delivery=Delivery.RECOGNITION)
    awards = SubsidyTier.objects.filter(measure__in=reaching, enterprise_tier__rank__isnull=False)
    by_tier: dict[int, list[SubsidyTier]] = {}
    for award in (
        greatest_awards(awards.annotate(combined_by_term=Exists(telling)))
        .select_related("measure", "clause__document")
        .order_by("place")
    ):
        by_tier.setdefault(award.enterprise_tier_id, []).append(award)
    tiers = EnterpriseTier.objects.on_ladder().select_related("enterprises__clause__document")
    return [
        Rung(rank, tuple((tier, tuple(by_tier.get(tier.pk, ()))) for tier in steps))
        for rank, steps in groupby(tiers, key=lambda tier: tier.rank)
    ]


def leaves_stacking_open(all_rungs: Iterable[Rung]) -> bool:
    """Whether the sources leave open, for any award of the rungs, whether it can be had together with others."""
    awards = (award for rung in all_rungs for _, rows in rung.standings for award in rows)
    return any(one.measure.stacking == Stacking.NOT_STATED and not one.combined_by_term for one in awards)


def greatest_awards(awards: QuerySet) -> QuerySet:
    """The MOST_AWARDS greatest awards of each tier, annotated with `place` (from 1) and `total` (the tier's awards)."""
    order = [attainable().desc(nulls_last=True), "measure", "position"]
    placed = awards.annotate(
        place=Window(RowNumber(), partition_by="enterprise_tier", order_by=order),
        total=Window(Count("pk"), partition_by="enterprise_tier"),
    )
    return placed.filter(place__lte=MOST_AWARDS)
