import pytest

from policies.intake import archive as archives
from policies.intake.lines import LineKind, ParsingError
from policies.intake.read import read_file
from policies.intake.word import body
from tests.policies.intake.packages import R, W, archive, cell, deleted, paragraph, relations, run, table, word
from tests.work import calls


def lines(*blocks: str, **others: str) -> list[str]:
    return read_file(word(*blocks, **others)).text.split("\n")


def test_the_main_part_may_have_any_name_and_any_namespace():
    assert lines(paragraph("办。"), main="word/document2.xml") == ["办。"]
    parts = {
        "_rels/.rels": relations(("officeDocument", "/word/document.xml")).replace(R, "http://purl.oclc.org/ooxml/x"),
        "word/document.xml": word_part(paragraph("办。")).replace(
            W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
        ),
    }
    assert read_file(archive(parts)).text == "办。"


def word_part(*blocks: str) -> str:
    return f'<w:document xmlns:w="{W}"><w:body>{"".join(blocks)}</w:body></w:document>'


def test_rows_carry_their_heads_and_merged_cells():
    heads = ["类别", "等次", "标准"]
    first = [cell("青竹", properties='<w:vMerge w:val="restart"/>'), "甲等", "3万元"]
    second = [cell(properties="<w:vMerge/>"), cell("每店只评一次", properties='<w:gridSpan w:val="2"/>')]

    assert lines(table(heads, first, second, ["榕树", "2万元", "2万元"])) == [
        "类别：青竹；等次：甲等；标准：3万元",
        "类别：青竹；等次、标准：每店只评一次",
        "类别：榕树；等次：2万元；标准：2万元",
    ]


def test_horizontal_merges_of_old_files_and_cells_before_the_first():
    beside = [cell("青竹", properties='<w:hMerge w:val="restart"/>'), cell(properties="<w:hMerge/>"), "3万元"]
    shifted = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("甲") + cell("2万元") + "</w:tr>"

    assert lines(table(["类别", "等次", "标准"], beside)) == ["类别、等次：青竹；标准：3万元"]
    assert lines(f"<w:tbl>{table(['类别', '等次', '标准'])[7:-8]}{shifted}</w:tbl>") == ["等次：甲；标准：2万元"]


def test_a_cell_that_claims_more_columns_than_memory_holds_is_one_cell():
    wide = cell("奖励", properties='<w:gridSpan w:val="2000000000"/>')

    assert lines(table([wide, "3万元"])) == ["奖励；3万元"]


def test_marked_head_rows_and_content_controls_around_rows():
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('2031年')}{cell('2032年')}</w:tr>"
    held = f"<w:sdt><w:sdtContent><w:tr>{cell('3万元')}{cell('4万元')}</w:tr></w:sdtContent></w:sdt>"

    assert lines(f"<w:tbl>{head}{held}</w:tbl>") == ["2031年：3万元；2032年：4万元"]


def test_deleted_rows_and_cells_are_left_out_and_said():
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph(deleted('旧')))}{cell('行')}</w:tr>"
    kept = f"<w:tr>{cell('甲')}{cell('9万元')}{cell('旧格', properties='<w:cellDel/>')}</w:tr>"

    got = read_file(word(f"<w:tbl>{gone}{kept}</w:tbl>"))

    assert got.text == "甲；9万元"
    assert "删去的表格行或单元格 2 处没有导入：“旧行”、“旧格”" in got.notices[0]


def test_a_table_in_a_cell_stays_with_its_row():
    inner = table(["首年", "9万元"], ["次年", "8万元"])

    got = read_file(word(table(["层次", "补贴"], ["甲类", cell(inner, "<w:p/>")])))

    assert got.lines[0].text == "层次：甲类；补贴：首年 9万元；次年 8万元"
    assert got.lines[0].kind is LineKind.ROW
    assert "嵌套" in got.notices[0]


def test_a_frame_around_text_is_no_table():
    framed = table([cell("一、事", "办。", table(["甲", "9万元"], ["乙", "8万元"]))])

    assert lines(framed) == ["一、事", "办。", "甲；9万元", "乙；8万元"]


def test_controls_around_blocks_and_breaks_inside_a_paragraph():
    held = f"<w:sdt><w:sdtContent>{paragraph('甲。')}</w:sdtContent></w:sdt>"
    broken = paragraph("联系人：丙", "<w:r><w:br/></w:r>", "电话：000")
    torn = paragraph("每家青竹小店每年最高可以发给补", "<w:r><w:br/></w:r>", "贴九万元。")

    assert lines(held, broken, torn) == ["甲。", "联系人：丙", "电话：000", "每家青竹小店每年最高可以发给补贴九万元。"]


def test_notes_stand_at_the_end_with_their_numbers():
    mark = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="6"/></w:r>'
    inner = paragraph("指九月。") + paragraph("另计。")
    notes = f'<w:footnote w:id="0">{paragraph("")}</w:footnote><w:footnote w:id="5">{inner}</w:footnote>'

    got = read_file(
        word(
            paragraph("第一条 青竹", mark, "店。", end),
            footnotes=notes,
            endnotes=f'<w:endnote w:id="6">{paragraph("完。")}</w:endnote>',
        )
    )

    assert [(line.text, line.kind) for line in got.lines] == [
        ("第一条 青竹店。", LineKind.TEXT),
        ("注1：指九月。", LineKind.NOTE),
        ("另计。", LineKind.NOTE),
        ("尾注1：完。", LineKind.NOTE),
    ]
    assert "脚注、尾注 2 条" in got.notices[0]


def test_comments_and_page_heads_are_named_unless_they_are_page_numbers():
    got = read_file(
        word(
            paragraph("办。"),
            comments=f'<w:comment w:id="1">{paragraph("待定")}</w:comment>',
            header1=paragraph("内部资料"),
            footer1=paragraph("第 1 页"),
        )
    )

    assert got.text == "办。"
    assert got.notices == ("批注 1 条没有导入：“待定”。", "页眉、页脚 1 处没有导入：“内部资料”。")


def test_contents_and_embedded_files_are_named():
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="TOC 1"/></w:style>'

    got = read_file(
        word(paragraph("一 3", properties='<w:pStyle w:val="T"/>'), "<w:altChunk/>", paragraph("办。"), styles=styles)
    )

    assert got.text == "办。"
    assert [notice[:2] for notice in got.notices] == ["目录", "引用"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a": "b"}, "压缩文件或别的办公文件"),
        ({"word/document.xml": "<x/>"}, "没有文字"),
        ({"word/document.xml": "<x"}, "已损坏"),
        ({"word/document.xml": "<x/>", "word/vbaProject.bin": "m"}, "含有宏"),
        ({"word/document.xml": "<x/>", "[Content_Types].xml": "macroEnabled"}, "含有宏"),
        ({"_rels/.rels": relations(("officeDocument", "xl/workbook.xml")), "xl/workbook.xml": "<x/>"}, "别的办公文件"),
        ({"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}, "实体"),
        ({"word/document.xml": b"0" * 5_000_000}, "解压后过大"),
    ],
)
def test_packages_that_are_refused(parts, said):
    with pytest.raises(ParsingError, match=said):
        read_file(archive(parts))


def test_bounds_hold_while_reading(monkeypatch):
    monkeypatch.setattr(archives, "MAX_TAGS", 50)
    with pytest.raises(ParsingError, match="解压后过大"):
        read_file(word(*[paragraph("办。")] * 20))
    monkeypatch.setattr(archives, "MAX_TAGS", 2_000_000)
    monkeypatch.setattr(body, "MAX_PARAGRAPHS", 5)
    with pytest.raises(ParsingError, match="超过"):
        read_file(word(*[paragraph("办。")] * 20))


def test_a_million_paragraphs_are_refused_at_once():
    data = word(*["<w:p/>"] * 1_150_000)

    def refused():
        with pytest.raises(ParsingError, match=r"过大|超过"):
            read_file(data)

    assert calls(refused) < 10_000


def test_tables_nested_too_deep_are_refused():
    nested = table(["底", "9"])
    for _ in range(12):
        nested = table([cell(nested), "9"], ["甲", "乙"])

    with pytest.raises(ParsingError, match="嵌套过深"):
        read_file(word(nested))


def test_a_raised_figure_of_a_style_is_raised():
    styles = '<w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'

    assert lines(paragraph("10", run("4", '<w:rStyle w:val="Up"/>'), "米"), styles=styles) == ["10^4米"]
