"""The paragraphs and tables of a Word document in order, as lines. Pure."""

from collections.abc import Iterator
from typing import IO

from lxml import etree

from policies.intake.archive import attribute, children, first, local
from policies.intake.lines import MAX_LINES, Line, LineKind, ParsingError, pieces, too_many_lines
from policies.intake.notices import Notices
from policies.intake.tables import Cell, cell_of, table_lines
from policies.intake.word.numbering import Numbering
from policies.intake.word.runs import RunReader
from policies.intake.word.styles import OFF, Styles, number_of

MAX_PARAGRAPHS = 2 * MAX_LINES  # cells of tables included
_BLOCKS = ("p", "tbl")
_MOST_COLUMNS = 1000
_DEEPEST = 8  # tables inside tables


class BodyReader:
    """Reads the body as a stream: what was read is thrown away, so that memory does not grow with the file."""

    def __init__(self, styles: Styles, numbering: Numbering, notices: Notices) -> None:
        self._styles, self._numbering, self._notices = styles, numbering, notices
        self._runs = RunReader(styles, notices)
        self._pending = ""  # text of paragraphs whose end was deleted
        self.notes: list[tuple[str, str]] = []

    def stream(self, part: IO[bytes]) -> Iterator[Line]:
        """The lines of the main part; raises ParsingError past the bounds."""
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
        paragraphs = 0
        for _, element in etree.iterparse(part, events=("end",), tag=("{*}p", "{*}tbl", "{*}altChunk"), **options):
            paragraphs += local(element) == "p"
            if paragraphs > MAX_PARAGRAPHS:
                raise too_many_lines("第 10 万段")
            if any(local(parent) in _BLOCKS for parent in element.iterancestors()):
                continue
            yield from self._block(element)
            _forget(element)
        yield from self._rest()

    def blocks(self, container: etree._Element, depth: int = 0) -> Iterator[Line]:
        """The lines of the paragraphs and tables inside a text box, a note or a cell."""
        for child in children(container):
            name = local(child)
            if name in (*_BLOCKS, "altChunk"):
                yield from self._block(child, depth)
            elif name == "AlternateContent":
                choice = next(children(child), None)
                if choice is not None:
                    yield from self.blocks(choice, depth)
            elif name not in ("tcPr", "sdtPr", "sectPr"):
                yield from self.blocks(child, depth)

    def _block(self, element: etree._Element, depth: int = 0) -> Iterator[Line]:
        if local(element) == "tbl":
            yield from self._rest()
            if all(sum(1 for _ in _inside(row, "tc")) == 1 for row in _inside(element, "tr")):
                yield from self.blocks(element, depth + 1)  # a frame around text
            else:
                yield from table_lines(*self._rows(element, depth))
        elif local(element) == "altChunk":
            self._notices.add("subdocument", "嵌入的另一个文件")
        else:
            yield from self._paragraph(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Line]:
        properties = first(element, "pPr")
        named = first(properties, "pStyle")
        style = attribute(named, "val") if named is not None else self._styles.default_paragraph
        read = self._runs.read(element, style)
        self.notes += read.notes
        text = self._pending + self._numeral(properties, style, read.text) + read.text
        self._pending = ""
        if self._runs_on(properties, style):
            self._pending = text
            self._notices.add("merged", text)
        elif self._styles.name(style).startswith("toc"):
            self._notices.add("contents", text)
        else:
            yield from (Line(0, piece) for piece in pieces(text))
        for box in read.boxes:
            lines = list(self.blocks(box))
            self._notices.add("textbox", " ".join(line.text for line in lines))
            yield from lines

    def _rest(self) -> Iterator[Line]:
        pending, self._pending = self._pending, ""
        yield from (Line(0, piece) for piece in pieces(pending))

    def _runs_on(self, properties: etree._Element | None, style: str) -> bool:
        """Whether the paragraph's end is deleted or hidden, so that the next one continues it."""
        mark = first(properties, "rPr")
        if mark is None:
            return False
        gone = any(first(mark, name) is not None for name in ("del", "moveFrom"))
        return gone or first(mark, "specVanish") is not None

    def _numeral(self, properties: etree._Element | None, style: str, text: str) -> str:
        """The numeral Word writes before this paragraph, '' where it writes none."""
        own, by_style = number_of(properties), self._styles.number(style)
        if (own is None and by_style is None) or self._runs_on(properties, style):
            return ""
        identifier = (own[0] if own else "") or (by_style[0] if by_style else "")
        level = (own[1] if own else "") or (by_style[1] if by_style else "")
        if not level:
            level = str(self._numbering.level_of_style(style)) if own is None else "0"
        if identifier in ("", "0") or not level.isdecimal() or not text.strip():
            return ""
        numeral = self._numbering.numeral(identifier, int(level[:3]))
        if numeral:
            self._notices.add("number", numeral + text)
        return numeral if numeral.endswith(("、", "）", ")", ".", "．")) or not numeral else f"{numeral} "

    def _rows(self, table: etree._Element, depth: int) -> tuple[list[list[Cell]], int | None]:
        """The cells of each row that is not deleted, and how many rows are marked as heads (None: not said)."""
        if depth > _DEEPEST:
            raise ParsingError("表格嵌套过深，不能读取，请只保留正文后再上传。")
        rows: list[list[Cell]] = []
        heads = 0
        for row in _inside(table, "tr"):
            properties = first(row, "trPr")
            if first(properties, "del") is not None:
                self._notices.add("row", _all_text(row))
                continue
            is_head = first(properties, "tblHeader")
            heads += is_head is not None and attribute(is_head, "val", "1") not in OFF and heads == len(rows)
            rows.append(self._cells(row, rows[-1] if rows else [], depth))
        return rows, heads or None

    def _cells(self, row: etree._Element, above: list[Cell], depth: int) -> list[Cell]:
        before = first(row, "trPr", "gridBefore")
        column, cells = _number(before), []
        for cell in _inside(row, "tc"):
            properties = first(cell, "tcPr")
            if first(properties, "cellDel") is not None:
                self._notices.add("row", _all_text(cell))
                continue
            span = _number(first(properties, "gridSpan"), 1)
            merge, beside = first(properties, "vMerge"), first(properties, "hMerge")
            if beside is not None and attribute(beside, "val", "continue") == "continue" and cells:
                last = cells.pop()
                cells.append(Cell(last.lines, last.column, last.span + span, last.continues))
            else:
                goes_on = merge is not None and attribute(merge, "val", "continue") == "continue"
                held = next((one for one in above if one.column == column), None) if goes_on else None
                lines = held.lines if held else self._cell_lines(cell, depth)
                cells.append(cell_of(lines, column, span, continues=held is not None))
            column += span
        return cells

    def _cell_lines(self, cell: etree._Element, depth: int) -> list[str]:
        """The paragraphs of a cell; a table inside it is one paragraph, its rows parted by semicolons."""
        lines: list[str] = []
        for child in children(cell):
            if local(child) == "tbl":
                inner, _ = self._rows(child, depth + 1)
                rows = [" ".join(one.text for one in row if one.lines) for row in inner]
                self._notices.add("nested", "；".join(rows))
                lines.append("；".join(filter(None, rows)))
            elif local(child) == "p":
                lines += [line.text for line in self._paragraph(child)]
            elif local(child) not in ("tcPr",):
                lines += [line.text for line in self.blocks(child, depth + 1)]
        return lines + [line.text for line in self._rest()]


def note_lines(texts: list[tuple[str, list[str]]]) -> Iterator[Line]:
    """The notes of a document, each opening with its number."""
    for name, lines in texts:
        yield from (
            Line(0, f"{name}：{line}" if not place else line, LineKind.NOTE) for place, line in enumerate(lines)
        )


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for child in children(element):
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
            yield from _inside(child, name)


def _all_text(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter("*") if local(one) in ("t", "delText"))


def _number(element: etree._Element | None, default: int = 0) -> int:
    value = attribute(element, "val") if element is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isascii() and value.isdecimal() and len(value) < 12 else default


def _forget(element: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
