"""The numerals that open a level of a text, at the start of a line or inside a paragraph. Pure."""

import re
from dataclasses import dataclass

import cn2an

from policies.intake.lines import Line, LineKind
from policies.parsing.sentences import SENTENCE_END

HAN = "[一二三四五六七八九十百零〇]+"
_NUMBER = rf"({HAN}|[0-9](?:\s?[0-9]){{0,3}})"  # some texts have blanks between the digits
PART, ARTICLE, QUESTION, ITEM = 3, 4, 4.5, 5  # the ranks of 一、, 第X条, 问：, （一）
_LEVELS = (
    (0, re.compile(rf"第\s*{_NUMBER}\s*(?:编|篇|部分)\s*[:：、]?\s*(.*)"), "第{}编"),
    (1, re.compile(rf"第\s*{_NUMBER}\s*章\s*(.*)"), "第{}章"),
    (2, re.compile(rf"第\s*{_NUMBER}\s*节\s*(.*)"), "第{}节"),
    (PART, re.compile(rf"({HAN})\s*[、､]\s*(.*)"), "第{}部分"),
    (PART, re.compile(rf"({HAN})\s*[.．]\s*(?![0-9])(.*)"), "第{}部分"),
    (
        ARTICLE,
        re.compile(rf"[【\[]?第\s*({_NUMBER[1:-1]})\s*条(之{HAN})?[】\]]?\s*[:：、]?\s*(?![款项目规之的第、和至])(.*)"),
        "第{}条",
    ),
    (
        QUESTION,
        re.compile(r"(?:【?问题?】?|Q|Ｑ|提问)\s*([0-9一二三四五六七八九十]{0,3})\s*[:：.．、](?=.)(.*)"),
        "第{}问",
    ),
    (ITEM, re.compile(rf"[（(]\s*({HAN})\s*[)）]\s*[、.．]?\s*(.*)"), "（{}）"),
    (6, re.compile(r"([0-9]{1,2})\s*[.．、]\s*(?![0-9])(.*)"), "第{}点"),
    (6, re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){1,3})(?:\s+|[、.．]\s*)(?![0-9])(.*)"), "第{}点"),
    (7, re.compile(r"[（(]\s*([0-9]{1,2})\s*[)）]\s*(.*)"), "（{}）"),
    (7.5, re.compile(r"([0-9]{1,2})\s*[)）]\s*(.*)"), "{}）"),
    (8, re.compile(r"([①-⑳])\s*(.*)"), "{}"),
    (9, re.compile(r"([a-zA-Z])\s*[.．、)）]\s*(?![a-zA-Z0-9])(.*)"), "{}"),
)
_ANSWER = re.compile(r"(?:【?答复?】?|A|Ａ|回答|解答)\s*[0-9一二三四五六七八九十]{0,3}\s*[:：.．、]")

_INLINE = (
    re.compile(r"[（(]\s*([0-9]{1,2})\s*[)）]"),
    re.compile(rf"[（(]\s*({HAN})\s*[)）]"),
    re.compile(r"([①-⑳])"),
    re.compile(r"(?<![0-9.．])([0-9]{1,2})[.．、](?![0-9])"),
)
_BEFORE_FIRST, _BEFORE_NEXT = ":：", "；;。，,、 \u3000"


_RUNS_ON = re.compile("[；;，,：:、]$")
# What runs on to the next line, or states something behind a label (申报时间：6月1日至30日), is no heading.
_IS_SAID = re.compile("[，,、]$|[:：].*[0-9；;，,]")


@dataclass(frozen=True)
class LevelOpening:
    """A line that opens a level; `rest` is what follows its numeral, `after` the 之一 of 第十条之一."""

    rank: float
    numeral: str
    name: str
    rest: str
    after: str = ""

    @property
    def number(self) -> int:
        """The numeral's value, 0 where it is none (十十)."""
        return value_of(self.numeral)

    @property
    def number_after(self) -> int:
        return value_of(self.after.removeprefix("之")) if self.after else 0


def opening_of(text: str) -> LevelOpening | None:
    """The level that a line opens, if any."""
    for rank, pattern, name in _LEVELS:
        if match := pattern.fullmatch(text):
            return _opening(rank, name, text, match)
    return None


def is_answer(text: str) -> bool:
    """Whether a line begins an answer: 答：, A:."""
    return _ANSWER.match(text) is not None


def _opening(rank: float, name: str, text: str, match: re.Match) -> LevelOpening:
    numeral = match[1].replace(" ", "")
    if rank == QUESTION:
        return LevelOpening(rank, numeral, name, text)  # the question stays whole
    if rank == ARTICLE:
        after = match[2] or ""
        return LevelOpening(rank, numeral, name.format(numeral) + after, match[3], after)
    if "." in numeral:
        depth, last = numeral.count("."), numeral.rpartition(".")[2]
        return LevelOpening(rank + 0.1 * depth, last, name.format(numeral), match[2])
    return LevelOpening(rank, numeral, name.format(numeral), match[2])


def value_of(numeral: str) -> int:
    """The value of 12, 十二, ③ or b; 0 where it is none."""
    if numeral.isascii():
        if numeral.isdecimal():
            return int(numeral)
        return ord(numeral.lower()) - ord("a") + 1 if len(numeral) == 1 and numeral.isalpha() else 0
    if len(numeral) == 1 and "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    try:
        return int(cn2an.cn2an(numeral, "smart"))
    except ValueError:  # 十十, 一二
        return 0


def inline_items(line: Line) -> list[Line]:
    """The line cut before each item, or as it is; what follows the last item's sentence is of LineKind.REST.

    Items count from one in one style, and the first one follows a colon or opens the line.
    """
    if line.kind is not LineKind.TEXT:
        return [line]
    opening = opening_of(line.text)
    offset = len(line.text) - len(opening.rest) if opening and not opening.name.startswith(("（", "①")) else 0
    for style in _INLINE:
        starts = _starts(style, line.text, offset)
        if len(starts) > 1:
            return _cut(line, starts)
    return [line]


def _starts(style: re.Pattern[str], text: str, offset: int) -> list[int]:
    """Where the items begin."""
    starts: list[int] = []
    for match in style.finditer(text, offset):
        if value_of(match[1]) != len(starts) + 1:
            continue
        before = text[offset : match.start()].rstrip()[-1:]
        fits = before in ("", *_BEFORE_FIRST) if not starts else before in (*_BEFORE_NEXT, *_BEFORE_FIRST)
        if fits and not (starts and not before):
            starts.append(match.start())
    return starts


def _cut(line: Line, starts: list[int]) -> list[Line]:
    ends = [*starts[1:], len(line.text)]
    parts = [line.text[: starts[0]], *(line.text[start:end] for start, end in zip(starts, ends, strict=True))]
    last = parts.pop()
    end = SENTENCE_END.search(last)
    rest = last[end.end() :].strip() if end else ""
    parts.append(last[: end.end()] if end else last)
    made = [Line(line.number, part.strip()) for part in parts if part.strip()]
    return [*made, Line(line.number, rest, LineKind.REST)] if rest else made


def is_heading(opening: LevelOpening, following: LevelOpening | None, is_last: bool) -> bool:
    """Whether the line only names what follows, and is no sentence itself."""
    if SENTENCE_END.search(opening.rest) or opening.rank == QUESTION:
        return False  # what ends like a sentence runs on from its numeral and must stay citable
    if _IS_SAID.search(opening.rest):
        return False
    if opening.rank <= PART or not opening.rest:
        return True
    if is_last or _RUNS_ON.search(opening.rest):
        return False
    return following is None or following.rank > opening.rank
