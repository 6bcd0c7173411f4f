"""The outline of a text: 第X编, 第X章, 第X节, 一、, 第X条, （一）, 1., （1）, and what stands under each.

A place's path is the numbers of the levels open there, from the outermost in. An opening closes every level of its own
rank and below, so that 1. belongs to the （一） above it. A number that is taken already among its siblings (two lists
1. under one heading) becomes the next free one: no two places have one path. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import cn2an

from policies.intake.lines import Line, ParsingError, quoted
from policies.parsing.locators import section_name
from policies.parsing.sentences import SENTENCE_END

_HAN = "[一二三四五六七八九十百零〇]+"
_NUMBER = f"({_HAN}|[0-9]{{1,4}})"
PART = 3  # the rank of 一、
_LEVELS = (
    (0, re.compile(rf"第{_NUMBER}编\s*(.*)"), "第{}编"),
    (1, re.compile(rf"第{_NUMBER}章\s*(.*)"), "第{}章"),
    (2, re.compile(rf"第{_NUMBER}节\s*(.*)"), "第{}节"),
    (PART, re.compile(rf"({_HAN})\s*[、､]\s*(.*)"), "第{}部分"),
    (4, re.compile(rf"第\s*{_NUMBER}\s*条\s*(?![款项规之的第])(.*)"), "第{}条"),
    (5, re.compile(rf"[（(]\s*({_HAN})\s*[)）]\s*(.*)"), "（{}）"),
    (6, re.compile(r"([0-9]{1,2})\s*[.．、]\s*(?![0-9])(.*)"), "第{}点"),
    (7, re.compile(r"[（(]\s*([0-9]{1,2})\s*[)）]\s*(.*)"), "（{}）"),
)
_RUNS_ON = re.compile("[；;，,：:、]$")


@dataclass(frozen=True)
class LevelOpening:
    """A line that opens a level; `rest` is what follows its numeral."""

    rank: int
    numeral: str
    name: str
    rest: str


@dataclass
class Place:
    """One node of the outline with the paragraphs that stand directly under it."""

    numbers: tuple[int, ...]
    names: tuple[str, ...]
    headings: tuple[str, ...]
    line: int = 0
    paragraphs: list[str] = field(default_factory=list)
    children: int = 0

    @property
    def path(self) -> str:
        return ".".join(map(str, self.numbers))

    @property
    def name(self) -> str:
        """The place for people where its path alone does not tell it: 第二章第五条."""
        plain = (section_name(self.numbers[0]),)
        return "" if self.names in ((), plain) else "".join(self.names)


def opening_of(text: str) -> LevelOpening | None:
    """The level that a line opens, if any."""
    for rank, pattern, name in _LEVELS:
        if match := pattern.fullmatch(text):
            return LevelOpening(rank, match[1], name.format(match[1]), match[2])
    return None


def outline(body: Sequence[Line]) -> list[Place]:
    """The places of a text in order, beginning with what stands before the first level."""
    return _OutlineReader(body).read()


class _OutlineReader:
    """Reads the lines of one body into places."""

    def __init__(self, body: Sequence[Line]) -> None:
        self.body = body
        self.places = [Place((0,), (), ("",))]
        self.open: list[tuple[int, Place]] = []
        self.used: dict[tuple[int, ...], int] = {}  # the last number given under each place

    def read(self) -> list[Place]:
        openings = [opening_of(line.text) for line in self.body]
        for index, (line, opening) in enumerate(zip(self.body, openings, strict=True)):
            if opening is None:
                self.places[-1].paragraphs.append(line.text)
            else:
                following = openings[index + 1] if index + 1 < len(openings) else None
                self._enter(line, opening, _is_heading(opening, following, index + 1 == len(openings)))
        if len(self.places) == 1:
            raise _no_levels(self.body)
        self._refuse_empty_parts()
        return self.places

    def _enter(self, line: Line, opening: LevelOpening, is_heading: bool) -> None:
        while self.open and self.open[-1][0] >= opening.rank:
            self.open.pop()
        parent = self.open[-1][1] if self.open else None
        above = parent.numbers if parent else ()
        last = self.used.get(above, 0)
        if opening.rank == PART and parent is None and opening.numeral != (expected := cn2an.an2cn(last + 1)):
            raise ParsingError(
                f"第{line.number}行的部分序号不连续：这里应是“{expected}、”，却是“{opening.numeral[:6]}、”，"
                "请核对原文是否缺段或重复。"
            )
        number = max(_value(opening.numeral), last + 1)
        self.used[above] = number
        place = Place(
            numbers=(*above, number),
            names=(*(parent.names if parent else ()), opening.name),
            headings=(*(parent.headings if parent else ()), opening.rest if is_heading else ""),
            line=line.number,
            paragraphs=[] if is_heading else [opening.rest],
        )
        if parent:
            parent.children += 1
        self.open.append((opening.rank, place))
        self.places.append(place)

    def _refuse_empty_parts(self) -> None:
        for place in self.places[1:]:
            if len(place.numbers) == 1 and not place.paragraphs and not place.children:
                raise ParsingError(
                    f"{place.names[0]}（第{place.line}行）只有标题{quoted(place.headings[0])}，没有正文，"
                    "请核对原文是否缺段。"
                )


def _is_heading(opening: LevelOpening, following: LevelOpening | None, is_last: bool) -> bool:
    """Whether the line only names what follows, and is no sentence itself."""
    if SENTENCE_END.search(opening.rest):
        return False  # what ends like a sentence runs on from its numeral and must stay citable
    if opening.rank <= PART or not opening.rest:
        return True
    if is_last or _RUNS_ON.search(opening.rest):
        return False
    return following is None or following.rank > opening.rank


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    try:
        return int(cn2an.cn2an(numeral, "smart"))
    except ValueError:  # 十十, 一二
        return 0


def _no_levels(body: Sequence[Line]) -> ParsingError:
    where = f"从第{body[0].number}行到第{body[-1].number}行" if body else "标题之后"
    return ParsingError(f"正文没有分部分：{where}没有以“一、”开头的段落，也没有第X章、第X条，请核对正文是否完整。")
