"""What follows from a measure's rows, asked of the rows themselves: the measure of what ListColumns stores."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, NullIf

from incentives.enums import AmountState
from incentives.models.audience import SME
from incentives.models.provision import AWARD_KINDS, AWARDS, LoanProduct, SubsidyTier
from incentives.models.tier import EnterpriseTier

WITH_MONEY = (*sorted(AWARD_KINDS), LoanProduct.KIND)
NO_AWARD = -1  # below every award, so that Greatest behaves alike on both databases


def awards(rows: models.QuerySet) -> Subquery:
    """The greatest sum in 元 among a measure's `rows`; null without one."""
    attainable = models.Max(Coalesce("amount_max", "amount_min"))
    groups = rows.filter(measure=OuterRef("pk")).order_by().values("measure")
    return Subquery(groups.annotate(best=attainable).values("best"), output_field=models.BigIntegerField())


def has(rows: models.QuerySet) -> Exists:
    return Exists(rows.filter(measure=OuterRef("pk")))


def rungs_for(slugs: Collection[str]) -> models.QuerySet:
    """Subsidy tiers for anyone or for one of `slugs`; all of them without slugs."""
    if not slugs:
        return SubsidyTier.objects.all()
    sme = EnterpriseTier.objects.filter(slug__in=slugs, is_sme=True)
    served = EnterpriseTier.objects.filter(Q(slug__in=slugs) | (Q(slug=SME) & Exists(sme)))
    return SubsidyTier.objects.filter(Q(enterprise_tier=None) | Q(enterprise_tier__in=served.order_by().values("pk")))


class ComputedQuerySet(models.QuerySet):
    def with_award(self, slugs: Collection[str] = ()) -> ComputedQuerySet:
        """`award`: the greatest sum in 元 for the tiers (for anyone without tiers); null where none is stated."""
        tables = [rungs_for(slugs) if table is SubsidyTier else table.objects.all() for table in AWARDS]
        best = Greatest(*(Coalesce(awards(rows), NO_AWARD) for rows in tables))
        return self.annotate(award=NullIf(best, Value(NO_AWARD)))

    def awarding(self, yuan: int, slugs: Collection[str] = ()) -> ComputedQuerySet:
        """Measures whose stated award for the tiers reaches `yuan` (元); credit limits are no awards."""
        return self.with_award(slugs).filter(award__gte=yuan)

    def with_amount_state(self) -> ComputedQuerySet:
        """`amount_state`: stated, not_stated or not_applicable, derived from the rows."""
        sum_or_rate = ~Q(amount_min=None, amount_max=None, rate_min=None, rate_max=None)
        stated = has(LoanProduct.objects.filter(credit_limit__isnull=False))
        for table in AWARDS:
            stated |= has(table.objects.filter(sum_or_rate))
        return self.annotate(
            amount_state=Case(
                When(~Q(kind__in=WITH_MONEY), then=Value(AmountState.NOT_APPLICABLE)),
                When(stated, then=Value(AmountState.STATED)),
                default=Value(AmountState.NOT_STATED),
            )
        )

    def with_list_facts(self) -> ComputedQuerySet:
        """All that ListColumns stores of awards: `award`, `amount_state`, and `by_tier` where a rung names a tier."""
        by_tier = has(SubsidyTier.objects.filter(enterprise_tier__isnull=False))
        return self.with_award().with_amount_state().annotate(by_tier=by_tier, place=F("category__position"))
