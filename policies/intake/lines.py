"""What a file is reduced to: lines with their kind and number, and notices of what was left out or changed. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from policies.text.whitespace import INVISIBLE

MAX_LINES = 50_000  # ten times the longest laws; each becomes a row
_QUOTED_MOST = 24
_SENTENCE_ENDS = re.compile("[。；：！？;:.!?]$")
_OPENS = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|第.{1,4}[章节条]|[0-9]{1,2}[.．、]|[^：:]{1,8}[：:]"
)
_DOC_NUMBER = re.compile(r"[^\s，。]{1,24}[〔\[（(【][0-9]{4}[〕\]）)】]第?[0-9]{1,5}号")
_LONG_PIECE = 15  # characters; a break inside so long a line that ends without a mark is a typist's


Progress = Callable[[int, int], object]  # called with the pages read so far and the pages in all


def silent(done: int, total: int) -> None:
    """The progress that nobody watches."""


class ParsingError(ValueError):
    """What keeps a text from being read; the message is a Chinese sentence for people."""


class LineKind(StrEnum):
    """What a line is: a paragraph, a table row that is never cut, a note, or what follows a list in its paragraph."""

    TEXT = "text"
    ROW = "row"
    NOTE = "note"
    REST = "rest"


class Line(NamedTuple):
    """A line that is not blank, with its number in the file; a row also has its cells, without their column heads."""

    number: int
    text: str
    kind: LineKind = LineKind.TEXT
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Received:
    """A file as lines.

    `notices` say, in sentences for people, what was left out, moved or joined. `left_out` is such text itself.
    `stated` holds what the file says of itself outside its text (fields of `policies.text.labels`).
    """

    lines: tuple[Line, ...]
    kind: str
    notices: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    stated: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def numbered(parts: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of a file that has no line numbers of its own, counted from 1; blank ones are dropped."""
    lines: list[Line] = []
    for part in parts:
        text = part.text.strip(INVISIBLE)
        if not text:
            continue
        lines.append(Line(len(lines) + 1, text, part.kind, part.cells))
        if len(lines) > MAX_LINES:
            raise too_many_lines(part.text)
    return tuple(lines)


def numbered_lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank, without the white space around them; at least one."""
    lines = [
        Line(number, stripped)
        for number, line in enumerate(text.splitlines(), start=1)
        if (stripped := line.strip(INVISIBLE))
    ]
    if not lines:
        raise ParsingError("文件是空的，从第1行起就没有文字，请选择含有正文的文件。")
    if len(lines) > MAX_LINES:
        raise ParsingError(f"正文超过 {MAX_LINES} 行（第{lines[MAX_LINES].number}行起），请只保留正文后再导入。")
    return lines


def too_many_lines(text: str) -> ParsingError:
    return ParsingError(f"正文超过 {MAX_LINES} 段（{quoted(text)}起），请只保留正文后再导入。")


def quoted(text: str, most: int = _QUOTED_MOST) -> str:
    """The text in Chinese quotation marks, cut short so that a message stays one sentence."""
    return f"“{text if len(text) <= most else text[: most - 1] + '…'}”"


def examples(texts: Sequence[str], most: int = 3) -> str:
    """The first texts in quotation marks: “甲”、“乙”等."""
    shown = "、".join(quoted(text) for text in texts[:most])
    return f"{shown}等" if len(texts) > most else shown


def pieces(text: str) -> Iterator[str]:
    """The lines of a paragraph with line breaks in it; a break inside a long sentence is none."""
    made = ""
    for line in text.split("\n"):
        piece = " ".join(line.split())
        ends = _SENTENCE_ENDS.search(made) or _OPENS.match(piece) or _DOC_NUMBER.fullmatch(piece)
        runs_on = len(made) >= _LONG_PIECE and not ends
        if made and not runs_on:
            yield made
            made = ""
        made += piece
    if made:
        yield made
