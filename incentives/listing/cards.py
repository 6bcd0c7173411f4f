"""What a card shows of a measure: who, how much (for the tiers chosen), how, and where it is written."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, prefetch_related_objects

from incentives.enums import AmountState, Kind
from incentives.models import LoanProduct, Measure, SubsidyTier
from incentives.models.amount import Amount
from incentives.models.audience import served
from incentives.models.measure import OF_OLDER_EDITION
from incentives.models.provision import AWARDS, Provision
from policies.text.wording import money


@dataclass(frozen=True)
class AmountLine:
    """The money line of a card; `note` says what the sum is for, `state` how to show it.

    `is_superseded`: a newer edition changed or dropped the sentence of a row from which it is told.
    """

    text: str
    note: str
    state: AmountState
    is_superseded: bool = False


@dataclass(frozen=True)
class Card:
    measure: Measure
    headline: AmountLine

    @property
    def source(self):
        """The first clause the measure was read in."""
        return min(self.measure.clauses.all(), key=lambda clause: (clause.document_id, clause.position), default=None)

    @property
    def is_outdated(self) -> bool:
        """Whether a newer edition changed or dropped one of the clauses the measure was read in."""
        return any(clause.is_superseded for clause in self.measure.clauses.all())


def with_rows(measures: list[Measure]) -> list[Measure]:
    """The measures with the rows that tell their headlines: a query for each kind with money among them."""
    for table in (*AWARDS, LoanProduct):
        rows = table.objects.annotate(is_superseded=Q(**OF_OLDER_EDITION))  # quicker than the clauses
        rows = rows.select_related("enterprise_tier") if table is SubsidyTier else rows
        of_kind = [measure for measure in measures if measure.kind == table.KIND]
        prefetch_related_objects(of_kind, Prefetch(table.relation(), rows))
    return measures


def cards(measures: Iterable[Measure], tiers: Collection[str] = (), sme_tiers: Collection[str] = ()) -> list[Card]:
    """A card for each measure, with the award for `tiers` where some are chosen."""
    return [Card(measure, headline(measure, tiers, sme_tiers)) for measure in measures]


def headline(measure: Measure, tiers: Collection[str] = (), sme_tiers: Collection[str] = ()) -> AmountLine:
    """The award of the rows that fit `tiers`; without tiers the span of all rows. Sums are never added up."""
    if measure.kind == Kind.LOAN:
        products = measure.loan_products.all()
        note = f"{len(products)} 个产品"
        if limited := [product for product in products if product.credit_limit]:
            most = max(product.credit_limit for product in limited)
            return AmountLine(f"额度最高 {money(most)}", note, AmountState.STATED, _are_superseded(limited))
        return AmountLine("额度未载明", note, AmountState.NOT_STATED, _are_superseded(products))
    if not measure.gives_awards:
        return AmountLine(AmountState.NOT_APPLICABLE.label, measure.get_kind_display(), AmountState.NOT_APPLICABLE)
    rows = [row for row in measure.provisions if is_for_tiers(row, tiers, sme_tiers)]
    stated = [row for row in rows if row.amount.is_stated]
    if not stated:
        return AmountLine(AmountState.NOT_STATED.label, _note(rows), AmountState.NOT_STATED, _are_superseded(rows))
    return AmountLine(span([row.amount for row in stated]), _note(stated), AmountState.STATED, _are_superseded(stated))


def is_for_tiers(row, tiers: Collection[str], sme_tiers: Collection[str]) -> bool:
    """Whether a row is for one of `tiers`; a row without a tier is for all."""
    if not tiers or not isinstance(row, SubsidyTier) or row.enterprise_tier is None:
        return True
    return not served([row.enterprise_tier.slug], (), sme_tiers).isdisjoint(tiers)


def span(amounts: Collection[Amount]) -> str:
    """One amount as it is, several as the range they lie in: 50 万—500 万元."""
    if len(set(amounts)) == 1:
        return str(next(iter(amounts)))
    sums = [end for amount in amounts for end in (amount.low, amount.high) if end is not None]
    if not sums:
        return "；".join(dict.fromkeys(amount.rate_text for amount in amounts))
    return Amount(min(sums), max(sums)).sum_text


def _are_superseded(rows: Iterable[Provision]) -> bool:
    return any(row.is_superseded for row in rows)


def _note(rows: Collection) -> str:
    """What one row's sum is paid for, or how many rungs there are."""
    if len(rows) != 1:
        return f"{len(rows)} 档，按条件" if rows else ""
    row = rows[0]
    parts = [
        "一次性" + (row.get_form_display() or "") if getattr(row, "one_off", None) else row.get_form_display(),
        "首次" if getattr(row, "first_time", None) else "",
        row.get_per_display(),
    ]
    return " · ".join(part for part in parts if part)
