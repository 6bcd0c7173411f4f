"""Writes a list as CSV, XLSX and JSON, measure by measure, so that it is never in memory as a whole."""

import csv
import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import IO

from xlsxwriter import Workbook

from incentives.opendata.files.table import COLUMNS, HEADINGS, READABLE, Cell, Column, clean, inert, rows
from incentives.opendata.shapes.measure import MeasureShape

THOUSAND = 1000  # digits are grouped from here on
LONGEST_CELL = 32_767  # characters; Excel opens no file with a longer one
_READABLE_PLACES = [COLUMNS.index(column) for column in READABLE]
BOM = "\ufeff"  # without it, Excel does not read the file as UTF-8


@dataclass(frozen=True)
class FileNote:
    """The description of a file that it contains."""

    title: str
    site: str
    source: str  # the address of the list
    written_on: str  # ISO date
    licence: str
    caution: str = "以主管部门最新文件为准。金额单位为元；空的数字栏见“来源未载明”两栏。"


class _Echo:
    """A file object whose `write` returns the line, as csv.writer needs it for streaming."""

    def write(self, line: str) -> str:
        return line


def csv_lines(measures: Iterable[MeasureShape]) -> Iterator[str]:
    """CSV lines, one for each provision: UTF-8 with BOM, CRLF, minimal quoting."""
    line = csv.writer(_Echo()).writerow
    yield BOM + line(HEADINGS)
    for measure in measures:
        yield "".join(line([inert(cell) for cell in row]) for row in rows(measure))


def json_parts(measures: Iterable[MeasureShape], about: FileNote) -> Iterator[str]:
    """JSON text in pieces: an object with the members of `about` and `measures`, whose items are those of the API."""
    head = json.dumps(asdict(about), ensure_ascii=False)
    yield head[:-1] + ', "measures": ['
    for number, measure in enumerate(measures):
        yield (",\n" if number else "\n") + measure.model_dump_json()
    yield "\n]}\n"


def write_xlsx(measures: Iterable[MeasureShape], about: FileNote, target: IO[bytes]) -> None:
    """Write a workbook to `target`: a sheet to read, one with every field, and one about the file.

    The first two have the same lines. Only the present line of each sheet is in memory.
    """
    with Workbook(target, {"constant_memory": True}) as book:
        to_read = _Sheet(book, "惠企事项", READABLE, frozen_columns=1)
        complete = _Sheet(book, "全部字段", COLUMNS, frozen_columns=2)
        for measure in measures:
            for row in rows(measure):
                complete.add(row)
                to_read.add([row[place] for place in _READABLE_PLACES])
        note = _Sheet(book, "说明", (Column("项目", 8, None), Column("内容", 80, None)))
        for line in zip(("标题", "网站", "来自", "日期", "许可", "注意"), asdict(about).values(), strict=True):
            note.add(line)


class _Sheet:
    """A sheet with a bold heading that stays in sight; lines are added below one another, each cell with its type."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[Column], frozen_columns: int = 0) -> None:
        self.sheet, self.lines = book.add_worksheet(name), 0
        self.text = book.add_format({"valign": "top", "text_wrap": True})
        self.day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.number = book.add_format({"valign": "top"})
        self.grouped = book.add_format({"valign": "top", "num_format": "#,##0"})
        self.sheet.freeze_panes(1, frozen_columns)
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, column.width)
            self.sheet.write_string(0, place, column.heading, book.add_format({"bold": True}))

    def add(self, cells: Iterable[Cell]) -> None:
        self.lines += 1
        for place, cell in enumerate(cells):
            if cell is not None:
                self._write(self.lines, place, cell)

    def _write(self, line: int, place: int, cell: Cell) -> None:
        """Text stays text even if it begins like a formula or an address."""
        if isinstance(cell, str):
            self.sheet.write_string(line, place, clean(cell)[:LONGEST_CELL], self.text)
        elif isinstance(cell, datetime.date):
            self.sheet.write_datetime(line, place, cell, self.day)
        else:
            is_grouped = isinstance(cell, int) and cell >= THOUSAND
            self.sheet.write_number(line, place, cell, self.grouped if is_grouped else self.number)
