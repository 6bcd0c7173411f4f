"""Figures in our own prose: each must stand in one of the sentences that the measure cites. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incentives.evidence.claims import NATURE_WORDS, NO_TEXT, Finding, FindingState, Item, Sentence
from incentives.evidence.rules.figure import described
from policies.figures.quantities import FigureKind, Nature
from policies.figures.read import Figure, read_figures

_ITEM_UNITS = {"项", "个", "件"}  # one counts 事项 with any of them
_NOT_PAID = {Nature.THRESHOLD, Nature.TARGET, Nature.OUTCOME}


@dataclass(frozen=True, kw_only=True)
class Prose:
    """One text of ours with the sentences that may hold its figures."""

    item: Item
    text: str
    sentences: tuple[Sentence, ...]


def check_prose(prose: Prose) -> Iterator[Finding]:
    """One finding for each figure that the prose writes in digits; numerals (四类) may be our own counting."""
    for figure in read_figures(prose.text):
        if figure.kind is not FigureKind.NUMBER and re.search(r"\d", figure.text):
            yield _check(prose, figure)


def _check(prose: Prose, ours: Figure) -> Finding:
    hits = [(sentence, figure) for sentence in prose.sentences for figure in sentence.figures if _alike(ours, figure)]
    promised = ours.nature is Nature.AWARD and not ours.exclusive  # 超 50 亿元奖: a line to pass, whatever follows it
    for sentence, figure in hits:
        if not (promised and figure.nature in _NOT_PAID):
            return _finding(FindingState.PROVED, prose, ours, described(figure), sentence, figure)
    if hits:
        sentence, figure = hits[0]
        fault = f"{figure.text}：原文中是{NATURE_WORDS[figure.nature]}，不是奖励标准"
        return _finding(FindingState.WRONG, prose, ours, fault, sentence, figure)
    if not all(sentence.text for sentence in prose.sentences):
        return _finding(FindingState.NO_TEXT, prose, ours, NO_TEXT, prose.sentences[0])
    return _finding(FindingState.WRONG, prose, ours, "所引各句中没有这个数字", None)


def _alike(ours: Figure, theirs: Figure) -> bool:
    same_unit = ours.unit == theirs.unit or {ours.unit, theirs.unit} <= _ITEM_UNITS
    ends = {ours.low, ours.high} - {None}
    return ours.kind is theirs.kind and same_unit and bool(ends) and ends <= {theirs.low, theirs.high}


def _finding(
    state: FindingState, prose: Prose, ours: Figure, text: str, sentence: Sentence | None, figure: Figure | None = None
) -> Finding:
    return Finding(state=state, item=prose.item, expected=ours.text, stated=text, sentence=sentence, figure=figure)
