"""Tables whose cells are drawn: text belongs to the cell that the straight lines around it make. Pure."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from policies.intake.glyphs import GlyphRun, TextLine
from policies.intake.tables import Cell, Row, cell_of

_NEAR = 3  # points: edges so close to each other are one
_SHORTEST = 4  # points of a line that parts cells
_MOST = 200  # lines of one direction on a page; a drawing has more
_FULL = 1.6  # of the size: so far from the right edge of a cell a line is still full
_NARROW = "".join(map(chr, range(33, 127)))
_MIDDLE = 0.35  # of the size: from the base line up to the middle of a character


class DrawnLine(NamedTuple):
    """A straight line: where it is across its direction, and from where to where it goes; from the left, or the top."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class DrawnLines:
    """The straight lines of a page."""

    upright: Sequence[DrawnLine] = ()
    level: Sequence[DrawnLine] = ()

    @classmethod
    def of(cls, segments: Iterable[tuple[float, float, float, float]]) -> "DrawnLines":
        """From segments (x, y, x, y), y counted from the top; pieces of one line are joined, a drawing has none."""
        upright, level = [], []
        for x, y, to_x, to_y in segments:
            if abs(x - to_x) < 1 and abs(y - to_y) > _SHORTEST:
                upright.append(DrawnLine((x + to_x) / 2, *sorted((y, to_y))))
            elif abs(y - to_y) < 1 and abs(x - to_x) > _SHORTEST:
                level.append(DrawnLine((y + to_y) / 2, *sorted((x, to_x))))
        made = cls(_joined(upright), _joined(level))
        is_grid = 1 < len(made.upright) <= _MOST and 1 < len(made.level) <= _MOST
        return made if is_grid else cls()

    @cached_property
    def places(self) -> tuple[list[float], list[float]]:
        """Where the upright and the level lines are, in order."""
        return [rule.at for rule in self.upright], [rule.at for rule in self.level]

    def part(self, before: float, after: float, y: float) -> bool:
        """Whether an upright line stands between two characters, of which the middles are given."""
        first, last = bisect(self.places[0], before), bisect(self.places[0], after)
        return any(rule.start <= y <= rule.end for rule in self.upright[first:last])

    def box(self, piece: GlyphRun) -> "CellBox | None":
        """The cell around the middle of a piece; None where a side is open."""
        x, y = (piece.left + piece.right) / 2, piece.base - _MIDDLE * piece.size
        beside, over = bisect(self.places[0], x), bisect(self.places[1], y)
        sides = (
            _first(reversed(self.upright[:beside]), y),
            _first(reversed(self.level[:over]), x),
            _first(self.upright[beside:], y),
            _first(self.level[over:], x),
        )
        return None if None in sides else CellBox(*sides)


class CellBox(NamedTuple):
    """The edges of a cell, from the left and the top of the page."""

    left: float
    top: float
    right: float
    bottom: float


def _joined(rules: list[DrawnLine]) -> list[DrawnLine]:
    made: list[DrawnLine] = []
    near: list[DrawnLine] = []
    for rule in [*sorted(rules), None]:
        if near and (rule is None or rule.at - near[0].at >= _NEAR):
            made += _end_to_end(near)
            near = []
        near.append(rule)
    return made


def _end_to_end(rules: list[DrawnLine]) -> list[DrawnLine]:
    """Lines at one place, those that touch or lie over each other joined."""
    made: list[DrawnLine] = []
    for rule in sorted(rules, key=lambda one: one.start):
        last = made[-1] if made else None
        if last and rule.start <= last.end + _NEAR:
            made[-1] = DrawnLine(last.at, last.start, max(last.end, rule.end))
        else:
            made.append(rule)
    return made


def _first(rules: Iterable[DrawnLine], across: float) -> float | None:
    """Where the first of the lines is that passes `across`."""
    return next((rule.at for rule in rules if rule.start - _NEAR <= across <= rule.end + _NEAR), None)


@dataclass
class RuledTable(TextLine):
    """A table in the flow of a page, in the place of a line."""

    boxes: dict[CellBox, list[str]] = field(default_factory=dict)
    more: list["RuledTable"] = field(default_factory=list)  # its parts on the pages that follow

    @property
    def cells(self) -> list[TextLine]:
        return [self, self, self]  # it is neither running text nor one of two columns

    @property
    def text(self) -> str:
        return " ".join(line for lines in self.boxes.values() for line in lines)

    @property
    def edges(self) -> list[float]:
        """The left edges of its columns."""
        return _distinct(box.left for box in self.boxes)

    @property
    def rows(self) -> list[Row]:
        """Its rows from the top, without heads that a page repeats; a cell over several rows goes on in each."""
        columns, made = self.edges, []
        for top in _distinct(box.top for box in self.boxes):
            row: list[Cell] = []
            for box, lines in sorted(self.boxes.items()):
                if box.top < top + _NEAR and box.bottom > top + _NEAR:
                    first = sum(edge < box.left - _NEAR for edge in columns)
                    span = sum(box.left - _NEAR < edge < box.right - _NEAR for edge in columns)
                    row.append(cell_of(lines, first, max(span, 1), continues=box.top < top - _NEAR))
            made.append(row)
        for part in self.more:
            rows = part.rows
            made += rows[1:] if [cell.text for cell in rows[0]] == [cell.text for cell in made[0]] else rows
        return made


def _distinct(edges: Iterable[float]) -> list[float]:
    made: list[float] = []
    for edge in sorted(edges):
        if not made or edge - made[-1] > _NEAR:
            made.append(edge)
    return made


def ruled_tables(pieces: Sequence[GlyphRun], rules: DrawnLines) -> tuple[list[GlyphRun], list[RuledTable]]:
    """The pieces of a page outside its drawn tables, and the tables. A frame around text is none."""
    rest: list[GlyphRun] = []
    held: dict[CellBox, list[GlyphRun]] = defaultdict(list)
    for piece in pieces:
        box = rules.box(piece) if rules.upright else None
        rest.append(piece) if box is None else held[box].append(piece)
    tables: list[list[CellBox]] = []
    for box in sorted(held, key=lambda one: one.top):
        if tables and box.top <= max(one.bottom for one in tables[-1]) + _NEAR:
            tables[-1].append(box)
        else:
            tables.append([box])
    made = []
    for boxes in tables:
        inside = [piece for box in boxes for piece in held[box]]
        if len(_distinct(box.left for box in boxes)) < 2:
            rest += inside
        else:
            made.append(RuledTable(inside[:1], {box: _text_of(held[box], box) for box in boxes}))
    return rest, made


def _text_of(pieces: list[GlyphRun], box: CellBox) -> list[str]:
    """The paragraphs of a cell: a line that reaches its right edge goes on in the next."""
    lines: list[TextLine] = []
    for piece in sorted(pieces, key=lambda one: (round(one.base), one.left)):
        if lines and abs(piece.base - lines[-1].base) < 0.5 * piece.size:
            lines[-1].pieces.append(piece)
        else:
            lines.append(TextLine([piece]))
    made: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before and box.right - before.right < max(_FULL, _unbroken(line.text)) * line.size:
            made[-1] += line.text
        else:
            made.append(line.text)
    return made


def _unbroken(text: str) -> float:
    """How many sizes wide the beginning is that no line breaks: figures, Latin letters, and the sign after them."""
    narrow = len(text) - len(text.lstrip(_NARROW))
    return narrow / 2 + 1


def join_over_pages(sheets: Sequence[list[TextLine]]) -> None:
    """Make a table at the top of a page a part of the table with the same columns at the foot of the page before."""
    last: RuledTable | None = None
    for sheet in sheets:
        first = sheet[0] if sheet else None
        if last and isinstance(first, RuledTable) and _has_columns_of(first, last):
            last.more.append(sheet.pop(0))
            if not sheet:
                continue
        last = sheet[-1] if sheet and isinstance(sheet[-1], RuledTable) else None


def _has_columns_of(table: RuledTable, other: RuledTable) -> bool:
    pairs = zip(table.edges, other.edges, strict=False)
    return len(table.edges) == len(other.edges) and all(abs(one - edge) < _NEAR for one, edge in pairs)
