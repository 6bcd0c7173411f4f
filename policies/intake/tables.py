"""A table as lines: each row is one unit in which every cell carries the head of its column. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policies.intake.lines import Line, LineKind
from policies.text.labels import label_of
from policies.text.whitespace import INVISIBLE

_DIGIT = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千]+(?:个|家|万|元|亿|%)")
_HEAD_WORD = re.compile(
    "序号|编号|类别|类型|项目|事项|名称|内容|标准|金额|补贴|补助|奖励|资助|层次|等次|等级|级别|名额|数量|比例|条件|对象|单位|时间|期限|部门"
    "|备注|说明|档次|指标|方式|依据|材料|电话|地址|年度|额度|合计|情况|要求|行业|区域|人员"
)
_SENTENCE = re.compile(r"[。；！？]")
_OPENS = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]+[章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]"
)
_LONG = 300  # characters in a cell; a page is laid out with such tables
_SHORT = 24


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs, its first column and how many columns it covers."""

    lines: tuple[str, ...]
    column: int
    span: int = 1
    continues: bool = False  # it goes on from the row above

    @property
    def text(self) -> str:
        return " ".join(self.lines)


Row = Sequence[Cell]


def cell_of(lines: Sequence[str], column: int, span: int = 1, continues: bool = False) -> Cell:
    """A cell of paragraphs, without blank ones and the white space inside them."""
    kept = (" ".join(line.replace("\u3000", " ").split()).strip(INVISIBLE) for line in lines)
    return Cell(tuple(filter(None, kept)), column, span, continues)


def table_lines(rows: Sequence[Row], heads: int | None = None) -> Iterator[Line]:
    """The lines of a table; `heads` is how many rows are column heads, None where the file does not say.

    A table that only lays out a page, and a row of one cell, give paragraphs. Lines are numbered by the caller.
    """
    rows = [row for row in rows if any(cell.lines and not cell.continues for cell in row)]
    if _lays_out(rows):
        yield from (Line(0, line) for row in rows for cell in row if not cell.continues for line in cell.lines)
        return
    while rows and _is_one_cell(rows[0]):
        yield from _paragraphs(rows.pop(0))
    count = min(_heads(rows) if heads is None else heads, len(rows))
    names = _names(rows[:count])
    if count == len(rows):
        names, count = {}, 0
    for row in rows[count:]:
        if _is_one_cell(row):
            yield from _paragraphs(row)
        else:
            yield from (_line(part, names) for part in _parts(row))


def _paragraphs(row: Row) -> Iterator[Line]:
    return (Line(0, line) for cell in row if not cell.continues for line in cell.lines)


def _is_one_cell(row: Row) -> bool:
    return len([cell for cell in row if cell.lines]) == 1 and not any(cell.continues for cell in row)


def _lays_out(rows: Sequence[Row]) -> bool:
    """Whether the table only places text on the page: one column, or text with an outline of its own in a cell."""
    if all(len(row) == 1 for row in rows):
        return True
    cells = [cell for row in rows for cell in row]
    return any(
        len(cell.lines) > 2 and len(cell.text) > _LONG and sum(bool(_OPENS.match(line)) for line in cell.lines) > 1
        for cell in cells
    )


def _heads(rows: Sequence[Row]) -> int:
    """How many rows at the top are column heads."""
    if len(rows) < 2 or not _may_be_head(rows[0]) or any(label_of(cell.text) for cell in rows[0]):
        return 0
    first = [cell for cell in rows[0] if cell.lines]
    named = any(_HEAD_WORD.search(cell.text) for cell in first)
    below = any(_DIGIT.search(cell.text) for row in rows[1:] for cell in row)
    if not (named or (below and len(first) > 2)):
        return 0
    spread = any(cell.span > 1 for cell in first)
    return 2 if spread and len(rows) > 2 and _may_be_head(rows[1]) else 1


def _may_be_head(row: Row) -> bool:
    texts = [cell.text for cell in row if cell.lines]
    return len(texts) > 1 and not any(
        len(text) > _SHORT or _SENTENCE.search(text) or _DIGIT.search(re.sub("（.*?）|\\(.*?\\)", "", text))
        for text in texts
    )


def _names(rows: Sequence[Row]) -> dict[int, str]:
    """The head of each column; heads above each other are joined: 补贴·首年."""
    names: dict[int, list[str]] = {}
    for row in rows:
        for cell in row:
            for column in range(cell.column, cell.column + min(cell.span, 100)):
                stack = names.setdefault(column, [])
                if cell.lines and cell.text not in stack:
                    stack.append(cell.text)
    return {column: "·".join(stack).rstrip(":：") for column, stack in names.items()}


def _parts(row: Row) -> Iterator[Row]:
    """The row, or its lines where several cells have as many short paragraphs: 首年/次年 beside 8万元/4万元."""
    several = {len(cell.lines) for cell in row if len(cell.lines) > 1}
    stacked = [cell for cell in row if len(cell.lines) > 1]
    fits = (
        len(several) == 1 and len(stacked) > 1 and all(len(line) <= _SHORT for cell in stacked for line in cell.lines)
    )
    if not fits or not any(all(_DIGIT.search(line) for line in cell.lines) for cell in stacked):
        yield row
        return
    for place in range(several.pop()):
        yield [Cell((cell.lines[place],), cell.column, cell.span) if len(cell.lines) > 1 else cell for cell in row]


def _line(row: Row, names: dict[int, str]) -> Line:
    said = []
    for cell in row:
        columns = range(cell.column, cell.column + min(cell.span, 100))
        name = "、".join(dict.fromkeys(names[column] for column in columns if names.get(column)))
        if cell.lines:
            said.append(f"{name}：{cell.text}" if name and name != cell.text else cell.text)
    return Line(0, "；".join(said), LineKind.ROW, tuple(cell.text for cell in row))
