"""The table of contents in front of a text, which is no part of it. Pure."""

import re
from collections.abc import Sequence

from policies.intake.lines import Line, LineKind, examples
from policies.parsing.levels import opening_of
from policies.parsing.sentences import normalise

_HEADING = re.compile("(?:目录|目次|contents)[:：]?", re.I)
_LEADER = re.compile(r"[\s.．·・…⋯—_\-]{2,}[(（]?[0-9]{1,4}[)）]?$|[…⋯]+$|\.{4,}$|\t+\s*[0-9]{1,4}$")
_DOTS = re.compile(r"[.．·・…⋯—_]{2,}\s*[(（]?[0-9]{0,4}[)）]?$|\t+\s*[0-9]{1,4}$")
_RANGE = re.compile(r"\s*[(（]第[^()（）]{1,16}[)）]$")  # （第一条至第六条） behind a chapter
_PAGE = re.compile(r"\s+[(（]?[0-9]{1,4}[)）]?$")
_MOST = 600  # lines of a table of contents


def without_contents(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines without the table of contents, and a notice that says what went."""
    start = next((place for place, line in enumerate(lines) if _HEADING.fullmatch(normalise(line.text))), None)
    end = _end(lines, start + 1) if start is not None else None
    if start is None or end is None:
        start = next((place for place, line in enumerate(lines) if _is_dotted(line)), None)
        end = _end_of_leaders(lines, start) if start is not None else None
    if start is None or end is None or end - start < 2:
        return list(lines), []
    text = {normalise(line.text) for line in lines[end:]}
    # A title may stand between the contents and the text: it is no entry, as it does not come again.
    gone = [line for line in lines[start:end] if line is lines[start] or _names_place(line.text, text)]
    kept = [line for line in lines[start:end] if line not in gone]
    said = [line.text for line in gone]
    return [*lines[:start], *kept, *lines[end:]], [f"目录 {len(said)} 行没有导入：{examples(said)}。"]


def _is_dotted(line: Line) -> bool:
    """Whether dots or a tab lead to a page: without the word 目录 above, blanks and a number may be anything."""
    return line.kind is LineKind.TEXT and bool(_DOTS.search(line.text))


def _names_place(text: str, lines: set[str]) -> bool:
    """Whether a line of the contents has a page or comes again in the text."""
    return bool(_LEADER.search(text) or _PAGE.search(text) or _RANGE.search(text)) or normalise(text) in lines


def _entry(text: str) -> str:
    """What an entry names, without dots and page."""
    return normalise(_RANGE.sub("", _PAGE.sub("", _LEADER.sub("", text))))


def _end(lines: Sequence[Line], start: int) -> int | None:
    """Where the contents end: the first of its entries comes again there, as a line of the text."""
    if start >= len(lines):
        return None
    entries: set[str] = set()
    for place in range(start, min(len(lines), start + _MOST)):
        text = lines[place].text
        if normalise(text) in entries and not _LEADER.search(text):
            return place
        if not _may_be_entry(text):
            return _end_of_leaders(lines, start)
        entries.add(_entry(text))
    return None


def _end_of_leaders(lines: Sequence[Line], start: int) -> int | None:
    """The first line at or after `start` without dots and page number; None for a single such line."""
    place = start
    while place < len(lines) and _LEADER.search(lines[place].text) and _may_be_entry(lines[place].text):
        place += 1
    return place if place > start + 1 else None


def _may_be_entry(text: str) -> bool:
    entry = _LEADER.sub("", text)
    opening = opening_of(entry)
    return "。" not in entry and "；" not in entry and len(entry) < 60 and (opening is None or len(opening.rest) < 50)
