"""Characters with their places on pages, as PDF and OFD files hold them, read as lines of text. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from policies.intake.glyphs import Block, GlyphRun, TextLine
from policies.intake.lines import Line
from policies.intake.margins import without_margins
from policies.intake.notices import Notices
from policies.intake.ruled import DrawnLines, RuledTable, join_over_pages, ruled_tables
from policies.intake.tables import cell_of, table_lines
from policies.text.dates import read_date
from policies.text.radicals import radicals_in, without_radicals

_SAME_LINE = 0.5  # of the size: characters whose base lines are so close stand on one line
_FULL = 1.6  # of the size: so far from the right edge a line is still full
_LOOKED_AT = 4  # lines at the beginning of two columns that tell where the right one begins
_FARTHEST = 5  # of the size: what begins further from the left edge does not begin at it
_NARROWEST = 7  # sizes: where several lines are all shorter, none is full
_FEW = 2
_INDENT = 0.8  # of the size
_OPENS = re.compile(
    r"第\s*[一二三四五六七八九十百零〇0-9]+\s*(?:编|章|节|条)(?![款项规第])|[一二三四五六七八九十]+\s*[、．]|[（(]\s*[一二三四五六七八九十0-9]+\s*[）)]"
    r"|[0-9]{1,2}\s*[.．、](?![0-9])|[①-⑳]|附\s*[则件录]"
)
_ENDS = re.compile(r"[。；：！？;:”」）)]$")
_LOOSE = 0.45  # of the size: a gap that running text does not have
_BESIDE = 6  # lines: rows of one table are so near to each other
_MARKS = re.compile("[，。；：、]")


def page_lines(
    pages: Sequence[Sequence[GlyphRun]], notices: Notices, rules: Sequence[DrawnLines] | None = None
) -> Iterator[Line]:
    """The paragraphs and table rows of all pages: margins out, columns one after the other, lines joined.

    `rules` are the straight lines of each page, for files that hold them.
    """
    sheets = []
    for number, pieces in enumerate(pages):
        folded = [_folded(piece, notices) for piece in pieces]
        rest, tables = ruled_tables(folded, rules[number]) if rules else (folded, [])
        sheets.append(sorted([*_lines(rest), *tables], key=lambda line: line.base))
    sheets = without_margins(sheets, notices)
    join_over_pages(sheets)
    blocks: list[Block] = []
    for number, lines in enumerate(sheets, start=1):
        columns = _columns(lines)
        if len(columns) > 1 and _is_two_columns(columns):
            notices.add("column", f"第{number}页")
        blocks += columns
    for block in blocks:
        _name_loose(block, notices)
    yield from _paragraphs([block for block in blocks if block])


def _folded(piece: GlyphRun, notices: Notices) -> GlyphRun:
    found = radicals_in(piece.text)
    for radical in found:
        notices.add("radical", without_radicals(radical))
    return replace(piece, text=without_radicals(piece.text)) if found else piece


def _lines(pieces: Sequence[GlyphRun]) -> Block:
    """The pieces of a page on their lines, from the top."""
    made: Block = []
    for piece in sorted(pieces, key=lambda one: (one.base, one.left)):
        line = made[-1] if made else None
        if line is not None and any(_is_again(piece, other) for other in line.pieces):
            continue  # bold type is drawn twice by some programs
        if line is not None and abs(piece.base - line.base) < _SAME_LINE * min(piece.size, line.size):
            line.pieces.append(piece)
        else:
            made.append(TextLine([piece]))
    for line in made:
        line.pieces.sort(key=lambda one: one.left)
    return made


def _is_again(piece: GlyphRun, other: GlyphRun) -> bool:
    nearest = 0.3 * piece.size
    return (
        piece.text == other.text and abs(piece.left - other.left) < nearest and abs(piece.base - other.base) < nearest
    )


def _columns(lines: Block) -> list[Block]:
    """The lines in runs of one column; where a page has two, the left run comes before the right one."""
    made: list[Block] = [[]]
    place = 0
    while place < len(lines):
        end, edge = _two_columns(lines, place)
        if end > place:
            sides: tuple[Block, Block] = ([], [])
            for line in lines[place:end]:
                for side, inside in zip(sides, (False, True), strict=True):
                    pieces = [piece for piece in line.pieces if (piece.left >= edge) is inside]
                    if pieces:
                        side.append(TextLine(pieces))
            made += [*sides, []]
            place = end
        else:
            made[-1].append(lines[place])
            place += 1
    return [block for block in made if block]


def _is_two_columns(columns: list[Block]) -> bool:
    return any(after[0].base <= before[-1].base for before, after in pairwise(columns))


def _two_columns(lines: Block, start: int) -> tuple[int, float]:
    """Where a run of two columns that begins at `start` ends, and its middle; (start, 0) where none begins."""
    first = lines[start].cells
    if len(first) != 2 and not (len(first) == 1 and start + 1 < len(lines) and len(lines[start + 1].cells) == 2):
        return start, 0
    rights = [line.cells[1] for line in lines[start : start + _LOOKED_AT] if len(line.cells) == 2]
    # A first line may be indented.
    middle = min(one.left for one in rights if abs(one.left - rights[0].left) < 3 * one.size)
    end, sides = start, ([], [])
    while end < len(lines):
        cells = lines[end].cells
        crosses = [cell for cell in cells if cell.left < middle - cell.size and cell.right > middle - 0.2 * cell.size]
        if len(cells) > 2 or crosses:
            break
        for cell in cells:
            sides[cell.left >= middle - 2 * cell.size].append(cell)
        end += 1
    return (end, middle - 0.1 * lines[start].size) if all(map(_is_prose, sides)) else (start, 0)


def _is_prose(side: Sequence[TextLine]) -> bool:
    """Whether the parts at one side are running text and no cells: with punctuation, and most lines full."""
    text = "".join(line.text for line in side)
    if len(side) < 3 or len(text) < 24 or len(_MARKS.findall(text)) * 40 < len(text):
        return False
    right = max(line.right for line in side)
    full = [line for line in side if right - line.right < 2 * line.size]
    return len(full) * 3 >= len(side) and "。" in text


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Line]:
    """The lines of all blocks joined to paragraphs, over the end of a column or page too."""
    body = _body_size(blocks)
    open_text, before, place = "", None, None
    for block in blocks:
        shape = _Shape(block, body)
        number = 0
        while number < len(block):
            rows = _table_at(block, number)
            if rows:
                if open_text:
                    yield Line(0, open_text)
                yield from _rows(block[number : number + rows])
                open_text, before, number = "", None, number + rows
                continue
            line = block[number]
            above = block[number - 1] if number else None
            if before is not None and shape.runs_on(before, line, above, place):
                open_text = _glued(open_text, line.text)
            else:
                if open_text:
                    yield Line(0, open_text)
                open_text = line.text
            before, place, number = line, shape, number + 1
    if open_text:
        yield Line(0, open_text)


def _body_size(blocks: Sequence[Block]) -> float:
    sizes: Counter[float] = Counter()
    for block in blocks:
        for line in block:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


class _Shape:
    """The edges and the line spacing of one block."""

    def __init__(self, block: Block, body: float) -> None:
        lines = [line for line in block if abs(line.size - body) < 0.15 * body] or block
        self.body = body
        lefts = Counter(round(line.left / max(body, 0.1) * 2) for line in lines)
        # The margin is the leftmost edge that several lines share; a lone line further left is none.
        shared = [edge for edge, times in lefts.items() if times > 1] or list(lefts)
        self.left = min(shared) * max(body, 0.1) / 2
        # What begins far to the right is a signature or a title and no full line.
        flush = [line for line in lines if line.left - self.left < _FARTHEST * max(body, 0.1)] or lines
        least = self.left + _NARROWEST * max(body, 0.1) if len(flush) > _FEW else 0
        self.right = max(least, *(line.right for line in flush))
        steps = [after.base - before.base for before, after in pairwise(lines)]
        self.step = median(steps) if steps else 0

    def runs_on(self, before: TextLine, line: TextLine, above: TextLine | None, shape: "_Shape") -> bool:
        """Whether `line` goes on with the paragraph of `before`, which stands in a block of `shape`."""
        if abs(before.size - line.size) > 0.12 * line.size or read_date(before.text):
            return False
        if line.size > 1.15 * self.body:
            return above is before and not _ENDS.search(before.text)  # a title over several lines
        if line.left - self.left > _INDENT * line.size or shape.right - before.right > _FULL * line.size:
            return False
        if above is before and self.step and line.base - before.base > 1.45 * self.step:
            return False
        return not (_OPENS.match(line.text) and _ENDS.search(before.text))


def _table_at(block: Block, start: int) -> int:
    """How many lines at `start` are rows of one table: lines with wide gaps at the same places; 1 for a drawn table."""
    if isinstance(block[start], RuledTable):
        return 1
    end = start
    while end < len(block) and not isinstance(block[end], RuledTable) and len(block[end].cells) > 1:
        end += 1
    many = any(len(line.cells) > 2 for line in block[start:end])
    return end - start if end - start > 1 and (many or end - start > 2) else 0


def _name_loose(block: Block, notices: Notices) -> None:
    """Name the lines that may be rows of a table without lines: near to each other, with gaps inside."""
    loose, number = [], 0
    while number < len(block):
        rows = _table_at(block, number)
        if not rows and _is_loose(block[number]):
            loose.append(number)
        number += rows or 1
    for place, number in enumerate(loose):
        beside = [*loose[max(place - 1, 0) : place], *loose[place + 1 : place + 2]]
        if any(abs(number - other) <= _BESIDE for other in beside):
            notices.add("loose", block[number].text)


def _is_loose(line: TextLine) -> bool:
    """Whether there is a gap between two Chinese characters, or beside a figure, as running text has none."""
    return any(
        _LOOSE * after.size < after.left - before.right and not (before.text[-1].isascii() and after.text[0].isascii())
        for before, after in pairwise(line.pieces)
        if not (_MARKS.match(before.text[-1]) or _OPENS.fullmatch(before.text) or before.text[-1] in "：:“”（）()《》")
    )


def _rows(lines: Block) -> Iterator[Line]:
    """The rows of a table: a cell belongs to the column that it overlaps most."""
    if isinstance(lines[0], RuledTable):
        yield from table_lines(lines[0].rows)
        return
    edges = _edges(lines)
    rows = []
    for line in lines:
        texts: dict[int, list[str]] = {}
        for cell in line.cells:
            middle = (cell.left + cell.right) / 2
            column = min(range(len(edges)), key=lambda one: abs((edges[one][0] + edges[one][1]) / 2 - middle))
            texts.setdefault(column, []).append(cell.text)
        above = rows[-1] if rows else []
        held = next((one for one in above if one.column == 0), None) if 0 not in texts else None
        row = [cell_of(held.lines, 0, continues=True)] if held else []
        rows.append(row + [cell_of([" ".join(parts)], column) for column, parts in sorted(texts.items())])
    yield from table_lines(rows)


def _edges(lines: Block) -> list[tuple[float, float]]:
    """Left and right edge of each column: what overlaps is one column."""
    spans = sorted((cell.left, cell.right) for line in lines for cell in line.cells)
    made = [spans[0]]
    for left, right in spans[1:]:
        if left < made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], right))
        else:
            made.append((left, right))
    return made


def _glued(before: str, after: str) -> str:
    latin = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
    return f"{before}{' ' if latin and (before[-1:].isalpha() or after[:1].isalpha()) else ''}{after}"
