"""The paragraphs and tables of a Word file (.docx), and nothing else of it. Pure."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.table import Table, _Cell

from policies.intake.lines import ParsingError, Received

MAX_UNPACKED_BYTES = 60 * 1024 * 1024
MAX_UNPACKED_TIMES = 200  # real documents shrink to a tenth; a bomb to a thousandth
MAX_PARTS = 2000
ZIP = b"PK\x03\x04"

_TYPES = "[Content_Types].xml"
MACROS = "这个文件含有宏，请另存为不含宏的 .docx 后再上传。"
_MACROS = ("vbaproject.bin", "vbadata.xml")


def read_docx(data: bytes) -> Received:
    """Raises ParsingError for an archive of another kind, one with macros or a password, and a damaged one."""
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
