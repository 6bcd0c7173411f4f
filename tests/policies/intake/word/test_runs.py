import pytest

from policies.intake.read import read_file
from tests.policies.intake.packages import deleted, inserted, paragraph, run, word

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = "<w:txbxContent>{}</w:txbxContent>"


def received(*parts: str, **others: str):
    return read_file(word(*(part if part.startswith("<w:p") else paragraph(part) for part in parts), **others))


def test_tracked_changes_are_accepted_and_said():
    got = received(
        paragraph("每店补", deleted("7"), inserted("9"), "万元，", inserted("不"), "可叠加。"),
        paragraph(inserted("新增一条。"), properties='<w:rPr><w:ins w:id="3"/></w:rPr>'),
        paragraph("旧位置", f'<w:moveFrom w:id="4">{run("挪走。")}</w:moveFrom>'),
        paragraph(f'<w:moveTo w:id="5">{run("挪来。")}</w:moveTo>'),
    )

    assert got.text == "每店补9万元，不可叠加。\n新增一条。\n旧位置\n挪来。"
    assert [notice[:5] for notice in got.notices] == ["修订：删去", "修订：插入", "修订：移动"]
    assert "“7”" in got.notices[0]
    assert "“不”" in got.notices[1]


def test_a_deleted_end_of_paragraph_joins_two_paragraphs():
    got = received(
        paragraph("每店补9万元，", properties='<w:rPr><w:del w:id="1"/></w:rPr>'),
        "每年一次。",
        paragraph(deleted("全没了")),
    )

    assert got.text == "每店补9万元，每年一次。"
    assert any("前后两段并作一段" in notice for notice in got.notices)


def test_a_deleted_end_before_nothing_keeps_its_text():
    assert received("甲。", paragraph("乙。", properties='<w:rPr><w:del w:id="1"/></w:rPr>')).text == "甲。\n乙。"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"<w:sdt><w:sdtContent>{run('9')}</w:sdtContent></w:sdt>", "补9万元"),
        (f"<w:smartTag>{run('9')}</w:smartTag>", "补9万元"),
        (f"<w:hyperlink>{run('9')}</w:hyperlink>", "补9万元"),
        (f'<w:fldSimple w:instr="DATE">{run("9")}</w:fldSimple>', "补9万元"),
        (FIELD.format("REF x", run("9")), "补9万元"),
        (FIELD.format("IF", FIELD.format("REF y", run("9"))), "补9万元"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "补☑万元"),
        ("<w:r><w:noBreakHyphen/></w:r>", "补-万元"),
        ("<w:sdt/>", "补万元"),
    ],
)
def test_what_stands_inside_other_elements_is_text(inner, text):
    got = received(paragraph("补", inner, "万元"))

    assert (got.text, got.notices) == (text, ())


def test_a_field_inside_an_instruction_is_no_text():
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))

    assert received(paragraph("补", begin, FIELD.format("REF y", run("9")), end, "万元")).text == "补万元"


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ("<w:strike/>", "删除线"),
        ('<w:dstrike w:val="1"/>', "删除线"),
        ("<w:vanish/>", "隐藏"),
        ('<w:rStyle w:val="Gone"/>', "删除线"),
    ],
)
def test_struck_and_hidden_text_is_left_out_and_said(properties, kind):
    styles = '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'

    got = received(paragraph("补", run("7", properties), "9万元。"), styles=styles)

    assert got.text == "补9万元。"
    assert kind in got.notices[0]
    assert "“7”" in got.notices[0]


def test_strike_that_is_switched_off_is_text():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Gone"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="character" w:styleId="Base"><w:rPr><w:strike/></w:rPr></w:style>'
    )
    properties = '<w:pStyle w:val="Old"/>'

    assert received(paragraph(run("9", '<w:strike w:val="0"/>')), styles=styles).text == "9"
    # The styles of run and paragraph cancel out.
    assert received(paragraph(run("9", '<w:rStyle w:val="Gone"/>'), properties=properties), styles=styles).text == "9"


def test_a_field_that_ends_in_struck_text_ends():
    end = '<w:r><w:rPr><w:strike/></w:rPr><w:t>x</w:t><w:fldChar w:fldCharType="end"/></w:r>'
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert received(paragraph("甲", begin, end, "乙。")).text == "甲乙。"


@pytest.mark.parametrize(
    ("base", "text", "place", "made"),
    [
        ("10", "4", "superscript", "10^4平米"),
        ("m", "2", "superscript", "m²平米"),
        ("10", "n", "superscript", "10^n平米"),
        ("甲", "①", "superscript", "甲①平米"),
        ("CO", "2", "subscript", "CO₂平米"),
        ("甲", "乙", "subscript", "甲乙平米"),
        ("10", "4", "baseline", "104平米"),
    ],
)
def test_raised_and_lowered_characters(base, text, place, made):
    assert received(paragraph(base, run(text, f'<w:vertAlign w:val="{place}"/>'), "平米")).text == made


def test_text_boxes_come_once_after_their_paragraph():
    inner = paragraph("截止五月。")
    shape = f"<mc:Choice><w:drawing>{BOX.format(inner)}</w:drawing></mc:Choice>"
    other = f"<mc:Fallback><w:pict>{BOX.format(inner)}</w:pict></mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{shape}{other}</mc:AlternateContent></w:r>"

    got = received(paragraph("范围。", both), "其他。")

    assert got.text == "范围。\n截止五月。\n其他。"
    assert "文本框 1 个" in got.notices[0]
    assert received(paragraph("甲", f"<w:r><w:pict>{BOX.format(inner)}</w:pict></w:r>")).text == "甲\n截止五月。"


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<w:r><w:drawing><a:blip/></w:drawing></w:r>", "图片 1 张没有导入，图中的文字请另行录入；位置：“甲。”"),
        ("<w:r><w:pict><v:imagedata/></w:pict></w:r>", "图片 1 张"),
        ("<w:r><w:drawing><a:chart/></w:drawing></w:r>", "图表"),
        ("<w:r><w:object><v:imagedata/><o:OLEObject/></w:object></w:r>", "嵌入对象"),
        ('<w:r><w:sym w:char="F123"/></w:r>', "符号"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('点此')}</w:sdtContent></w:sdt>", "“点此”"),
        ("<w:r><w:instrText>EQ x</w:instrText></w:r>", "“EQ x”"),
        (f"<w:r><w:ruby><w:rt>{run('pinyin')}</w:rt><w:rubyBase/></w:ruby></w:r>", "注音"),
    ],
)
def test_what_is_no_text_is_named(inner, said):
    assert said in received(paragraph("甲。", inner)).notices[0]


def test_a_choice_without_a_drawing_is_text():
    choice = f"<mc:Choice>{run('甲')}</mc:Choice><mc:Fallback>{run('乙')}</mc:Fallback>"

    assert received(paragraph(f"<mc:AlternateContent>{choice}</mc:AlternateContent>", "丙")).text == "甲丙"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<m:f><m:num>{a}</m:num><m:den>{b}</m:den></m:f>", "a/(b+1)"),
        ("<m:sSup><m:e>{a}</m:e><m:sup>{b}</m:sup></m:sSup>", "a^(b+1)"),
        ("<m:sSub><m:e>{a}</m:e><m:sub>{a}</m:sub></m:sSub>", "a_a"),
        ("<m:rad><m:deg/><m:e>{b}</m:e></m:rad>", "√(b+1)"),
        ("<m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e>{b}</m:e></m:d>", "[b+1)"),
        ("<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{a}</m:sub><m:e>{a}</m:e></m:nary>", "∑[a→]a"),
        ("{b}", "b+1"),
    ],
)
def test_formulas_are_written_on_one_line_and_said(formula, text):
    parts = {"a": "<m:r><m:t>a</m:t></m:r>", "b": "<m:r><m:rPr/><m:t>b+1</m:t></m:r>"}

    got = received(paragraph("得", f"<m:oMath>{formula.format(**parts)}</m:oMath>", "元。"))

    assert got.text == f"得{text}元。"
    assert "公式 1 处" in got.notices[0]
