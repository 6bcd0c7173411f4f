"""What a file is reduced to: text, and its lines with their numbers. Pure."""

from dataclasses import dataclass
from typing import NamedTuple

from policies.text.whitespace import INVISIBLE

MAX_LINES = 50_000  # ten times the longest laws; each becomes a row


class ParsingError(ValueError):
    """What keeps a text from being read; the message is a Chinese sentence for people."""


class Line(NamedTuple):
    """A line that is not blank, or the part of it that matters, with its number in the file."""

    number: int
    text: str


@dataclass(frozen=True)
class Received:
    """A file as plain text; `notice` says what a reader of the preview should look at, '' where nothing is."""

    text: str
    kind: str
    notice: str = ""


def numbered_lines(text: str) -> list[Line]:
    """The lines that are not blank, without the white space around them; at least one."""
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


def quoted(text: str) -> str:
    """The text in Chinese quotation marks, cut short so that a message stays one sentence."""
    return f"“{text if len(text) <= 24 else text[:23] + '…'}”"
