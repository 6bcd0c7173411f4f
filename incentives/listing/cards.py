"""The cards of measures: audience, amount (for the chosen tiers), delivery and source."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from incentives.enums import AmountState, Delivery, Kind
from incentives.listing.search.highlight import Highlighter
from incentives.models import LoanProduct, Measure
from incentives.models.amount import Amount
from incentives.models.audience import EVERYBODY, Audience
from incentives.models.measure import OF_OLDER_EDITION
from incentives.models.provision import AWARD_KINDS, AWARDS, Provision
from policies.models import Clause
from policies.text.wording import money

UNMARKED = Highlighter(())


@dataclass(frozen=True)
class AmountLine:
    """The amount line of a card; `note` says what the sum is for, `state` how to show it.

    `is_superseded`: a newer edition changed or dropped the sentence of a row that the line is made from.
    """

    text: str
    note: str
    state: AmountState
    is_superseded: bool = False


@dataclass(frozen=True)
class Card:
    """The contents of a card as plain values, so that the template runs no query.

    `title` and `promise` have the searched words marked.
    `tags`: audience and delivery in words, each with whether it is a tier. `source`: the first cited clause; `place`:
    its place in words; `day`: the date of its document. `is_outdated`: a newer edition changed a cited clause.
    """

    measure: Measure
    url: str
    title: str
    promise: str
    tags: tuple[tuple[str, bool], ...]
    headline: AmountLine
    source: Clause | None
    place: str
    day: str
    is_outdated: bool


def with_rows(measures: list[Measure]) -> list[Measure]:
    """Prefetch the rows from which `headline` is made; one query for each kind with amounts among `measures`."""
    for table in (*AWARDS, LoanProduct):
        rows = table.objects.annotate(is_superseded=Q(**OF_OLDER_EDITION))  # cheaper than joining the clauses
        of_kind = [measure for measure in measures if measure.kind == table.KIND]
        prefetch_related_objects(of_kind, Prefetch(table.relation(), rows))
    return measures


def cards(
    measures: Iterable[Measure],
    audience: Audience = EVERYBODY,
    marks: Highlighter = UNMARKED,
    of_words: Audience = EVERYBODY,
) -> list[Card]:
    """A card for each measure, with the award for `audience` and the searched words marked.

    `of_words`: for whom the award is if `audience` is everybody and the measure has one for them: the tiers that the
    words name.

    `measures` must come from `with_card` and `with_rows`.
    """
    measures, today = list(measures), timezone.localdate()
    headlines = [headline(measure, audience if audience.chosen else _meant(of_words, measure)) for measure in measures]
    links = [
        (measure.get_absolute_url(), "已截止" if measure.ended(today) else measure.opening(today))
        for measure in measures
    ]
    return [
        Card(
            measure,
            url,
            marks.html(measure.title),
            marks.html(measure.promise),
            _tags(measure, state),
            line,
            *read_in,
        )
        for measure, line, (url, state), read_in in zip(measures, headlines, links, _read_in(measures), strict=True)
    ]


def _meant(audience: Audience, measure: Measure) -> Audience:
    """`audience`, or everybody if no row of the measure is meant for it: words find other measures too."""
    rows = measure.provisions if audience.chosen and measure.kind in AWARD_KINDS else ()
    return audience if audience.rows(rows) else EVERYBODY


def _read_in(measures: Collection[Measure]) -> list[tuple[Clause | None, str, str, bool]]:
    """`source`, `place`, `day` and `is_outdated` of each card."""
    read = [sorted(measure.clauses.all(), key=attrgetter("document_id", "position")) for measure in measures]
    return [
        (
            clauses[0],
            clauses[0].document.get_genre_display() + clauses[0].locator,
            clauses[0].document.written_on.isoformat() if clauses[0].document.written_on else "",
            any(clause.is_superseded for clause in clauses),
        )
        if clauses
        else (None, "", "", False)
        for clauses in read
    ]


def _tags(measure: Measure, state: str) -> tuple[tuple[str, bool], ...]:
    """That the measure is over or begins later, its audience and delivery in words, each with whether it is a tier."""
    tiers = [(tier.short_name, True) for tier in measure.tiers.all()]
    whom = tiers or [(measure.audience or "对象来源未限定", False)]
    how = [] if measure.delivery == Delivery.NOT_STATED else [(measure.get_delivery_display(), False)]
    return (*([(state, False)] if state else []), *whom, *how)


def headline(measure: Measure, audience: Audience = EVERYBODY) -> AmountLine:
    """The award of the rows for `audience`; without tiers, the range over all rows. Sums are never added up."""
    if measure.kind == Kind.LOAN:
        products = measure.loan_products.all()
        note = f"{len(products)} 个产品"
        if limited := [product for product in products if product.credit_limit]:
            most = max(product.credit_limit for product in limited)
            return AmountLine(f"额度最高 {money(most)}", note, AmountState.STATED, _are_superseded(limited))
        return AmountLine("额度未载明", note, AmountState.NOT_STATED, _are_superseded(products))
    if measure.kind not in AWARD_KINDS:
        what = AmountState.NOT_APPLICABLE.label if measure.is_offer else measure.get_availability_display()
        return AmountLine(what, measure.get_kind_display(), AmountState.NOT_APPLICABLE)
    rows = audience.rows(measure.provisions)
    stated = [row for row in rows if row.amount.is_stated]
    if not stated:
        return AmountLine(AmountState.NOT_STATED.label, _note(rows), AmountState.NOT_STATED, _are_superseded(rows))
    return AmountLine(span([row.amount for row in stated]), _note(stated), AmountState.STATED, _are_superseded(stated))


def span(amounts: Collection[Amount]) -> str:
    """One amount in words, or the range of several: 50 万—500 万元; sums for different units one by one."""
    if len(set(amounts)) == 1:
        return str(next(iter(amounts)))
    if len(units := {(amount.paid_for, amount.period, amount.currency) for amount in amounts}) > 1:
        return "；".join(dict.fromkeys(map(str, amounts)))
    sums = [end for amount in amounts for end in (amount.low, amount.high) if end is not None]
    if not sums:
        return "；".join(dict.fromkeys(amount.rate_text for amount in amounts))
    ((paid_for, period, currency),) = units
    return Amount(min(sums), max(sums), paid_for=paid_for, period=period, currency=currency).sum_text


def _are_superseded(rows: Iterable[Provision]) -> bool:
    return any(row.is_superseded for row in rows)


def _note(rows: Collection) -> str:
    """What the sum of a single row is paid for; for several rows, their number."""
    if len(rows) != 1:
        return f"{len(rows)} 档，按条件" if rows else ""
    row = rows[0]
    parts = [
        row.given_as,
        "首次" if getattr(row, "first_time", None) else "",
    ]
    return " · ".join(part for part in parts if part)
