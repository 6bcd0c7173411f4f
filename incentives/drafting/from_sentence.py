"""What a sentence suggests for a new measure: a kind, and rows with the figures it states. An editor decides. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incentives.enums import Currency, Kind, Period, ReformMode
from incentives.evidence.claims import Sentence
from policies.figures.quantities import FigureKind as Measured
from policies.figures.read import Figure, read_figures

_PERIODS = {period.label: period.value for period in Period}
_ITEMS = {"项", "个", "件", "类"}
_LOAN = re.compile("“([^“”]{1,20}贷)”")
_REVENUE = re.compile("收入|营收|销售")
_LABEL = 80  # characters that the column `label` holds


@dataclass(frozen=True)
class ProposedPart:
    """Fields of a row that are filled together or not at all; `text` is what the sentence says of them."""

    text: str
    values: dict[str, object]

    @property
    def is_read(self) -> bool:
        """Whether any value was read; a number that names no value, or a range where one end is asked for, has none."""
        return any(value not in (None, "") for value in self.values.values())


@dataclass(frozen=True)
class ProposedRow:
    """One row to begin with: its label, the subject as the sentence names it, the parts to fill in, and its line.

    `line` is the sum that the subject must reach, as the sentence states it; None without one.
    """

    label: str
    subject: str
    parts: tuple[ProposedPart, ...] = ()
    line: Figure | None = None

    @property
    def values(self) -> dict[str, object]:
        return {name: value for part in self.parts for name, value in part.values.items()}


def likely_kind(sentence: Sentence) -> Kind:
    """The kind of measure that a sentence most likely tells of."""
    if any(_reforms(sentence)):
        return Kind.APPROVAL
    if any(_awards(sentence)):
        ages = any(figure.kind is Measured.AGE for figure in sentence.figures)
        return Kind.TALENT if ages or "人才" in sentence.text else Kind.SUBSIDY
    return Kind.LOAN if _LOAN.search(sentence.text) else Kind.SERVICE


def proposed_rows(sentence: Sentence, kind: Kind) -> list[ProposedRow]:
    """The rows to begin with, in the order of the sentence. A column may still refuse what it states."""
    readers = {Kind.SUBSIDY: _subsidies, Kind.TALENT: _grants, Kind.APPROVAL: _reforms, Kind.LOAN: _loans}
    return list(readers[kind](sentence)) if kind in readers else []


def _subsidies(sentence: Sentence) -> Iterator[ProposedRow]:
    for number, figure in enumerate(_awards(sentence), start=1):
        subject, list_text = _subject(sentence, figure)
        parts = [_sum(figure)]
        if "首次" in list_text:
            parts.append(ProposedPart("首次", {"first_time": True}))
        lines = [line for line in read_figures(subject) if line.kind is Measured.AMOUNT]
        line = lines[0] if lines and _REVENUE.search(list_text) else None
        yield ProposedRow(_label(subject, number), subject, tuple(parts), line)


def _grants(sentence: Sentence) -> Iterator[ProposedRow]:
    for number, figure in enumerate(_awards(sentence), start=1):
        subject, _ = _subject(sentence, figure)
        parts = [_sum(figure)]
        if "博士" in re.split("[；;]", sentence.text[: figure.start])[-1]:
            parts.append(ProposedPart("博士", {"doctorate": True}))
        ages = [age for age in sentence.figures if age.kind is Measured.AGE and age.end <= figure.start]
        if ages:
            parts.append(ProposedPart(ages[-1].text, {"max_age": ages[-1].high}))
        yield ProposedRow(_label(subject, number), subject, tuple(parts))


def _reforms(sentence: Sentence) -> Iterator[ProposedRow]:
    for figure in sentence.figures:
        before = _bare(_words_before(sentence, figure))
        mode = next((mode for mode in ReformMode if _bare(mode.label) in before), None)
        if mode and figure.kind is Measured.COUNT and figure.unit in _ITEMS:
            parts = [
                ProposedPart(mode.label, {"mode": mode}),
                ProposedPart(figure.text, {"item_count": figure.value, "item_unit": figure.unit}),
            ]
            if "新增" in figure.nature_words:
                parts.append(ProposedPart("新增", {"is_new": True}))
            yield ProposedRow(mode.label, mode.label, tuple(parts))


def _loans(sentence: Sentence) -> Iterator[ProposedRow]:
    for name in dict.fromkeys(_LOAN.findall(sentence.text)):
        yield ProposedRow(name, name, (ProposedPart(name, {"name": name}),))


def _awards(sentence: Sentence) -> list[Figure]:
    return [
        figure
        for figure in sentence.figures
        if figure.is_award and figure.kind is Measured.AMOUNT and figure.unit in ("元", *Currency.values)
    ]


def _sum(figure: Figure) -> ProposedPart:
    """The sum with what it is paid for: without that it would be another sum."""
    period = _PERIODS.get(figure.period, "")
    paid = {"paid_for": figure.paid_for, "period": period, "one_off": True if figure.one_off and not period else None}
    currency = "" if figure.unit == "元" else figure.unit
    sum_ = {"amount_min": figure.low, "amount_max": figure.high, "currency": currency}
    return ProposedPart(figure.text, sum_ | paid)


def _subject(sentence: Sentence, figure: Figure) -> tuple[str, str]:
    """For whom a figure is, and the whole list it stands in; without a list the words before the figure for both."""
    for pairing in sentence.pairings:
        for pair in pairing.pairs:
            if any(member.start == figure.start for member in pair.figures):
                return pair.subject, "、".join(pairing.subjects)
    words = _words_before(sentence, figure)
    return words, words


def _words_before(sentence: Sentence, figure: Figure) -> str:
    start = max((other.end for other in sentence.figures if other.end <= figure.start), default=0)
    return re.split("[。；;，,：:]", sentence.text[start : figure.start])[-1].strip("、 ")


def _label(subject: str, number: int) -> str:
    return subject[:_LABEL] if len(_bare(subject)) > 1 else f"第 {number} 档"


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
