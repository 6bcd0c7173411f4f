import pytest

from policies.intake import ofd as ofd_file
from policies.intake.lines import ParsingError
from policies.intake.read import read_file
from tests.policies.intake.packages import archive
from tests.policies.intake.pages import OFD, ofd, text_object, written

BODY = ["第一条每家青竹小店发给一次性补贴9万元。", "第二条全年有效。"]
SIZED = [(x / 3, y / 3, size / 3, text) for x, y, size, text in written(BODY)]


def texts(*objects: str, **parts: str) -> list[str]:
    return read_file(ofd([], more="".join(objects), **parts)).text.split("\n")


def test_text_objects_are_read_in_reading_order():
    assert read_file(ofd(list(reversed(SIZED)))).text.split("\n") == BODY
    assert read_file(ofd(SIZED)).kind == "ofd"


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ("g 2 5", "甲乙丙"),
        ("5", "甲乙丙"),
        ("5 40", "甲乙 丙"),
        ("", "甲乙丙"),
    ],
)
def test_distances_between_characters(steps, text):
    assert texts(text_object(30, 40, 5, "甲乙丙", steps=steps)) == [text]


def test_spaces_part_words_and_lines_in_one_object_are_lines():
    assert texts(text_object(30, 40, 5, "甲 乙")) == ["甲乙"]
    moved = '<ofd:TextObject Boundary="30 40 200 50" Size="5">'
    moved += '<ofd:TextCode X="0" Y="5" DeltaX="5" DeltaY="0">甲乙</ofd:TextCode>'
    moved += '<ofd:TextCode X="0" Y="15" DeltaX="5">丙丁</ofd:TextCode></ofd:TextObject>'
    assert texts(moved) == ["甲乙丙丁"]


def test_a_matrix_moves_and_scales():
    objects = [text_object(30, 40, 5, "甲", 'CTM="2 0 0 2 0 0"'), text_object(60, 45, 10, "乙丙")]

    assert "".join(texts(*objects)).replace(" ", "") == "甲乙丙"


def test_turned_hidden_and_blocked_text():
    objects = [
        text_object(30, 40, 5, "竖", 'CTM="0 1 -1 0 0 0"'),
        text_object(30, 60, 5, "藏", 'Visible="false"'),
        f"<ofd:PageBlock>{text_object(30, 80, 5, '办理。')}</ofd:PageBlock>",
    ]

    got = read_file(ofd([], more="".join(objects)))

    assert got.text == "办理。"
    assert [notice[:2] for notice in got.notices] == ["隐藏", "竖排"]


def turned(number: int, text: str, way: int) -> str:
    """A text object that reads down or up the page; lines follow from right to left or from left to right."""
    x = 100 - 10 * number if way > 0 else 100 + 10 * number
    y = 40 if way > 0 else 240
    steps = f"g {len(text) - 1} 5"
    return (
        f'<ofd:TextObject Boundary="{x} {y} 9 200" Size="5" CTM="0 {way} {-way} 0 0 0">'
        f'<ofd:TextCode X="0" Y="0" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


@pytest.mark.parametrize("way", [1, -1])
def test_a_page_that_is_turned_is_turned_back(way):
    lines = ["一、发给青竹小店。", "二、全年有效。"]
    mark = text_object(30, 40, 5, "斜", 'CTM="0.7 0.7 -0.7 0.7 0 0"')

    got = read_file(ofd([], more="".join(turned(n, text, way) for n, text in enumerate(lines)) + mark))

    assert got.text.split("\n") == lines
    assert [notice[:4] for notice in got.notices] == ["竖排或斜", "有 1 "]


def test_templates_and_annotations_are_named():
    listed = f"<ofd:Annotations {OFD}><ofd:Page><ofd:FileLoc>0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>"
    page = f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{{}}</ofd:Layer></ofd:Content>{{}}</ofd:Page>"
    use = '<ofd:Template TemplateID="9"/>'
    document = (
        f'<ofd:Document {OFD}><ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Tpl.xml"/></ofd:CommonData><ofd:Pages>'
        '<ofd:Page BaseLoc="Pages/0.xml"/><ofd:Page BaseLoc="Pages/0.xml"/></ofd:Pages>'
        "<ofd:Annotations>Annots/All.xml</ofd:Annotations></ofd:Document>"
    )
    parts = {
        "Doc_0/Document.xml": document,
        "Doc_0/Pages/0.xml": page.format("".join(text_object(*one) for one in SIZED), use),
        "Doc_0/Tpl.xml": page.format(text_object(30, 10, 4, "绿谷市公报"), ""),
        "Doc_0/Annots/All.xml": listed,
        "Doc_0/Annots/0.xml": page.format(text_object(30, 10, 4, "作废"), ""),
    }

    got = read_file(ofd([], **parts))

    assert "绿谷市公报" not in got.text
    assert got.notices[:2] == ("签章或批注 1 处没有导入：“作废”。", "页眉、页脚 1 处没有导入：“绿谷市公报”。")


def test_pictures_attachments_and_signatures_are_named():
    attached = f'<ofd:Attachments {OFD}><ofd:Attachment ID="1" Name="清单"/></ofd:Attachments>'

    got = read_file(ofd(SIZED, more="<ofd:ImageObject/>", **{"Doc_0/Attachments.xml": attached}))

    assert [notice[:2] for notice in got.notices] == ["附件", "图片"]
    with pytest.raises(ParsingError, match="扫描"):
        read_file(ofd([], more="<ofd:ImageObject/>"))
    body = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures/></ofd:DocBody>"
    signed = f"<ofd:OFD {OFD}>{body}</ofd:OFD>"
    assert "签章" in read_file(ofd(SIZED, **{"OFD.xml": signed})).notices[0]


def test_addresses_from_the_root_of_the_package():
    document = f'<ofd:Document {OFD}><ofd:Pages><ofd:Page BaseLoc="Doc_0/Pages/0.xml"/></ofd:Pages></ofd:Document>'

    assert read_file(ofd(SIZED, **{"Doc_0/Document.xml": document})).text.split("\n") == BODY


@pytest.mark.parametrize(
    "parts",
    [
        {"OFD.xml": "<x"},
        {"OFD.xml": "<x><DocBody><DocRoot>none.xml</DocRoot></DocBody></x>"},
        {
            "OFD.xml": "<x><DocBody><DocRoot>d.xml</DocRoot></DocBody></x>",
            "d.xml": '<x><Pages><Page BaseLoc="p.xml"/></Pages></x>',
        },
    ],
)
def test_damaged_files_are_refused(parts):
    with pytest.raises(ParsingError, match="已损坏"):
        read_file(archive(parts))


@pytest.mark.parametrize("parts", [{"OFD.xml": "<x><DocBody/></x>"}, {"OFD.xml": "<x/>"}])
def test_files_without_text_are_refused(parts):
    with pytest.raises(ParsingError, match="没有文字"):
        read_file(archive(parts))


def test_bounds(monkeypatch):
    monkeypatch.setattr(ofd_file, "MAX_OBJECTS", 1)
    with pytest.raises(ParsingError, match="文字过多"):
        read_file(ofd(SIZED))
    monkeypatch.setattr(ofd_file, "MAX_PAGES", 1)
    with pytest.raises(ParsingError, match="超过 1 页"):
        read_file(ofd(SIZED, SIZED))
