import datetime
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.intake.lines import ParsingError, numbered_lines
from policies.intake.text import decode
from policies.parsing.document import MOST_IN_SENTENCE, MOST_SENTENCES, ParsedClause, parse_body, parse_document
from policies.parsing.levels import opening_of
from policies.parsing.locators import PATH, cited
from policies.parsing.sentences import fingerprint, normalise
from policies.text.whitespace import INVISIBLE
from tests.policies.sample_document import BODY, HEADER, TITLES, document, message, texts

BODY_TEXT = st.text(alphabet="甲乙丙3０。！？!?.,，、：:“”\"'（）()〕》 \u3000\u200b一二", max_size=60)
PARAGRAPH = BODY_TEXT.filter(
    lambda text: normalise(text) and not re.match(r"\W*[一二]", text) and not opening_of(text.strip(INVISIBLE))
)
LINES = st.sampled_from([*HEADER, *TITLES, *BODY, "", "•", "索引号：", "标题：说明", "2031-99-99", "三、事", "百、"])


def paths(text: str) -> list[str]:
    return [clause.path for clause in parse_document(text).clauses]


@pytest.mark.parametrize("text", ["", " \n\u3000\n\ufeff"])
def test_document_empty(text):
    assert message(text).startswith("文件是空的")


def test_clauses_of_a_document():
    clauses = parse_document(document()).clauses

    mark = fingerprint("每家小店发3万元。")
    assert clauses[3] == ParsedClause(4, "1.1", "发钱", "每家小店发3万元。", mark, headings=("发钱",))
    assert [(clause.position, clause.path, clause.section_heading, clause.text) for clause in clauses] == [
        (1, "0.1", "", "尊敬的委员:"),
        (2, "0.2", "", "来信收到。"),
        (3, "0.3", "", "现说明如下:"),
        (4, "1.1", "发钱", "每家小店发3万元。"),
        (5, "1.2", "发钱", "“能不能再多?”"),
        (6, "1.3", "发钱", "可以!"),
        (7, "1.4", "发钱", "另有补贴"),
        (8, "2.1", "办事", "窗口全年无休。"),
    ]


def test_clauses_line_ends_and_indents_do_not_matter():
    windows = document().replace("\n", "\r\n\r\n\u3000\u3000").replace(TITLES[0] + "\r\n\r\n", TITLES[0] + "\r\n")

    assert parse_document(windows).clauses == parse_document(document()).clauses


def test_clauses_first_section_may_open_the_body():
    assert paths(document(body=BODY[2:])) == ["1.1", "1.2", "1.3", "1.4", "2.1"]


def test_clauses_text_after_the_numeral_stays_citable():
    parsed = parse_document(document(body=["一、发3万元。一次发清。", "二 、 办事", "三餐、茶水全包。"]))

    assert [(clause.path, clause.section_heading, clause.text) for clause in parsed.clauses] == [
        ("1.1", "", "发3万元。"),
        ("1.2", "", "一次发清。"),
        ("2.1", "办事", "三餐、茶水全包。"),
    ]


def test_clauses_more_than_ten_sections():
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    body = [line for numeral in numerals for line in (f"{numeral}、事", "办。")]

    assert paths(document(body=body)) == [f"{number}.1" for number in range(1, 13)]


@pytest.mark.parametrize("body", [[], ["主办单位：甲"]])
def test_text_without_a_body_is_refused(body):
    assert message(document(body=body)) == "标题和页头之后没有正文，请核对文件是否完整。"


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        (["主办单位：甲", "承办：乙", "联系电话：000", "绿ICP备000号"], []),
        (["主办:甲"], []),
        (["主办单位：甲", "欢迎参加。"], ["主办单位：甲", "欢迎参加。"]),
        (["主办单位：甲", "甲公司"], ["主办单位：甲", "甲公司"]),
        (["主办单位：甲", "地址在市中心。"], ["主办单位：甲", "地址在市中心。"]),
        (["地址：中心街"], ["地址：中心街"]),
    ],
)
def test_footer_is_no_clause(end, kept):
    assert texts(document(body=["一、事", "办。", *end])) == ["办。", *kept]


def test_footer_is_said():
    parsed = parse_document(document(body=["一、事", "办。", "主办单位：甲", "承办：乙"]))

    assert parsed.notices == ("页尾没有导入：“主办单位：甲”。",)
    assert parsed.left_out == ("主办单位：甲", "承办：乙")


@given(
    st.text(st.characters())
    | st.lists(LINES | BODY_TEXT, max_size=20).map("\n".join)
    | st.lists(BODY_TEXT | LINES, max_size=8).map(lambda lines: document(body=lines))
)
def test_any_text_is_parsed_or_refused(text):
    try:
        clauses = parse_document(text).clauses
    except ParsingError:
        return
    assert [clause.position for clause in clauses] == list(range(1, len(clauses) + 1))
    assert len({clause.path for clause in clauses}) == len(clauses)
    assert len({cited(clause.path, clause.place) for clause in clauses}) == len(clauses)
    assert all(re.fullmatch(PATH, clause.path) for clause in clauses)
    assert all(normalise(clause.text) for clause in clauses)


@given(st.lists(PARAGRAPH, min_size=1, max_size=4), st.lists(PARAGRAPH, min_size=1, max_size=4))
def test_clauses_of_a_section_reproduce_its_text(first, second):
    parsed = parse_document(document(body=["一、甲", *first, "二、乙", *second]))

    for section, paragraphs in (("1.", first), ("2.", second)):
        clauses = [clause.text for clause in parsed.clauses if clause.path.startswith(section)]
        assert normalise("".join(clauses)) == normalise("".join(paragraphs))


@pytest.mark.reply
def test_reply_is_read_whole(reply_bytes):
    parsed = parse_document(decode(reply_bytes))

    sections = Counter(clause.path.split(".")[0] for clause in parsed.clauses)
    assert sections == {"0": 3, "1": 8, "2": 8, "3": 8, "4": 6, "5": 6}
    assert len(parsed.clauses) == 39
    assert parsed.header.written_on == datetime.date(2024, 6, 28)
    assert parsed.header.published_on == datetime.date(2024, 7, 23)
    assert parsed.header.title.startswith("关于促进")
    assert parsed.header.subtitle.startswith("关于市")
    headings = {clause.path[0]: clause.section_heading for clause in parsed.clauses}
    assert headings["0"] == ""
    assert all(headings[section] for section in "12345")


@pytest.mark.reply
def test_reply_survives_gb18030(reply_bytes):
    text = decode(reply_bytes)

    assert decode(text.encode("gb18030")) == text


def test_a_sentence_longer_than_any_real_one_is_refused_with_its_beginning():
    longest = "甲" * (MOST_IN_SENTENCE - 1) + "。"

    assert [clause.text for clause in parse_body(numbered_lines(f"一、总则\n{longest}"))] == [longest]
    with pytest.raises(ParsingError, match=f"“甲+…”起的一句超过 {MOST_IN_SENTENCE} 字"):
        parse_body(numbered_lines(f"一、总则\n甲{longest}"))


def test_more_sentences_than_any_text_has_are_refused():
    assert len(parse_body(numbered_lines("一、总则\n" + "甲。" * MOST_SENTENCES))) == MOST_SENTENCES
    with pytest.raises(ParsingError, match=f"超过 {MOST_SENTENCES} 句（“乙。”起）"):
        parse_body(numbered_lines("一、总则\n" + "甲。" * MOST_SENTENCES + "乙。丙。"))


def test_notice_and_what_it_issues():
    text = (
        "关于印发绿谷市小店扶持办法的通知\n绿小企〔2031〕7号\n各区政府：\n现印发给你们，请执行。\n绿谷市中小企业局\n2031年3月8日\n"
        "绿谷市小店扶持办法\n第一章 总则\n第一条 扶持小店。\n附件：1.申请表\n2.承诺书"
    )

    parsed = parse_document(text)

    assert [(clause.path, clause.text) for clause in parsed.clauses] == [
        ("0.1", "各区政府："),
        ("0.2", "现印发给你们，请执行。"),
        ("1.1.1", "扶持小店。"),
        ("1.1.2", "附件：1.申请表"),
        ("1.1.3", "2.承诺书"),
    ]
    assert (parsed.header.issuer, str(parsed.header.written_on)) == ("绿谷市中小企业局", "2031-03-08")
    assert "所印发文件的标题没有作为条款导入：“绿谷市小店扶持办法”。" in parsed.notices
    assert parsed.left_out == ("绿谷市中小企业局", "2031年3月8日", "绿谷市小店扶持办法")


def test_notice_without_a_signature_above_what_it_issues():
    text = "关于印发绿谷市小店扶持办法的通知\n各区政府：\n现印发给你们。\n《绿谷市小店扶持办法》\n一、扶持\n奖3万元。"

    parsed = parse_document(text)

    assert [clause.text for clause in parsed.clauses] == ["各区政府：", "现印发给你们。", "奖3万元。"]


def test_line_that_states_something_behind_a_label_is_text():
    parsed = parse_document(
        "绿谷市通知\n一、受理时间：6月1日至6月30日\n二、支持小店，\n发3万元。\n三、其他\n另行通知。"
    )

    assert [(clause.path, clause.text) for clause in parsed.clauses] == [
        ("1.1", "受理时间：6月1日至6月30日"),
        ("2.1", "支持小店，"),
        ("2.2", "发3万元。"),
        ("3.1", "另行通知。"),
    ]


def test_titles_that_are_broken_over_lines_with_blanks_between():
    text = (
        "绿谷市政府关于印发绿谷市\n\n加大支持小店\n\n实施方案的通知\n\n绿政〔2031〕9号\n\n各区政府：\n\n现印发给你们。\n\n"
        "绿谷市政府\n\n2031年3月8日\n\n绿谷市加大支持\n\n小店的实施方案\n\n一、扶持\n\n奖3万元。"
    )

    parsed = parse_document(text)

    assert parsed.header.title == "绿谷市政府关于印发绿谷市加大支持小店实施方案的通知"
    assert (parsed.header.doc_number, parsed.header.issuer) == ("绿政〔2031〕9号", "绿谷市政府")
    assert [clause.text for clause in parsed.clauses] == ["各区政府：", "现印发给你们。", "奖3万元。"]
    assert parsed.left_out == ("绿谷市政府", "2031年3月8日", "绿谷市加大支持", "小店的实施方案")
    assert "所印发文件的标题没有作为条款导入：“绿谷市加大支持小店的实施方案”。" in parsed.notices


def test_first_line_about_something_is_no_broken_title():
    parsed = parse_document("关于小店的几点想法\n一、扶持\n奖3万元。")
    other = parse_document("关于小店的几点想法\n这是第一段。\n这是关于小店的通知\n一、扶持\n奖3万元。")

    assert parsed.header.title == other.header.title == "关于小店的几点想法"
