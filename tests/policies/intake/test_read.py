import io
import struct
import zipfile

import docx
import pytest

from policies.intake import docx as docx_file
from policies.intake.lines import ParsingError
from policies.intake.read import read_file
from policies.intake.text import MAX_BYTES

PAGE = """<!DOCTYPE html><html><head><title>不要</title><style>p{}</style></head><body><nav>导航</nav>
<script>alert(1)</script><h1>办法</h1><p>第一条 奖<b>3万元</b>。<br>另
行通知。</p><!-- 注 --><table><tr><td>甲</td><td>乙</td></tr></table></body></html>"""


def word(*paragraphs, table=(), style=None) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text, style)
    for row in table:
        cells = document.add_table(1, len(row)).rows[0].cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    return saved(document)


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def archive(**parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


def test_text_comes_through_as_it_is():
    assert read_file("一、事\n办。".encode("gb18030")).text == "一、事\n办。"


def test_word_gives_paragraphs_and_rows():
    received = read_file(word("一、事", "办。", table=[("青竹", "3万元")]))

    assert (received.text, received.kind, received.notice) == ("一、事\n办。\n青竹\t3万元", "docx", "")


def test_word_with_automatic_numbers_says_so():
    document = docx.Document()
    document.add_paragraph("办。")._p.get_or_add_pPr().get_or_add_numPr()

    assert "自动编号" in read_file(saved(document)).notice
    assert read_file(word("办。")).notice == ""


def test_a_merged_cell_stands_in_each_row_it_reaches_into():
    document = docx.Document()
    table = document.add_table(3, 3)
    for place, text in {(0, 0): "奖励", (0, 2): "3万元", (1, 2): "2万元", (2, 0): "补助", (2, 2): "2万元"}.items():
        table.cell(*place).text = text
    table.cell(0, 0).merge(table.cell(1, 1))
    table.cell(2, 0).merge(table.cell(2, 1))

    assert read_file(saved(document)).text == "奖励\t3万元\n奖励\t2万元\n补助\t2万元"


def test_a_cell_that_claims_to_span_more_columns_than_memory_holds_is_one_cell():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "奖励", "3万元"
    table.cell(0, 0)._tc.grid_span = 2_000_000_000

    assert read_file(saved(document)).text == "奖励\t3万元"


def test_page_gives_its_text_alone():
    received = read_file(PAGE.encode())

    assert (received.text, received.kind) == ("办法\n第一条 奖3万元。\n另 行通知。\n甲乙", "html")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 9, "旧版 .doc 文件或有密码保护"),
        (b"%PDF-1.7", "这是PDF文件"),
        (b"{\\rtf1", "这是RTF文件"),
        (b"\x89PNG\r\n", "这是图片文件"),
        (b"\x00\x01", "无法识别的字节"),
        (b"", "文件是空的"),
        (b"a" * (MAX_BYTES + 1), "文件超过 10 MB"),
        (b"PK\x03\x04broken", "已损坏"),
        (archive(a="b"), "压缩文件或别的办公文件"),
        (archive(word__document_xml="<x/>"), "已损坏"),
        (archive(word__document_xml="<x/>", **{"word__vbaProject.bin": "m"}), "含有宏"),
        (archive(word__document_xml="<x/>", **{"[Content_Types]_xml": "macroEnabled"}), "含有宏"),
        (archive(word__document_xml=b"0" * 5_000_000), "解压后过大"),
        (word(""), "没有文字"),
        (b"<html><body><script>x</script></body></html>", "没有文字"),
        (b"<html>", "没有文字"),
    ],
)
def test_what_is_no_readable_text_is_refused(data, said):
    with pytest.raises(ParsingError, match=said):
        read_file(data)


def test_password_in_the_archive_is_refused():
    data = bytearray(archive(word__document_xml="<x/>"))
    place = data.index(b"PK\x01\x02") + 8
    data[place : place + 2] = struct.pack("<H", 1)

    with pytest.raises(ParsingError, match="密码保护"):
        read_file(bytes(data))


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(docx_file, "MAX_PARTS", 1)

    with pytest.raises(ParsingError, match="解压后过大"):
        read_file(word("办。"))
