import io
import struct

import docx
import pytest

from policies.intake import archive as archives
from policies.intake.lines import MAX_LINES, Line, ParsingError, numbered
from policies.intake.read import read_file
from policies.intake.text import MAX_BYTES
from tests.policies.intake.packages import archive, word


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_text_comes_through_as_it_is():
    assert read_file("一、事\n办。".encode("gb18030")).text == "一、事\n办。"


def test_a_file_that_a_library_wrote_is_read():
    document = docx.Document()
    document.add_paragraph("一、事")
    document.add_paragraph("办。", "List Number")
    table = document.add_table(2, 2)
    for place, text in {(0, 0): "项目", (0, 1): "标准", (1, 0): "青竹", (1, 1): "3万元"}.items():
        table.cell(*place).text = text

    received = read_file(saved(document))

    assert (received.text, received.kind) == ("一、事\n1.办。\n项目：青竹；标准：3万元", "docx")
    assert "自动编号 1 处" in received.notices[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 9, "旧版 .doc 或 .wps 文件.*另存为"),
        (b"{\\rtf1", "这是RTF文件"),
        (b"\x89PNG\r\n", "这是图片文件"),
        (b"\x00\x01", "无法识别的字节"),
        (b"", "文件是空的"),
        (b"a" * (MAX_BYTES + 1), "文件超过 10 MB"),
        (b"PK\x03\x04broken", "已损坏"),
    ],
)
def test_what_is_no_readable_text_is_refused(data, said):
    with pytest.raises(ParsingError, match=said):
        read_file(data)


def test_password_in_the_archive_is_refused():
    data = bytearray(archive({"word/document.xml": "<x/>"}))
    place = data.index(b"PK\x01\x02") + 8
    data[place : place + 2] = struct.pack("<H", 1)

    with pytest.raises(ParsingError, match="密码保护"):
        read_file(bytes(data))


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MAX_PARTS", 1)

    with pytest.raises(ParsingError, match="解压后过大"):
        read_file(word("<w:p/>"))


def test_what_an_archive_says_of_its_size_is_not_believed(monkeypatch):
    with archives.Archive(archive({"a.xml": "<x>" + "a" * 500 + "</x>"})) as made:
        made.take(b"")
        monkeypatch.setattr(made, "_left", 100)
        with pytest.raises(ParsingError, match="解压后过大"):
            made.read("a.xml")


def test_lines_of_a_file_are_counted_and_bounded(monkeypatch):
    assert numbered([Line(0, " 甲"), Line(0, "\u3000"), Line(0, "乙")]) == (Line(1, "甲"), Line(2, "乙"))
    with pytest.raises(ParsingError, match=f"超过 {MAX_LINES} 段"):
        numbered(Line(0, "甲") for _ in range(MAX_LINES + 1))


def test_characters_that_only_the_font_of_a_file_knows_are_marked_and_said():
    got = read_file("小店\ue11e法\n\uf0b7 甲店\n类别\t\ue000\t标准\n乙\t丙\t丁".encode())

    assert got.text.split("\n")[:2] == ["小店□法", "• 甲店"]
    assert got.lines[2].cells[:1] == ("乙",)
    assert "有 2 行含有只在文件自带字体中才有的字符" in got.notices[-1]
