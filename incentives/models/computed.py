"""Values computed in SQL from a measure's rows. ListColumns stores them, and its checks compare with these."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, NullIf

from incentives.enums import AmountState
from incentives.models.amount import RECIPIENTS
from incentives.models.audience import EVERYBODY, Audience
from incentives.models.provision import AWARD_KINDS, AWARDS, LoanProduct, SubsidyTier

WITH_MONEY = (*sorted(AWARD_KINDS), LoanProduct.KIND)
NOT_AN_OFFER = -2  # stored for measures that nobody can claim, so that they rank behind all offers
NO_AWARD = -1  # below every award; Greatest treats null differently on the two databases


def attainable(rows: str = "") -> Case:
    """`Amount.attainable` (元) in SQL; `rows` is the lookup prefix of the rows, such as "subsidy_tiers__"."""
    is_whole = Q(**{f"{rows}paid_for__in": RECIPIENTS, f"{rows}period": ""})
    return Case(When(is_whole, then=Coalesce(f"{rows}amount_max", f"{rows}amount_min")))


def awards(rows: models.QuerySet) -> Subquery:
    """The greatest sum (元) among a measure's `rows`; null without one."""
    groups = rows.filter(measure=OuterRef("pk")).order_by().values("measure")
    return Subquery(
        groups.annotate(best=models.Max(attainable())).values("best"), output_field=models.BigIntegerField()
    )


def has(rows: models.QuerySet) -> Exists:
    return Exists(rows.filter(measure=OuterRef("pk")))


class ComputedQuerySet(models.QuerySet):
    def with_award(self, audience: Audience = EVERYBODY) -> ComputedQuerySet:
        """`award`: the greatest sum (元) of the rows for the audience; null if none is stated.

        Credit limits are not awards.
        """
        rungs = SubsidyTier.objects.filter(audience.is_served_by_row())
        tables = [rungs if table is SubsidyTier else table.objects.all() for table in AWARDS]
        best = Greatest(*(Coalesce(awards(rows), NO_AWARD) for rows in tables))
        return self.annotate(award=NullIf(best, Value(NO_AWARD)))

    def with_amount_state(self) -> ComputedQuerySet:
        """`amount_state`: stated, not_stated or not_applicable, computed from the rows."""
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
        """The facts that ListColumns stores: `award`, `amount_state`, and `by_tier` (whether a rung names a tier)."""
        by_tier = has(SubsidyTier.objects.filter(enterprise_tier__isnull=False))
        return self.with_award().with_amount_state().annotate(by_tier=by_tier, place=F("category__position"))
