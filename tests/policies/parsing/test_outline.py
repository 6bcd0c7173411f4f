import pytest

from policies.parsing.document import parse_document
from tests.policies.sample_document import document, message


def clauses(*body):
    return [(clause.path, clause.place, clause.text) for clause in parse_document(document(body=list(body))).clauses]


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
        ("2.1.2.1", "第二章第一节第二条", "奖励分两类："),
        ("2.1.2.1.1", "第二章第一节第二条（一）", "青竹店奖3万元；"),
        ("2.1.2.2.1", "第二章第一节第二条（二）", "榕树店奖5万元。"),
        ("2.1.2.2.2", "第二章第一节第二条（二）", "每年一次。"),
        ("2.1.2.2.3", "第二章第一节第二条（二）", "另行通知的除外。"),
        ("2.1.3.1", "第二章第一节第三条", "冒领的追回。"),
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


def test_second_list_goes_on_counting():
    paths = [path for path, _, _ in clauses("一、事", "1.甲。", "2.乙。", "（一）丙。", "（二）丁。")]

    assert paths == ["1.1.1", "1.2.1", "1.3.1", "1.4.1"]


def test_parts_in_chapters_count_for_themselves():
    paths = [
        path for path, _, _ in clauses("第一章 甲", "一、事", "办。", "第二章 乙", "一、事", "办。", "三、事", "办。")
    ]

    assert paths == ["1.1.1", "2.1.1", "2.3.1"]


@pytest.mark.parametrize(
    "line",
    ["第五条规定的办法照旧。", "3.5万元封顶。", "（一次性奖励）全部发清。", "2024年全年。", "第三条第二款照旧。"],
)
def test_line_that_only_looks_like_an_opening(line):
    assert [path for path, _, _ in clauses("一、事", line)] == ["1.1"]


def test_level_without_text_is_refused():
    assert message(document(body=["第一章 甲", "第二章 乙", "第一条 办。"])).startswith("第一章（第9行）只有标题“甲”")


def test_numeral_that_is_none_gets_the_next_number():
    assert [path for path, _, _ in clauses("第十十条 甲。", "第3条 乙。")] == ["1.1", "3.1"]
