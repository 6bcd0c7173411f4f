"""The words around each figure of a compact sentence, with every figure replaced by one mark.

The marks let a rule say "two figures in a row" or "no figure in between" as a regular expression. Figures joined by
、 or 和 form a run (9万元、5万元和2万元), and what stands before and after a run holds for each of its members. Pure.
"""

import re
from dataclasses import dataclass

from policies.figures.quantities import FigureKind, Quantity

# Private characters; `typography.compact` keeps them out of the text itself.
AMOUNT, SHARE, COUNT, OTHER = "\ue000", "\ue001", "\ue002", "\ue003"
ANY = f"[{AMOUNT}{SHARE}{COUNT}{OTHER}]"

_MARKS = {FigureKind.AMOUNT: AMOUNT, FigureKind.PERCENT: SHARE, FigureKind.RATIO: SHARE, FigureKind.COUNT: COUNT}
_BETWEEN_MEMBERS = re.compile(
    r"(?:（[^（）]{0,8}）|及?以[上下]|的?资金|的?奖励)?(?:，?(?:、|和|及|与|或|以及|/)|，?(?=最高))(?:最高|"
    r"不超过|人民币)?"
    # 高于＊但不超过＊, ＊以上不足＊: two bounds of one thing
    r"|(?:（[^（）]{0,8}）)?(?:及?以上)?(?:，?[但且而并])?(?:小于|低于|少于|不足|不满|未满|未达到?|不到|不及|"
    r"不超过|不高于|<|≤)(?:等于)?"
)
_CLAUSE_END = "，。；：！？\t"
_SEGMENT_END = "。；！？\t"
# How far a rule looks to either side, in characters. It keeps reading linear where nothing ends a clause.
REACH = 160


@dataclass(frozen=True)
class Context:
    """One figure's surroundings. Left texts end at the figure (or its run), right texts begin behind it."""

    quantity: Quantity
    clause_left: str  # from the last comma
    clause_right: str  # to the next comma
    segment_left: str  # from the last semicolon or full stop
    segment_right: str
    sentence_left: str
    sentence: str  # the whole sentence, behind the one before it
    own_left: str  # within the run: the words directly before this figure
    own_right: str


def contexts(text: str, quantities: list[Quantity], before: str = "") -> list[Context]:
    """A context for each figure; `before` is a heading or the sentence before, for rules that look that far."""
    masked, places = _masked(text, quantities)
    runs = _runs(masked, places, quantities)
    return [_context(masked, places[index], runs[index], quantity, before) for index, quantity in enumerate(quantities)]


def runs_of(text: str, quantities: list[Quantity]) -> list[list[Quantity]]:
    """The figures grouped into runs, in order."""
    if not quantities:
        return []
    masked, places = _masked(text[: quantities[-1].end], quantities, quantities[0].start)
    groups: dict[tuple[int, int], list[Quantity]] = {}
    for run, quantity in zip(_runs(masked, places, quantities), quantities, strict=True):
        groups.setdefault(run, []).append(quantity)
    return list(groups.values())


def _masked(text: str, quantities: list[Quantity], start: int = 0) -> tuple[str, list[int]]:
    """The text from start on with a mark for each figure, and where the marks stand."""
    pieces: list[str] = []
    places: list[int] = []
    length, end = 0, start
    for quantity in quantities:
        pieces += [text[end : quantity.start], _MARKS.get(quantity.kind, OTHER)]
        length += quantity.start - end + 1
        places.append(length - 1)
        end = quantity.end
    return "".join([*pieces, text[end:]]), places


def _runs(masked: str, places: list[int], quantities: list[Quantity]) -> list[tuple[int, int]]:
    """For each figure the places of the first and last member of its run."""
    groups: list[list[int]] = []
    for index in range(len(places)):
        if index and _joined(masked, places, quantities, index):
            groups[-1].append(index)
        else:
            groups.append([index])
    return [(places[group[0]], places[group[-1]]) for group in groups for _ in group]


def _joined(masked: str, places: list[int], quantities: list[Quantity], index: int) -> bool:
    previous, quantity = quantities[index - 1], quantities[index]
    alike = (previous.kind, previous.unit) == (quantity.kind, quantity.unit)
    return alike and bool(_BETWEEN_MEMBERS.fullmatch(masked, places[index - 1] + 1, places[index]))


def _context(masked: str, place: int, run: tuple[int, int], quantity: Quantity, before: str) -> Context:
    left, right = masked[max(0, run[0] - REACH) : run[0]], masked[run[1] + 1 : run[1] + 1 + REACH]
    return Context(
        quantity=quantity,
        clause_left=_after_last(left, _CLAUSE_END),
        clause_right=_before_first(right, _CLAUSE_END),
        segment_left=_after_last(left, _SEGMENT_END),
        segment_right=_before_first(right, _SEGMENT_END),
        sentence_left=_after_last(left, "。！？"),
        sentence=f"{_last_sentences(before, left)}{_before_first(right, '。！？')}",
        own_left=_after_last(masked[max(0, place - REACH) : place], _CLAUSE_END),
        own_right=masked[place + 1 : place + 1 + REACH],
    )


def _after_last(text: str, ends: str) -> str:
    return text[max(text.rfind(end) for end in ends) + 1 :]


def _before_first(text: str, ends: str) -> str:
    return text[: min((place for place in map(text.find, ends) if place >= 0), default=len(text))]


def _last_sentences(before: str, left: str) -> str:
    """The sentence before and this one's beginning: a question answers for its answer's words (补贴多少？每人＊)."""
    own = _after_last(left, "。！？")
    earlier = left[: len(left) - len(own)] or before
    return _after_last(earlier[:-1], "。！？") + earlier[-1:] + "\n" + own
