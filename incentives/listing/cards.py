"""The cards of measures: audience, amount (for the chosen tiers), delivery and source."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from incentives.enums import AmountState, Availability, Delivery, Kind
from incentives.listing.search.highlight import Highlighter
from incentives.models import LoanProduct, Measure
from incentives.models.amount import Amount
from incentives.models.audience import EVERYBODY, Audience
from incentives.models.measure import OF_OLDER_EDITION
from incentives.models.provision import AWARD_KINDS, AWARDS, Provision
from policies.enums import DocumentStatus, Genre
from policies.parsing.locators import cited
from policies.text.wording import money

UNMARKED = Highlighter(())
OWN = (
    *("slug", "title", "promise", "kind", "availability", "audience", "delivery"),
    *("valid_from", "valid_until", "apply_from", "apply_until", "source_ends"),
)
CITED = (
    *("clause__path", "clause__place", "clause__document__genre", "clause__document__written_on"),
    *("clause__edition", "clause__document__edition"),
)


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
    `tags`: audience and delivery in words, each with whether it is a tier. `place`: the first cited clause in words;
    `day`: the date of its document. `is_outdated`: a newer edition changed a cited clause.
    """

    measure: Measure
    url: str
    title: str
    promise: str
    tags: tuple[tuple[str, bool], ...]
    headline: AmountLine
    place: str
    day: str
    is_outdated: bool


def cards(
    keys: Sequence[int],
    audience: Audience = EVERYBODY,
    marks: Highlighter = UNMARKED,
    of_words: Audience = EVERYBODY,
) -> list[Card]:
    """A card for each measure, by key, with the award for `audience` and the searched words marked.

    `of_words`: for whom the award is if `audience` is everybody and the measure has one for them: the tiers that the
    words name. Related rows are read as values, one query for each table: related objects cost twice the time.
    """
    by_key = Measure.objects.only(*OWN).in_bulk(keys) if keys else {}
    measures, today = [by_key[key] for key in keys], timezone.localdate()
    rows, tiers, places = rows_by_measure(measures), _tiers(keys), _places(keys)
    return [
        Card(
            measure,
            measure.get_absolute_url(),
            marks.html(measure.title),
            marks.html(measure.promise),
            _tags(measure, "已截止" if measure.ended(today) else measure.opening(today), tiers[measure.pk]),
            amount_line(measure, rows[measure.pk], audience if audience.chosen else _meant(of_words, rows[measure.pk])),
            *places.get(measure.pk, ("", "", False)),
        )
        for measure in measures
    ]


def _meant(audience: Audience, rows: Collection[Provision]) -> Audience:
    """`audience`, or everybody if none of the `rows` is meant for it: words find other measures too."""
    return audience if audience.rows(rows) else EVERYBODY


def rows_by_measure(measures: Sequence[Measure]) -> Mapping[int, list[Provision]]:
    """The rows from which amount lines are made, by measure; one query for each kind with amounts."""
    found = defaultdict(list)
    for table in (*AWARDS, LoanProduct):
        if of_kind := [measure.pk for measure in measures if measure.kind == table.KIND]:
            rows = table.objects.annotate(is_superseded=Q(**OF_OLDER_EDITION))  # cheaper than joining the clauses
            for row in rows.filter(measure__in=of_kind).order_by("measure_id", "position"):
                found[row.measure_id].append(row)
    return found


def _tiers(keys: Collection[int]) -> Mapping[int, list[str]]:
    """The short names of the tiers that each measure names, in the order of the ladder."""
    found, tier = defaultdict(list), "enterprisetier__"
    links = Measure.tiers.through.objects.filter(measure__in=keys)
    in_order = links.order_by(F(f"{tier}rank").asc(nulls_last=True), f"{tier}position")
    for key, name in in_order.values_list("measure_id", f"{tier}short_name"):
        found[key].append(name)
    return found


def _places(keys: Collection[int]) -> Mapping[int, tuple[str, str, bool]]:
    """`place`, `day` and `is_outdated` of the cards of measures that cite a public clause."""
    links = Measure.clauses.through.objects.filter(measure__in=keys, clause__document__status=DocumentStatus.PUBLISHED)
    in_order = links.order_by("clause__document_id", "clause__position", "clause__edition")
    found: dict[int, tuple[str, str, bool]] = {}
    for key, path, name, genre, day, edition, latest in in_order.values_list("measure_id", *CITED):
        first = (Genre(genre).label + cited(path, name), day.isoformat() if day else "", False)
        place, day_text, is_outdated = found.get(key, first)
        found[key] = (place, day_text, is_outdated or edition < latest)
    return found


def _tags(measure: Measure, state: str, tiers: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """That the measure is over or begins later, its audience and delivery in words, each with whether it is a tier."""
    whom = [(name, True) for name in tiers] or [(measure.audience or "对象来源未限定", False)]
    how = [] if measure.delivery == Delivery.NOT_STATED else [(Delivery(measure.delivery).label, False)]
    return (*([(state, False)] if state else []), *whom, *how)


def headline(measure: Measure) -> AmountLine:
    """The amount line over all rows of the measure."""
    return amount_line(measure, measure.provisions)


def amount_line(measure: Measure, provisions: Collection[Provision], audience: Audience = EVERYBODY) -> AmountLine:
    """The award of the `provisions` for `audience`; without tiers, the range over all. Sums are never added up."""
    if measure.kind == Kind.LOAN:
        products = list(provisions)
        note = f"{len(products)} 个产品"
        if limited := [product for product in products if product.credit_limit]:
            most = max(product.credit_limit for product in limited)
            return AmountLine(f"额度最高 {money(most)}", note, AmountState.STATED, _are_superseded(limited))
        return AmountLine("额度未载明", note, AmountState.NOT_STATED, _are_superseded(products))
    if measure.kind not in AWARD_KINDS:
        what = AmountState.NOT_APPLICABLE.label if measure.is_offer else Availability(measure.availability).label
        return AmountLine(what, Kind(measure.kind).label, AmountState.NOT_APPLICABLE)
    rows = audience.rows(provisions)
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
