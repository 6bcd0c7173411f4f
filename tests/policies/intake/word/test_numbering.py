import pytest

from policies.intake.read import read_file
from policies.intake.word.numbering import written
from tests.policies.intake.packages import paragraph, word


def level(number: int, pattern: str, form: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>{more}</w:lvl>'


def lists(*levels: str, nums: str = '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="1">{"".join(levels)}</w:abstractNum>{nums}'


def item(text: str, depth: int = 0, number: int = 7) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=numbered)


def texts(*blocks: str, **others: str) -> list[str]:
    return read_file(word(*blocks, **others)).text.split("\n")


def test_numerals_of_levels_count_anew_below_each_other():
    made = lists(
        level(0, "%1、", "chineseCounting"), level(1, "（%2）", "chineseCounting"), level(2, "%1.%3.", "decimal")
    )

    blocks = (item("甲"), item("乙", 1), item("丙", 1), item("丁", 2), item("戊"), item("己", 1))

    assert texts(*blocks, numbering=made) == ["一、甲", "（一）乙", "（二）丙", "一.1.丁", "二、戊", "（一）己"]
    assert "自动编号 6 处" in read_file(word(*blocks, numbering=made)).notices[0]


def test_legal_numbering_writes_digits_and_a_start_is_kept():
    made = lists(
        level(0, "第%1章", "chineseCounting", '<w:start w:val="3"/>'), level(1, "%1.%2", "decimal", "<w:isLgl/>")
    )

    assert texts(item("甲"), item("乙", 1), numbering=made) == ["第三章 甲", "3.1 乙"]


def test_a_list_may_start_anew_and_have_levels_of_its_own():
    nums = (
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        f'<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}'
        "</w:lvlOverride></w:num>"
    )
    made = lists(level(0, "%1.", "decimal"), nums=nums)

    assert texts(item("甲"), item("乙"), item("丙", number=8), item("丁", number=8), numbering=made) == [
        "1.甲", "2.乙", "1.丙", "2.丁",
    ]  # fmt: skip
    assert texts(item("甲", number=9), numbering=made) == ["a)甲"]


def test_a_style_numbers_its_paragraphs():
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    )
    made = lists(level(0, "%1、", "chineseCounting"), level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="H2"/>'))
    headings = [
        paragraph(name, properties=f'<w:pStyle w:val="{style}"/>') for name, style in (("甲", "H"), ("乙", "H2"))
    ]

    assert texts(*headings, numbering=made, styles=styles) == ["一、甲", "（一）乙"]


@pytest.mark.parametrize("block", [item("甲", number=0), item("甲", number=99), item("甲", 5), paragraph("甲")])
def test_paragraphs_without_a_numeral(block):
    assert texts(block, numbering=lists(level(0, "%1、", "chineseCounting"))) == ["甲"]


def test_bullets_and_blank_paragraphs_get_no_numeral():
    made = lists(level(0, "●", "bullet"), level(1, "%2.", "decimal"))

    assert texts(item("甲"), item("", 1), item("乙", 1), numbering=made) == ["甲", "1.乙"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (12, "chineseCountingThousand", "十二"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "decimalZero", "03"),
        (12, "decimalFullWidth", "１２"),
        (28, "upperLetter", "BB"),
        (0, "lowerLetter", "0"),
        (14, "lowerRoman", "xiv"),
        (4, "upperRoman", "IV"),
        (2, "ideographTraditional", "乙"),
        (13, "ideographZodiac", "子"),
        (7, "unheard", "7"),
        (10_000, "chineseCounting", "10000"),
    ],
)
def test_forms_of_numerals(number, form, text):
    assert written(number, form) == text


def test_a_form_inside_alternate_content_is_found():
    wrapped = (
        '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="01, 02"/></mc:Choice></mc:AlternateContent>'
        '<w:lvlText w:val="%1."/>'
    )

    assert texts(item("甲"), numbering=lists(f'<w:lvl w:ilvl="0">{wrapped}</w:lvl>')) == ["01.甲"]
