"""The main text of a web page, a line for each block and each table row. Pure."""

import re

from lxml import etree, html

from policies.intake.lines import Line, LineKind, ParsingError, Received, numbered, pieces
from policies.intake.notices import Notices
from policies.intake.tables import Cell, cell_of, table_lines
from policies.intake.web.page import (
    is_site_line,
    lines_of_links,
    main_element,
    without_hidden,
    without_repeats,
    without_site,
)
from policies.text.labels import FIELD_OF_LABEL, label_of
from policies.text.raised import lowered, raised

MAX_TAGS = 400_000
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section"),
    *("ul", "body", "html", "caption", "figcaption", "summary", "table", "td", "th", "tr", "tbody"),
}
_PAGE_STARTS = ("<!doctype html", "<html", "<?xml")
_TAG = re.compile(r"</(?:p|div|table|span|h[1-6]|td|li|body|section)>|<br\s*/?>", re.I)
_WRAPPED = re.compile(r"(?<=[\u2e80-\uffef])\s*[\r\n]\s*(?=[\u2e80-\uffef])")
_DATE = re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}")
_METAS = {"articletitle": "title", "pubdate": "published_on", "publishdate": "published_on"}
_MOST_COLUMNS = 1000


def is_web_page(text: str) -> bool:
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    return start.startswith(_PAGE_STARTS) or "<body" in start or len(_TAG.findall(text[:20_000])) > 1


def read_html(text: str) -> Received:
    """The main text of a web page as lines; raises ParsingError if the page has none."""
    if text.count("<") > MAX_TAGS:
        raise ParsingError("这个网页文件过大，不能读取，请把正文粘贴到文本框中。")
    notices = Notices()
    try:
        page = html.document_fromstring(
            text.encode(errors="replace"),
            parser=html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True),
        )
    except (etree.LxmlError, ValueError) as error:
        raise ParsingError("这个网页文件无法读取，请把正文粘贴到文本框中。") from error
    stated = _stated(page)
    titles = _titles(page, stated)
    without_hidden(page, notices)
    without_repeats(page, notices)
    lines, outside = _MainText(page, titles, notices).read()
    made = numbered(lines)
    if not made:
        raise ParsingError("这个网页文件中没有文字，请把正文粘贴到文本框中。")
    for text_outside in outside:
        notices.add("outside", text_outside)
    return Received(made, "html", notices.sentences(), tuple(outside), stated)


def _stated(page: html.HtmlElement) -> dict[str, str]:
    """What the page's head says of its text: title and date."""
    stated = {}
    for meta in page.iter("meta"):
        field = _METAS.get((meta.get("name") or "").lower())
        content = " ".join((meta.get("content") or "").split())
        if field == "published_on":
            content = match[0] if (match := _DATE.match(content)) else ""
        if field and content:
            stated.setdefault(field, content)
    return stated


def _titles(page: html.HtmlElement, stated: dict[str, str]) -> set[str]:
    """What may be the text's title, without white space: from the page's head and its first headings."""
    found = page.find(".//title")
    whole = found.text or "" if found is not None else ""
    headings = [heading.text_content() for heading in page.iter("h1", "h2")]
    texts = [stated.get("title", ""), whole, re.split(r"[_|–—-]{1,2}", whole)[0], *headings]
    return {bare for text in texts if len(bare := "".join(text.split())) > 5}


class _MainText:
    """The lines of the main element, with title and fields that stand above it."""

    def __init__(self, page: html.HtmlElement, titles: set[str], notices: Notices) -> None:
        self.page, self.titles, self.notices = page, titles, notices

    def read(self) -> tuple[list[Line], list[str]]:
        """The lines, and the texts outside of them."""
        main = main_element(self.page)
        attachments = list(dict.fromkeys(lines_of_links(main)))
        for name in attachments:
            self.notices.add("attachment", name)
        gone = without_site(main)
        before, after = self._around(main)
        lines = PageReader(self.notices).lines(main)
        head, dropped = self._head(before)
        lines, chrome = _trimmed(lines)
        outside = [line.text for line in dropped] + chrome + gone + [line.text for line in after]
        return [*head, *lines], [text for text in outside if len(text) > 1]

    def _around(self, main: html.HtmlElement) -> tuple[list[Line], list[Line]]:
        """The lines before and after the main element."""
        if main.getparent() is None:
            return [], []
        mark = html.Element("hr")
        mark.set("mark", "1")
        parent = main.getparent()
        place, tail = parent.index(main), main.tail
        parent.remove(main)
        mark.tail = tail
        parent.insert(place, mark)
        lines = PageReader(Notices()).lines(self.page)
        place = next((number for number, line in enumerate(lines) if line.kind is LineKind.NOTE), len(lines))
        return lines[:place], lines[place + 1 :]

    def _head(self, before: list[Line]) -> tuple[list[Line], list[Line]]:
        """Of the lines above the main text, those that are title and fields, and the others."""
        titles = [place for place, line in enumerate(before) if self._is_title(line.text)]
        fields = [place for place, line in enumerate(before) if _is_field(line)]
        start = min([*titles[-1:], *fields], default=len(before))
        head = [line for line in before[start:] if not is_site_line(line.text) or _is_field(line)]
        return head, [line for line in before if line not in head]

    def _is_title(self, text: str) -> bool:
        return "".join(text.split()) in self.titles


def _is_field(line: Line) -> bool:
    words = [line.text.partition("：")[0].partition(":")[0], *line.cells[:1]]
    return any(label_of(word) in FIELD_OF_LABEL for word in words)


def _trimmed(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """The lines without those of the site at both ends."""
    start, end = 0, len(lines)
    while start < end and is_site_line(lines[start].text):
        start += 1
    while end > start and is_site_line(lines[end - 1].text):
        end -= 1
    return lines[start:end], [line.text for line in (*lines[:start], *lines[end:])]


class PageReader:
    """Turns elements into lines: white space in the source means nothing, blocks and breaks end a line."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices
        self._lines: list[Line] = []
        self._text = ""

    def lines(self, element: html.HtmlElement) -> list[Line]:
        """The lines of an element; a row of a table is one line."""
        self._inside(element)
        self._flush()
        return self._lines

    def _walk(self, element: html.HtmlElement) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "table" and not _is_layout(element):
            self._table(element)
        elif tag == "br":
            self._text += "\n"
        elif tag in ("sup", "sub"):
            text = "".join(element.text_content().split())
            self._text += raised(text, self._text) if tag == "sup" else lowered(text)
        elif tag == "img":
            if _is_picture(element):
                self._notices.add("picture", self._text.strip() or (self._lines[-1].text if self._lines else "开头"))
        elif tag == "iframe":
            self._notices.add("frame", element.get("src") or "嵌入的网页")
        elif tag == "hr" and element.get("mark"):
            self._flush()
            self._lines.append(Line(0, "", LineKind.NOTE))
        elif tag in _BLOCKS:
            self._flush()
            self._inside(element)
            self._flush()
        else:
            self._inside(element)

    def _table(self, table: html.HtmlElement) -> None:
        self._flush()
        for caption in table.iterchildren("caption"):
            self._inside(caption)
            self._flush()
        self._lines += table_lines(*self._rows(table))

    def _inside(self, element: html.HtmlElement) -> None:
        keeps_breaks = element.tag == "pre"
        self._add(element.text, keeps_breaks)
        for child in element:
            self._walk(child)
            self._add(child.tail, keeps_breaks)

    def _add(self, text: str | None, keeps_breaks: bool) -> None:
        if not text:
            return
        if not keeps_breaks:
            text = re.sub(r"[ \t\r\n\f]+", " ", _WRAPPED.sub("", text))
        self._text += text

    def _flush(self) -> None:
        text, self._text = self._text, ""
        self._lines += [Line(0, piece) for piece in pieces(text)]

    def _rows(self, table: html.HtmlElement) -> tuple[list[list[Cell]], int | None]:
        """The cells of the table's rows, with those that reach down from above, and how many rows are heads."""
        rows: list[list[Cell]] = []
        hanging: dict[int, tuple[int, Cell]] = {}  # by column: for how many more rows, and which cell
        heads = 0
        for row in _own_rows(table):
            cells, column, following = [], 0, {}
            own = [cell for cell in row if cell.tag in ("td", "th")]
            while own or any(place >= column for place in hanging):
                if column in hanging:
                    left, held = hanging.pop(column)
                    cells.append(Cell(held.lines, held.column, held.span, continues=True))
                    if left > 1:
                        following[column] = (left - 1, held)
                    column += held.span
                elif own:
                    element = own.pop(0)
                    span = _number(element.get("colspan"))
                    made = cell_of(self._cell_lines(element), column, span)
                    cells.append(made)
                    if (down := _number(element.get("rowspan"))) > 1:
                        following[column] = (down - 1, made)
                    column += span
                else:
                    column = min(place for place in hanging if place >= column)
            hanging = following
            headed = bool(own_cells := [cell for cell in row if cell.tag in ("td", "th")]) and (
                row.getparent().tag == "thead" or all(cell.tag == "th" for cell in own_cells)
            )
            heads += headed and heads == len(rows)
            rows.append(cells)
        return rows, heads or None

    def _cell_lines(self, cell: html.HtmlElement) -> list[str]:
        """The paragraphs of a cell; a table inside it is one paragraph."""
        reader = PageReader(self._notices)
        lines = reader.lines(cell)
        inner = [line.text.replace("；", " ") for line in lines if line.kind is LineKind.ROW]
        if not inner:
            return [line.text for line in lines]
        self._notices.add("nested", "；".join(inner))
        return [line.text for line in lines if line.kind is not LineKind.ROW] + ["；".join(inner)]


def _is_layout(table: html.HtmlElement) -> bool:
    """Whether a table only places blocks on the page: one cell a row, and tables inside."""
    return table.find(".//table") is not None and all(len(row) < 2 for row in _own_rows(table))


def _own_rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """The rows of this table without those of tables inside it."""
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in child if row.tag == "tr"]
    return rows


def _number(text: str | None) -> int:
    text = (text or "").strip()
    return min(max(int(text), 1), _MOST_COLUMNS) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _is_picture(element: html.HtmlElement) -> bool:
    """Whether an image may hold text: no icon."""
    sizes = [element.get(name, "").removesuffix("px") for name in ("width", "height")]
    return not any(size.isdecimal() and int(size) < 60 for size in sizes)
