import pytest

from policies.intake import pdf as pdf_file
from policies.intake.lines import ParsingError
from policies.intake.read import read_file
from tests.policies.intake.pages import _stream, pdf, written

BODY = ["第一条每家青竹小店发给一次性补贴9万元。", "第二条全年有效。"]


def test_a_scan_is_refused_with_what_to_do():
    with pytest.raises(ParsingError, match=r"扫描的图片.*文字识别（OCR）"):
        read_file(pdf([], picture=True))


def test_pictures_and_pages_without_text_are_named():
    got = read_file(pdf(written(BODY), [], picture=True))

    assert got.text.split("\n") == BODY
    assert any("图片 1 张没有导入" in notice and "第1页" in notice for notice in got.notices)
    assert any(notice.startswith("第“2”页没有文字") for notice in got.notices)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 500, pdf(written(BODY))[:300]])
def test_damaged_files_are_refused(data):
    with pytest.raises(ParsingError, match="已损坏"):
        read_file(data)


def test_a_password_is_refused():
    locked = b"9 0 obj<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>endobj\n" % (b"41" * 32, b"42" * 32)
    data = pdf(written(BODY))
    start = data.index(b"xref")
    data = data[:start] + locked + data[start:].replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 9 0 R/ID[<41><41>]")

    with pytest.raises(ParsingError, match=r"密码保护|已损坏"):
        read_file(data)


def test_slanted_text_is_left_out_and_said():
    turned = b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <5185590490e8> Tj ET\n"

    got = read_file(pdf(written(BODY), extra=turned))

    assert got.text.split("\n") == BODY
    assert "竖排或斜排" in got.notices[0]


@pytest.mark.parametrize("way", [1, -1])
def test_a_page_that_is_turned_is_turned_back(way):
    lines = ["一、发给青竹小店。", "二、全年有效。"]
    # PDFium reads no text of this font that is turned by exactly a right angle.
    drawn = b"".join(
        b"BT /F 12 Tf 0.02 %d %d 0.02 %d %d Tm <%s> Tj ET\n"
        % (way, -way, 200 + way * 30 * number, 400, text.encode("utf-16-be").hex().encode())
        for number, text in enumerate(lines)
    )

    got = read_file(pdf([], extra=drawn))

    assert got.text.split("\n") == lines
    assert "转了方向" in got.notices[0]


def test_a_page_that_is_turned_over_is_turned_back():
    lines = ["一、发给青竹小店。", "二、全年有效。"]
    drawn = b"".join(
        b"BT /F 12 Tf -1 0.02 -0.02 -1 500 %d Tm <%s> Tj ET\n"
        % (200 + 30 * number, text.encode("utf-16-be").hex().encode())
        for number, text in enumerate(lines)
    )

    got = read_file(pdf([], extra=drawn))

    assert got.text.split("\n") == lines
    assert "转了方向" in got.notices[0]


def test_a_character_that_cannot_be_measured_is_said():
    lone = b"BT /F 12 Tf 1 0 0 1 90 300 Tm <4e01> Tj ET\n"

    assert "字体" in read_file(pdf(written(BODY), extra=lone)).notices[0]


def test_bounds(monkeypatch):
    monkeypatch.setattr(pdf_file, "MAX_CHARACTERS", 5)
    with pytest.raises(ParsingError, match="万字"):
        read_file(pdf(written(BODY)))
    monkeypatch.setattr(pdf_file, "MAX_PAGES", 1)
    with pytest.raises(ParsingError, match="超过 1 页"):
        read_file(pdf(written(BODY), written(BODY)))


def test_streams_are_made_with_their_length():
    assert _stream(b"ab").startswith(b"<</Length 2>>")
