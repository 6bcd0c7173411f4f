"""What a sentence suggests for a new measure: a kind, and rows with the figures it states. An editor decides. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from incentives.enums import Kind, Per, ReformMode
from incentives.evidence.claims import Sentence
from policies.figures.quantities import FigureKind as Measured
from policies.figures.read import Figure, read_figures

_PER = {Per.PERSON: "每[人名位]", Per.MONTH: "每月", Per.YEAR: "每年", Per.PROJECT: "每(?:个)?项"}
_ITEMS = {"项", "个", "件", "类"}
_LOAN = re.compile("“([^“”]{1,20}贷)”")
_REVENUE = re.compile("收入|营收|销售")
_LABEL = 80


@dataclass(frozen=True)
class ProposedRow:
    """One row to begin with: its label, the subject as the sentence names it, and values for the row's fields."""

    label: str
    subject: str
    values: dict[str, object] = field(default_factory=dict)


def likely_kind(sentence: Sentence) -> Kind:
    """The sort of measure that a sentence most likely tells of."""
    if any(_reforms(sentence)):
        return Kind.APPROVAL
    if any(_awards(sentence)):
        ages = any(figure.kind is Measured.AGE for figure in sentence.figures)
        return Kind.TALENT if ages or "人才" in sentence.text else Kind.SUBSIDY
    return Kind.LOAN if _LOAN.search(sentence.text) else Kind.SERVICE


def proposed_rows(sentence: Sentence, kind: Kind) -> list[ProposedRow]:
    """The rows to begin with, in the order of the sentence."""
    readers = {Kind.SUBSIDY: _subsidies, Kind.TALENT: _grants, Kind.APPROVAL: _reforms, Kind.LOAN: _loans}
    return list(readers[kind](sentence)) if kind in readers else []


def _subsidies(sentence: Sentence) -> Iterator[ProposedRow]:
    for number, figure in enumerate(_awards(sentence), start=1):
        subject, list_text = _subject(sentence, figure)
        values = _sum(figure) | {"first_time": True if "首次" in list_text else None, "one_off": figure.one_off or None}
        lines = [line.value for line in read_figures(subject) if line.kind is Measured.AMOUNT]
        if lines and _REVENUE.search(list_text):
            values["revenue_over"] = lines[0]
        yield ProposedRow(_label(subject, number), subject, values)


def _grants(sentence: Sentence) -> Iterator[ProposedRow]:
    for number, figure in enumerate(_awards(sentence), start=1):
        subject, _ = _subject(sentence, figure)
        ages = [age for age in sentence.figures if age.kind is Measured.AGE and age.end <= figure.start]
        before = re.split("[；;]", sentence.text[: figure.start])[-1]
        values = _sum(figure) | {"doctorate": True if "博士" in before else None}
        yield ProposedRow(_label(subject, number), subject, values | {"max_age": ages[-1].high if ages else None})


def _reforms(sentence: Sentence) -> Iterator[ProposedRow]:
    for figure in sentence.figures:
        before = _bare(_words_before(sentence, figure))
        mode = next((mode for mode in ReformMode if _bare(mode.label) in before), None)
        if mode and figure.kind is Measured.COUNT and figure.unit in _ITEMS:
            is_new = True if "新增" in figure.nature_words else None
            yield ProposedRow(mode.label, mode.label, {"mode": mode, "item_count": figure.value, "is_new": is_new})


def _loans(sentence: Sentence) -> Iterator[ProposedRow]:
    for name in dict.fromkeys(_LOAN.findall(sentence.text)):
        yield ProposedRow(name, name, {"name": name})


def _awards(sentence: Sentence) -> list[Figure]:
    return [
        figure
        for figure in sentence.figures
        if figure.is_award and figure.kind is Measured.AMOUNT and figure.unit == "元" and _is_whole(figure)
    ]


def _is_whole(figure: Figure) -> bool:
    return all(end is None or end == int(end) for end in (figure.low, figure.high))


def _sum(figure: Figure) -> dict[str, object]:
    text = " ".join(figure.per)
    per = next((per for per, pattern in _PER.items() if re.search(pattern, text)), "")
    return {"amount_min": figure.low, "amount_max": figure.high, "per": per}


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
