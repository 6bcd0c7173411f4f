import pytest

from policies.intake.lines import Line, LineKind, Received
from policies.parsing.document import parse_document
from policies.parsing.locators import cited
from tests.policies.parsing.outlined import clauses, paths
from tests.policies.sample_document import document

TITLE = "绿谷市小店扶持的通知"


def test_articles_in_chapters():
    assert clauses(
        "第一章 总则",
        "第一条 为扶持小店。制定本办法。",
        "第二章 奖励",
        "第一节 标准",
        "第二条 奖励分两类：",
        "（一）青竹店奖3万元；",
        "（二）榕树店奖5万元。每年一次。",
        "另行通知的除外。",
        "第三条 罚则",
        "冒领的追回。",
    ) == [
        ("1.1.1", "第一章第一条", "为扶持小店。"),
        ("1.1.2", "第一章第一条", "制定本办法。"),
        ("2.1.2.1", "第二章第一节第二条第一款第1句", "奖励分两类："),
        ("2.1.2.1.1", "第二章第一节第二条第一款第（一）项", "青竹店奖3万元；"),
        ("2.1.2.2.1", "第二章第一节第二条第一款第（二）项", "榕树店奖5万元。"),
        ("2.1.2.2.2", "第二章第一节第二条第一款第（二）项", "每年一次。"),
        ("2.1.2.2", "第二章第一节第二条第二款第1句", "另行通知的除外。"),
        ("2.1.3.1", "第二章第一节第三条", "冒领的追回。"),
    ]


def test_items_of_items_and_headed_items_of_an_article():
    assert clauses(
        "第一条 分两类：", "（一）青竹店：", "1.老店。", "2.新店。", "（二）榕树店", "发9万元。", "第二条 完。"
    ) == [
        ("1.1", "第一条", "分两类："),
        ("1.1.1", "第一条第（一）项", "青竹店："),
        ("1.1.1.1", "第一条第（一）项第1目", "老店。"),
        ("1.1.2.1", "第一条第（一）项第2目", "新店。"),
        ("1.2.1", "第一条第（二）项", "发9万元。"),
        ("2.1", "第二条", "完。"),
    ]


def test_items_under_sections():
    assert clauses(
        "说明如下：",
        "一、发钱",
        "（一）青竹店",
        "1.一次发清。",
        "（1）现金",
        "（2）转账",
        "2.当面领取。",
        "（二）榕树店",
        "奖5万元。",
        "二、办事",
        "窗口全年无休。",
    ) == [
        ("0.1", "", "说明如下："),
        ("1.1.1.1", "第一部分（一）第1点", "一次发清。"),
        ("1.1.1.1.1", "第一部分（一）第1点（1）", "现金"),
        ("1.1.1.2.1", "第一部分（一）第1点（2）", "转账"),
        ("1.1.2.1", "第一部分（一）第2点", "当面领取。"),
        ("1.2.1", "第一部分（二）", "奖5万元。"),
        ("2.1", "", "窗口全年无休。"),
    ]


def test_items_inside_a_paragraph_and_what_follows_them():
    assert clauses("第一条 应当：（1）守法；（2）诚信。违者不发。", "第二条 完。") == [
        ("1.1", "第一条", "应当："),
        ("1.1.1", "第一条（1）", "守法；"),
        ("1.2.1", "第一条（2）", "诚信。"),
        ("1.2", "第一条", "违者不发。"),
        ("2.1", "第二条", "完。"),
    ]


def test_second_list_goes_on_counting_and_is_cited_apart():
    made = clauses("一、事", "1.甲。", "2.乙。", "（一）丙。", "（二）丁。", "（一）戊。")

    assert [path for path, _, _ in made] == ["1.1.1", "1.2.1", "1.3.1", "1.4.1", "1.5.1"]
    assert made[-1][1] == "第一部分（一）（第2处）"


def test_parts_in_chapters_count_for_themselves():
    assert paths("第一章 甲", "一、事", "办。", "第二章 乙", "一、事", "办。", "三、事", "办。") == [
        "1.1.1",
        "2.1.1",
        "2.3.1",
    ]


def test_parts_inside_articles():
    assert clauses("第一条 分两类：", "一、青竹店；", "二、榕树店。", "第二条 完。")[1:3] == [
        ("1.1.1", "第一条第一项", "青竹店；"),
        ("1.2.1", "第一条第二项", "榕树店。"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1.1 甲", "办。", "1.2 乙", "办。"], ["1.1", "2.1"]),
        (["①甲。", "②乙。"], ["1.1", "2.1"]),
        (["1）甲。", "2）乙。"], ["1.1", "2.1"]),
        (["a. 甲。", "b. 乙。"], ["1.1", "2.1"]),
        (["第一部分 甲", "办。", "第二部分 乙", "办。"], ["1.1", "2.1"]),
        (["一．甲", "办。", "二．乙", "办。"], ["1.1", "2.1"]),
        (["【第一条】甲。", "【第二条】乙。"], ["1.1", "2.1"]),
        (["第九条 甲。", "第十条 乙。"], ["9.1", "10.1"]),
    ],
)
def test_numerals_of_all_kinds_open_levels(lines, expected):
    assert paths(*lines) == expected


def test_inserted_articles_are_articles_of_their_own():
    assert clauses("第十条 甲。", "第十条之一 乙。", "第十条之二 丙。", "第十一条 丁。") == [
        ("10.1", "第十条", "甲。"),
        ("10-1.1", "第十条之一", "乙。"),
        ("10-2.1", "第十条之二", "丙。"),
        ("11.1", "第十一条", "丁。"),
    ]


@pytest.mark.parametrize(
    "line",
    ["第五条规定的办法照旧。", "3.5万元封顶。", "（一次性奖励）全部发清。", "2024年全年。", "第三条第二款照旧。"],
)
def test_line_that_only_looks_like_an_opening(line):
    assert paths("一、事", line) == ["1.1"]


def test_levels_without_text_are_text_themselves():
    assert clauses("一、发钱", "二、办事", "三、收工") == [
        ("1.1", "", "发钱"),
        ("2.1", "", "办事"),
        ("3.1", "", "收工"),
    ]


def test_numeral_that_is_none_gets_the_next_number():
    assert paths("第十十条 甲。", "第3条 乙。") == ["1.1", "3.1"]


def test_gaps_and_repeated_numbers_are_said():
    parsed = parse_document(document(body=["一、甲", "办。", "三、乙", "办。", "三、丙", "办。"]))

    assert [clause.path for clause in parsed.clauses] == ["1.1", "3.1", "4.1"]
    assert [clause.place for clause in parsed.clauses] == ["", "", "第三部分（第2处）"]
    assert sum("序号不连续" in notice for notice in parsed.notices) == 2


@pytest.mark.parametrize("mark", ["问：", "Q:", "问题：", "【问】："])
def test_questions_hold_their_answers(mark):
    assert clauses(f"{mark}谁能领？", "答：小店能领。", "全年能领。", f"{mark}领多少？", "答：9万元。") == [
        ("1.1", "第1问", f"{mark}谁能领？"),
        ("1.2", "第1问", "答：小店能领。"),
        ("1.3", "第1问", "全年能领。"),
        ("2.1", "第2问", f"{mark}领多少？"),
        ("2.2", "第2问", "答：9万元。"),
    ]


def test_questions_keep_their_own_numbers():
    assert [path for path, _, _ in clauses("问1：谁能领？", "答：小店。", "问三：领多少？", "答：9万元。")] == [
        "1.1", "1.2", "3.1", "3.2",
    ]  # fmt: skip


def test_text_without_levels_is_cut_by_paragraphs():
    assert clauses("甲。乙。", "丙。") == [
        ("1.1", "第一段", "甲。"),
        ("1.2", "第一段", "乙。"),
        ("2.1", "第二段", "丙。"),
    ]


def test_rows_are_cited_as_rows():
    rows = [
        Line(number, f"项目：{name}；标准：9万元。另计", LineKind.ROW, (name, "9万元。另计"))
        for number, name in ((3, "甲"), (4, "乙"))
    ]

    def cites(*before: Line) -> list[tuple[str, str]]:
        parsed = parse_document(Received((Line(1, TITLE), *before, *rows), "docx"))
        return [(clause.path, cited(clause.path, clause.place)) for clause in parsed.clauses]

    assert cites(Line(2, "第一条 如下。")) == [
        ("1.1", "第一条第1句"),
        ("1.2", "第一条表格第1行"),
        ("1.3", "第一条表格第2行"),
    ]
    assert cites(Line(2, "如下。"))[1:] == [("2.1", "第二段表格第1行"), ("2.2", "第二段表格第2行")]


def test_no_two_clauses_have_one_citation():
    body = [
        "一、甲",
        "（一）乙。",
        "（一）丙。",
        "一、丁",
        "（一）戊。",
        "附件1",
        "一、己。",
        "附件1",
        "一、庚。",
        "附则",
        "辛。",
        "附则",
        "壬。",
    ]

    places = [cited(clause.path, clause.place) for clause in parse_document(document(body=body)).clauses]

    assert len(set(places)) == len(places)


def test_a_heading_right_above_an_article_is_a_level_above_it():
    assert clauses(
        "一、奖励", "（一）青竹", "第1条 发9万元。", "第 2 条 发8万元。", "（二）榕树", "第 1 0 条 发7万元。"
    ) == [
        ("1.1.1.1", "第一部分（一）第1条", "发9万元。"),
        ("1.1.2.1", "第一部分（一）第2条", "发8万元。"),
        ("1.2.10.1", "第一部分（二）第10条", "发7万元。"),
    ]
