"""What staff hand in, reduced to plain text: .txt, .docx, .html. Whatever is no such file is refused in one sentence.

The kind is told by the content, not by the name. Nothing of a file is ever run or shown as it is: of a Word file only
paragraphs and tables are read, of a web page only the text. Pure.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.table import Table, _Cell
from lxml import etree, html

from policies.plaintext import MAX_BYTES, ParsingError, decode

MAX_UNPACKED_BYTES = 60 * 1024 * 1024
MAX_UNPACKED_TIMES = 200  # real documents shrink to a tenth; a bomb to a thousandth
MAX_PARTS = 2000

_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"{\\rtf"
_TYPES = "[Content_Types].xml"
MACROS = "这个文件含有宏，请另存为不含宏的 .docx 后再上传。"
_MACROS = ("vbaproject.bin", "vbadata.xml")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
_UNSEEN = ("script", "style", "head", "noscript", "template", "nav", "iframe", "object", "svg", "select", "button")
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul", "body"),
}


@dataclass(frozen=True)
class Received:
    """A file as plain text; `notice` says what a reader of the preview should look at, '' where nothing is."""

    text: str
    kind: str
    notice: str = ""


def read_file(data: bytes) -> Received:
    """The text of an uploaded file; raises ParsingError with what is wrong and what to do."""
    if len(data) > MAX_BYTES:
        raise ParsingError(f"文件超过 {MAX_BYTES // 1024**2} MB，请只保留正文，另存后再上传。")
    if data.startswith(_ZIP):
        return _word(data)
    if data.startswith(_OLE):
        raise ParsingError("这是旧版 .doc 文件或有密码保护的文件，请去掉密码，另存为 .docx 后再上传。")
    for start, name in ((_PDF, "PDF"), (_RTF, "RTF"), *((start, "图片") for start in _PICTURES)):
        if data.startswith(start):
            raise ParsingError(f"这是{name}文件，不能读取文字，请另存为 .docx 或 .txt 后再上传。")
    text = decode(data)
    return Received(_web_page(text), "html") if _is_web_page(text) else Received(text, "txt")


def _word(data: bytes) -> Received:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive)
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_paragraphs(document))
    except ParsingError:
        raise
    except Exception as error:  # a damaged file makes zipfile, zlib, lxml and python-docx fail in ways nobody lists
        raise ParsingError("这个 .docx 文件已损坏或不是 Word 文档，请在 Word 中打开后另存再上传。") from error
    if not text.strip():
        raise ParsingError("这个 .docx 文件中没有文字（可能全是图片），请换用有文字的文件。")
    numbered = document.element.body.find(".//{*}numPr") is not None
    notice = "文件中有 Word 自动编号，编号不会随文字导入；请核对各级序号。" if numbered else ""
    return Received(text, "docx", notice)


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Refuse an archive before anything of it is unpacked."""
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 0x1 for part in parts):
        raise ParsingError("这个文件有密码保护，请去掉密码后再上传。")
    if any(name.endswith(_MACROS) for name in names):
        raise ParsingError(MACROS)
    if "word/document.xml" not in names:
        raise ParsingError("这是压缩文件或别的办公文件，请上传 .docx、.html 或 .txt。")
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or size > MAX_UNPACKED_BYTES or size > max(packed, 1) * MAX_UNPACKED_TIMES:
        raise ParsingError("这个文件解压后过大，不能读取，请只保留正文，另存后再上传。")
    if b"macroEnabled" in archive.read(_TYPES):  # a .docm whose macros are gone is still no .docx for Word
        raise ParsingError(MACROS)


def _paragraphs(document: WordDocument) -> Iterator[str]:
    """The paragraphs in order; a table row is one line."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield block.text


def _rows(table: Table) -> Iterator[str]:
    """The rows of a table; a merged cell counts in each row it reaches into, what stands in a row twice once.

    Not by `row.cells`, which has a cell for each column that one claims to span: that number is the file's word alone.
    """
    above: dict[int, str] = {}  # what stands in the last row, by the first column of its cell
    for row in table.rows:
        column, texts = row.grid_cols_before, {}
        for cell in row._tr.tc_lst:
            continues = cell.vMerge == "continue" and column in above
            texts[column] = above[column] if continues else _Cell(cell, table).text.strip().replace("\n", " ")
            column += cell.grid_span
        above = texts
        yield "\t".join(dict.fromkeys(texts.values()))


def _is_web_page(text: str) -> bool:
    start = text.lstrip()[:2000].lower()
    return start.startswith(("<!doctype html", "<html", "<?xml")) or ("<body" in start) or ("<p>" in start)


def _web_page(text: str) -> str:
    """The text of a page, a line for each block."""
    try:
        page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.LxmlError, ValueError) as error:
        raise ParsingError("这个网页文件无法读取，请把正文粘贴到文本框中。") from error
    etree.strip_elements(page, *_UNSEEN, with_tail=False)
    lines = [" ".join(line.split()) for line in "".join(_words(page)).splitlines()]
    found = "\n".join(line for line in lines if line)
    if not found:
        raise ParsingError("这个网页文件中没有文字，请把正文粘贴到文本框中。")
    return found


def _words(page: html.HtmlElement) -> Iterator[str]:
    """Texts in order with line ends around blocks; white space in the source means nothing."""
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if event == "start":
            yield "\n" if element.tag in _BLOCKS else ""
            yield _flat(element.text)
        else:
            yield "\n" if element.tag in _BLOCKS else ""
            yield _flat(element.tail)


def _flat(text: str | None) -> str:
    return (text or "").replace("\r", " ").replace("\n", " ")
