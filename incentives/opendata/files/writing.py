"""Writes a list as CSV, XLSX and JSON, measure by measure, so that it is never in memory as a whole."""

import csv
import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from incentives.opendata.files.table import COLUMNS, HEADINGS, Cell, clean, inert, rows
from incentives.opendata.shapes.measure import MeasureShape

THOUSAND = 1000  # digits are grouped from here on
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
    """Write a workbook to `target`: a sheet with typed cells below a frozen heading, and a sheet about the file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("事项")
    sheet.freeze_panes = "C2"
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.append([_heading(sheet, heading) for heading in HEADINGS])
    for measure in measures:
        for row in rows(measure):
            sheet.append([_cell(sheet, value) for value in row])
    note = book.create_sheet("说明")
    note.column_dimensions["B"].width = 80
    for label, value in zip(("标题", "网站", "来自", "日期", "许可", "注意"), asdict(about).values(), strict=True):
        note.append([label, _cell(note, value)])
    book.save(target)


def _heading(sheet, text: str) -> object:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet, value: Cell) -> object:
    """A typed cell; text stays text even if it begins like a formula."""
    value = clean(value)
    if isinstance(value, str):
        if not value.startswith("="):
            return value
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"
        return cell
    if isinstance(value, datetime.date) or (isinstance(value, int) and value >= THOUSAND):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd" if isinstance(value, datetime.date) else "#,##0"
        return cell
    return value
