import pytest

from policies.intake.lines import LineKind
from policies.intake.read import read_file
from tests.policies.intake.pages import ofd, pdf, written

TITLE = (150, 60, 18, "绿谷市小店扶持办法")
BODY = [
    "第一条为帮助本市小店平稳过冬，根据上级的部署和本市的实际情况，制定本办法。",
    "第二条每家青竹小店发给一次性补贴9万元，榕树小店发给8万元，全年不变，另有规定的除外。",
    "第三条下列小店不发：",
    "（一）已经关门停业的；",
    "（二）近三年有违法记录，被列入名单的。",
]
KINDS = pytest.mark.parametrize("made", [pdf, ofd], ids=["pdf", "ofd"])


def texts(data: bytes) -> list[str]:
    return read_file(data).text.split("\n")


@KINDS
@pytest.mark.parametrize("indent", [0, 2])
def test_lines_are_joined_to_paragraphs(made, indent):
    assert texts(made([TITLE, *written(BODY, indent=indent)])) == [TITLE[3], *BODY]


@KINDS
def test_a_title_over_two_lines_is_one(made):
    title = [(150, 60, 18, "绿谷市商务局关于印发"), (170, 88, 18, "小店扶持办法的通知")]

    assert texts(made([*title, *written(BODY, top=130)])) == ["绿谷市商务局关于印发小店扶持办法的通知", *BODY]


@KINDS
def test_paragraphs_go_on_over_the_end_of_a_page(made):
    lines = written(BODY)
    later = [(x, y - lines[5][1] + 100, size, text) for x, y, size, text in lines[5:]]
    head, feet = (250, 40, 9, "绿谷市公报"), [(290, 800, 9, f"— {number} —") for number in (1, 2)]

    got = read_file(made([head, TITLE, *lines[:5], feet[0]], [head, *later, feet[1]]))

    assert got.text.split("\n") == [TITLE[3], *BODY]
    assert "页眉、页脚 2 处没有导入：“绿谷市公报”" in got.notices[0]


@KINDS
@pytest.mark.parametrize("number", ["1", "- 1 -", "第 1 页", "第1页 共3页", "1/3"])
def test_page_numbers_are_no_text(made, number):
    assert texts(made([*written(BODY), (290, 800, 9, number)])) == BODY


@KINDS
def test_two_columns_are_read_one_after_the_other(made):
    last = "全市的榕树小店都能领，领完为止，逾期不补发。"
    left = written(["一、青竹", BODY[0][3:] + "全年有效，各区执行。", BODY[1][3:]], left=60, letters=16, indent=0)
    right = written(["二、榕树", BODY[1][3:], last], left=320, letters=16, indent=0)
    pairs = [one for pair in zip(left, right, strict=False) for one in pair]

    got = read_file(made([TITLE, *pairs, *left[len(right) :]]))

    assert got.text.split("\n")[1:] == [
        "一、青竹",
        BODY[0][3:] + "全年有效，各区执行。",
        BODY[1][3:],
        "二、榕树",
        BODY[1][3:],
        last,
    ]
    assert "两栏" in got.notices[0]


@KINDS
def test_rows_of_a_table_keep_their_cells(made):
    rows = [("类别", "等次", "标准"), ("青竹", "甲等", "9万元"), ("", "乙等", "8万元"), ("榕树", "甲等", "7万元")]
    cells = [
        (90 + 120 * column, 200 + 20 * number, 12, text)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]

    got = read_file(made([*written(["按下表发。"]), *cells, *written(["全年有效。"], top=300)]))

    assert [(line.text, line.kind) for line in got.lines] == [
        ("按下表发。", LineKind.TEXT),
        ("类别：青竹；等次：甲等；标准：9万元", LineKind.ROW),
        ("类别：青竹；等次：乙等；标准：8万元", LineKind.ROW),
        ("类别：榕树；等次：甲等；标准：7万元", LineKind.ROW),
        ("全年有效。", LineKind.TEXT),
    ]


@KINDS
def test_radicals_are_read_as_characters(made):
    got = read_file(made(written(["⼀、发给⼩店", "每⽉发⼋万元，⻓期有效。"])))

    assert got.text == "一、发给小店\n每月发八万元，长期有效。"
    assert any("部首" in notice for notice in got.notices)


@KINDS
def test_text_drawn_twice_is_read_once(made):
    assert texts(made([TITLE, (150.4, 60, 18, TITLE[3]), *written(BODY)]))[0] == TITLE[3]


@KINDS
def test_latin_words_keep_their_spaces(made):
    assert texts(made([(90, 100, 12, "alpha"), (127, 100, 12, "beta")])) == ["alpha beta"]


@KINDS
def test_a_line_that_other_pages_have_too_is_no_margin_inside_the_text(made):
    pages = [
        written([f"{numeral}、{BODY[0][3:]}" for numeral in numerals]) for numerals in ("一二三", "四五六", "七八九")
    ]

    assert texts(made(*pages)) == [f"{numeral}、{BODY[0][3:]}" for numeral in "一二三四五六七八九"]


@KINDS
def test_a_date_at_the_right_ends_a_signature(made):
    lines = written(["一、发给小店9万元。"], indent=0)
    below = [(300, 160, 12, "绿谷市政府"), (300, 180, 12, "2031年3月1日"), (90, 200, 12, "此件公开发布")]

    assert texts(made([*lines, *below]))[-2:] == ["2031年3月1日", "此件公开发布"]


@KINDS
def test_lines_that_are_all_short_are_not_joined(made):
    lines = ["联系人章三", "电话0371", "地址青竹路"]

    assert texts(made([(90, 100 + 20 * place, 12, text) for place, text in enumerate(lines)])) == lines


@KINDS
def test_a_small_head_far_above_the_only_page_is_named(made):
    title = (150, 110, 18, TITLE[3])
    got = read_file(made([(400, 30, 8, "绿谷市公报"), title, *written(BODY, top=140)]))

    assert got.text.split("\n") == [TITLE[3], *BODY]
    assert "绿谷市公报" in got.notices[0]


@KINDS
def test_columns_whose_first_line_is_indented(made):
    left = written([BODY[0], BODY[1]], left=60, letters=16)
    right = written([BODY[1], BODY[0]], left=320, letters=16)

    assert texts(made([TITLE, *left, *right]))[1:] == [BODY[0], BODY[1], BODY[1], BODY[0]]
