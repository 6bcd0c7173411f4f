"""Elements of a Word file as XML: paragraphs, fields, tables. They are texts, which are parsed once, at the end."""

from collections.abc import Iterable, Sequence
from html import escape

from incentives.paper.word.styles import BREAK, LABEL_FONT, PaperStyle, twips
from policies.text.xml import without_control

TAB = "<w:r><w:tab/></w:r>"


def run(text: str, style: str = "") -> str:
    """`text` in one type, `style` being the id of a character style."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(without_control(text), quote=False)}</w:t></w:r>'


def label(text: str) -> str:
    return run(text, LABEL_FONT)


def paragraph(style: PaperStyle, content: str, *, begins_page: bool = False, more: str = "") -> str:
    """A paragraph of runs; `more` are properties that come last, such as those of a section."""
    page = "<w:pageBreakBefore/>" if begins_page else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style.key}"/>{page}{more}</w:pPr>{content}</w:p>'


def page_break() -> str:
    """What begins a page before a table, which cannot do so itself."""
    return paragraph(BREAK, "", begins_page=True)


def bookmarked(content: str, name: str, number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def field(instruction: str, shown: str) -> str:
    """A field with what it shows until a program works it out anew."""
    return f"{field_begin(instruction)}{run(shown)}{FIELD_END}"


def field_begin(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction, quote=False)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def page_of(name: str, page: int) -> str:
    """The page of a bookmark."""
    return field(f"PAGEREF {name} \\h", str(page))


def link_to(name: str, content: str) -> str:
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


def cell(width: float, content: Iterable[str]) -> str:
    """A cell of `width` points that holds paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{"".join(content)}</w:tc>'


def row(cells: Iterable[str], *, is_head: bool = False) -> str:
    """A row that no page end divides; a head is repeated on each page of its table."""
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: Sequence[float], rows: Iterable[str], *, style: str, title: str) -> str:
    """A table with columns of `widths` points; `title` is read out to those who cannot see it."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    shown = escape(without_control(title))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCaption w:val="{shown}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
