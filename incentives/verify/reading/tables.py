"""Tables pasted as text: rows of cells with the words and the unit of their head. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_BORDERS = (
    re.compile("\t+"),
    re.compile("[|｜¦]"),
    re.compile(" {2,}|\u3000+"),
    re.compile(" [/／→] "),
    re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))"),
    re.compile("[;；]"),
)
_MARKS = _BORDERS[-2:]  # which prose has too
_RULE = re.compile(r"[\s|｜:：+\-—=]*")
_DIGIT = re.compile("[0-9０-９]")
_UNIT = re.compile("[（(/／](?:单位[:：]?)?(万元|亿元|千元|元|％|%|家|户|项|个|人|名|套|本|条)[)）]?$")
_COUNTED = re.compile("([人家户项套])数$")
_CAPTION = re.compile("单位[:：]\\s*(万元|亿元|千元|元|家|户|项|个|人|名|套)")
_NUMBER = re.compile(r"[0-9０-９][0-9０-９,，.．\-—–~～至到]*")
_MOST_CELLS, _LONGEST = 40, 400  # of a row, and of its line in characters


@dataclass(frozen=True)
class TableCell:
    """`line[start:start+len(text)]`, with the words over it and the unit that a bare number in it has."""

    start: int
    text: str
    head: str = ""
    unit: str = ""


@dataclass(frozen=True)
class TableRow:
    cells: tuple[TableCell, ...]


def rows(text: str) -> dict[int, TableRow | None]:
    """The rows of all tables, by the place where their line begins; None for heads and rules."""
    found: dict[int, TableRow | None] = {}
    lines = [(match.start(), match[0]) for match in re.finditer(r"[^\r\n]+", text)]
    for border, block in groupby(lines, key=lambda line: _border(line[1])):
        if border:
            found |= _table(list(block), border, text)
    return found


def _border(line: str) -> re.Pattern[str] | None:
    """What parts the cells of a line; a rule of signs goes with the lines around it that have strokes."""
    if len(line) > _LONGEST:
        return None
    return next((border for border in _BORDERS if len(_cells(line, border)) > 1), None)


def _cells(line: str, border: re.Pattern[str]) -> list[tuple[int, str]]:
    found, last = [], 0
    for match in [*border.finditer(line), None]:
        end = match.start() if match else len(line)
        words = line[last:end]
        if words.strip() and len(found) < _MOST_CELLS:
            found.append((last + len(words) - len(words.lstrip()), words.strip()))
        last = match.end() if match else end
    return found


def _table(lines: list[tuple[int, str]], border: re.Pattern[str], text: str) -> dict[int, TableRow | None]:
    """The rows of one block of lines; nothing where it is no table: one line, or prose with commas."""
    rules = {place: None for place, line in lines if _RULE.fullmatch(line)}
    held = [(place, _cells(line, border)) for place, line in lines if place not in rules]
    widths = {len(cells) for _, cells in held}
    head = held[0] if len(held) > 1 and _is_head(held) else None
    if len(held) < 2 or (border in _MARKS and (len(widths) > 1 or max(widths) < 3 or not head)):
        return {}
    heads = [words for _, words in head[1]] if head else []
    caption = _CAPTION.search(text[max(0, lines[0][0] - 40) : lines[0][0]])
    body = dict(_rows(held[bool(head) :], heads, caption[1] if caption else ""))
    return rules | ({head[0]: None} if head else {}) | body


def _is_head(held: list[tuple[int, list[tuple[int, str]]]]) -> bool:
    """Whether the first row names the columns: no number but in its unit, and some row has one or another width."""
    first = held[0][1]
    bare = all(not _DIGIT.search(words) and len(words) <= 16 for _, words in first)
    return bare and max(len(cells) for _, cells in held) - len(first) in (0, 1)


def _rows(held, heads: list[str], caption: str) -> Iterator[tuple[int, TableRow]]:
    for place, cells in held:
        over = ([""] * (len(cells) - len(heads)) + heads)[: len(cells)]  # the first column may have no head
        side = _UNIT.search(cells[0][1]) or _UNIT.search(over[0])
        made = []
        for (start, words), head in zip(cells, over, strict=True):
            unit = _UNIT.search(head) or _COUNTED.search(head) or side
            bare = bool(_NUMBER.fullmatch(words))
            made.append(TableCell(start, words, _UNIT.sub("", head), (unit[1] if unit else caption) if bare else ""))
        yield place, TableRow(tuple(made))
