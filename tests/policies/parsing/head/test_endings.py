"""Fields and signatures at the end of a text."""

import datetime

import pytest

from policies.parsing.document import parse_document
from tests.policies.sample_document import BODY, texts


def test_fields_at_the_end_of_a_text():
    parsed = parse_document("\n".join(["绿谷市小店扶持办法", *BODY[2:-1], "索引号：X1/2031-0007 发布日期：2031-04-01"]))

    assert parsed.header.index_number == "X1/2031-0007"
    assert [clause.text for clause in parsed.clauses][-1] == "窗口全年无休。"
    kept = parse_document("绿谷市小店扶持办法\n一、发钱\n施行日期：2031年5月1日")
    assert [clause.text for clause in kept.clauses] == ["施行日期：2031年5月1日"]


def test_an_issuer_beside_other_fields_at_the_end_is_one():
    text = "绿谷市小店扶持办法\n第一条 发9万元。\n发文机关：绿谷市商务局\n发文字号：绿商〔2031〕7号"

    assert parse_document(text).header.issuer == "绿谷市商务局"
    assert texts(text) == ["发9万元。"]
    assert texts("绿谷市小店扶持办法\n第一条 发9万元。\n发文机关：绿谷市商务局")[-1] == "发文机关：绿谷市商务局"


def test_signature_fills_what_the_header_leaves_open():
    lines = ["绿谷市小店扶持办法", "一、发9万元。", "绿谷市商务局", "绿谷市财政局", "2031年3月5日", "（此件公开）"]

    parsed = parse_document("\n".join(lines))

    assert (parsed.header.issuer, parsed.header.written_on) == ("绿谷市商务局、绿谷市财政局", datetime.date(2031, 3, 5))
    assert [clause.text for clause in parsed.clauses] == ["发9万元。"]
    assert parsed.notices[:2] == (
        "落款没有作为条款导入：绿谷市商务局、绿谷市财政局，2031年3月5日。",
        "附注和版记没有作为条款导入：“（此件公开）”。",
    )
    assert parsed.left_out == ("绿谷市商务局", "绿谷市财政局", "2031年3月5日", "（此件公开）")
    one = parse_document("绿谷市小店扶持办法\n一、发9万元。\n绿谷市商务局　2031年3月5日").header
    assert (one.issuer, one.written_on) == ("绿谷市商务局", datetime.date(2031, 3, 5))


@pytest.mark.parametrize("last", [["绿谷市商务局"], ["一、事", "绿谷市商务局"], ["（联系人：章三）"]])
def test_endings_that_are_no_signature_stay(last):
    assert texts("\n".join(["绿谷市小店扶持办法", "一、发9万元。", *last]))[-1] == last[-1]
