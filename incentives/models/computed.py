"""Values computed in SQL from a measure's rows and documents. ListColumns stores them; checks compare with these."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, Least, Length, NullIf

from incentives.enums import AmountState
from incentives.models.amount import RECIPIENTS
from incentives.models.audience import EVERYBODY, Audience
from incentives.models.provision import AWARD_KINDS, AWARDS, LoanProduct, SubsidyTier
from policies.enums import Level, Validity

WITH_MONEY = (*sorted(AWARD_KINDS), LoanProduct.KIND)
NOT_AN_OFFER = -2  # stored for measures that nobody can claim, so that they rank behind all offers
NATIONWIDE = "全国"
LONG_AGO = datetime.date(1900, 1, 1)  # stored as the end of a document that ended on a day nobody knows
NO_AWARD = -1  # below every award; Greatest treats null differently on the two databases


def attainable(rows: str = "") -> Case:
    """`Amount.attainable` (元) in SQL; `rows` is the lookup prefix of the rows, such as "subsidy_tiers__"."""
    is_whole = Q(**{f"{rows}paid_for__in": RECIPIENTS, f"{rows}period": "", f"{rows}currency": ""})
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
        rows = self.with_award().with_amount_state().with_document_facts()
        return rows.annotate(by_tier=by_tier, place=F("category__position"))

    def with_document_facts(self) -> ComputedQuerySet:
        """`served_region` and `documents_end`, from the documents whose clauses it cites and those of its basis.

        `served_region`: the region that it names, else the narrowest of its documents; '' for the whole country, or if
        nobody states one. `documents_end`: the first day on which one of its documents ends; null if none does.
        """
        own = self.model.clauses.through.objects.filter(measure=OuterRef("pk")).order_by()
        placed = own.exclude(clause__document__region__in=("", NATIONWIDE))
        narrowest = placed.order_by(Length("clause__document__region").desc(), "clause__document__region")
        ends = [_first_end(own, "clause__document__"), _first_end(_basis(self.model), "document__")]
        return self.annotate(
            served_region=Case(
                When(Q(level=Level.NATIONAL) | Q(region=NATIONWIDE), then=Value("")),
                When(~Q(region=""), then=F("region")),
                default=Coalesce(Subquery(narrowest.values("clause__document__region")[:1]), Value("")),
            ),
            documents_end=Least(Coalesce(*ends), Coalesce(*reversed(ends))),
        )


def _basis(measures: type[models.Model]) -> models.QuerySet:
    return measures.basis.through.objects.filter(measure=OuterRef("pk")).order_by()


def _first_end(links: models.QuerySet, document: str) -> Subquery:
    """The first end among the documents of `links` from measures; `document` is the lookup prefix.

    A measure with an end of its own outlives the date of a document, but not a document that was repealed.
    """
    end = Case(
        When(**{f"{document}validity": Validity.REPEALED}, then=Value(LONG_AGO)),
        When(**{f"{document}validity": Validity.EXPIRED}, then=Coalesce(f"{document}expires_on", Value(LONG_AGO))),
        When(measure__valid_until=None, then=f"{document}expires_on"),
        output_field=models.DateField(null=True),
    )
    return Subquery(links.values("measure").annotate(end=models.Min(end)).values("end"))
