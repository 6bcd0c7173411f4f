import pytest

from policies.intake.lines import Line, LineKind, Received
from policies.parsing.document import parse_document
from tests.policies.parsing.outlined import clauses, paths

TITLE = "绿谷市小店扶持的通知"


@pytest.mark.parametrize("heading", ["附则", "附　则", "【附则】"])
def test_closing_part_without_a_number(heading):
    made = clauses("一、甲", "办。", heading, "由局解释。", "一、今日施行。")

    assert made[1:] == [("f.1", "附则", "由局解释。"), ("f.1.1", "附则第一部分", "今日施行。")]


def test_annexes_count_for_themselves():
    made = clauses(
        "一、甲",
        "办。",
        "附件：1.青竹要点",
        "2.榕树表",
        "附件1",
        "绿谷市青竹评选要点",
        "一、年满三岁。",
        "附件2：榕树表",
        "填一填。",
    )

    assert made == [
        ("1.1", "", "办。"),
        ("1.2", "", "附件：1.青竹要点"),
        ("1.3", "", "2.榕树表"),
        ("a1.1.1", "附件1《绿谷市青竹评选要点》第一部分", "年满三岁。"),
        ("a2.1", "附件2《榕树表》", "填一填。"),
    ]


def test_annexes_without_numbers_and_with_the_same_number():
    made = clauses("一、甲", "办。", "附件", "第一条 乙。", "附件1", "丙。", "附录", "丁。")

    assert [path for path, _, _ in made] == ["1.1", "a1.1.1", "a2.1", "a3.1"]


@pytest.mark.parametrize("last", ["附件", "附件：1.申报表", "附件1：申报表。", "附：说明"])
def test_mentions_of_annexes_are_text(last):
    assert clauses("一、甲", "办。", last)[-1] == ("1.2", "", last)


def test_several_texts_in_one_notice():
    made = clauses(
        "现印发两个办法。",
        "青竹小店办法",
        "第一条 甲。",
        "第二条 乙。",
        "榕树小店办法",
        "第一条 丙。",
        "附则",
        "第二条 丁。",
    )

    assert made == [
        ("0.1", "", "现印发两个办法。"),
        ("1.1", "《青竹小店办法》第一条", "甲。"),
        ("2.1", "《青竹小店办法》第二条", "乙。"),
        ("p2.1.1", "《榕树小店办法》第一条", "丙。"),
        ("p2.f.2.1", "《榕树小店办法》附则第二条", "丁。"),
    ]


def test_numbering_that_begins_anew_opens_a_further_text():
    assert clauses("一、甲", "办。", "一、乙", "办。", "一、丙", "办。") == [
        ("1.1", "", "办。"),
        ("p2.1.1", "第二篇第一部分", "办。"),
        ("p3.1.1", "第三篇第一部分", "办。"),
    ]


def test_one_text_below_its_notice_keeps_plain_paths():
    assert paths("现印发给你们。", "绿谷市小店办法", "第一条 甲。", "第二条 乙。")[-2:] == ["1.1", "2.1"]


def test_notes_are_parts_of_their_own():
    lines = [
        Line(1, TITLE),
        Line(2, "第一条 甲。"),
        Line(3, "注1：乙。丙。", LineKind.NOTE),
        Line(4, "丁。", LineKind.NOTE),
    ]

    parsed = parse_document(Received((*lines, Line(5, "注2：戊。", LineKind.NOTE)), "docx"))

    assert [(clause.path, clause.place, clause.text) for clause in parsed.clauses] == [
        ("1.1", "第一条", "甲。"),
        ("n1.1", "注1", "乙。"),
        ("n1.2", "注1", "丙。"),
        ("n1.3", "注1", "丁。"),
        ("n2.1", "注2", "戊。"),
    ]


def test_annexes_that_begin_with_a_numbered_heading():
    made = clauses(
        "一、甲", "按附件1办。", "附件1：补助标准", "一、设备", "发9万元。", "附件2：除外目录", "（一）家具。"
    )

    assert [(path, place) for path, place, _ in made[1:]] == [
        ("a1.1.1", "附件1《补助标准》第一部分"),
        ("a2.1.1", "附件2《除外目录》（一）"),
    ]


def test_a_line_with_items_inside_is_no_heading():
    assert [text for _, _, text in clauses("第一条 甲。", "一、不发的情形：①关门的；②冒领的。")] == [
        "甲。",
        "不发的情形：",
        "关门的；",
        "冒领的。",
    ]
