import pytest

from incentives.listing.heading import heading


@pytest.mark.parametrize(
    ("words", "q", "min_amount", "said"),
    [
        ({}, "", None, "全部惠企事项"),
        (
            {"tier": ["专精特新中小企业"], "category": ["财政扶持"]},
            "",
            None,
            "面向专精特新中小企业的财政扶持类惠企事项",
        ),
        ({"category": ["财政扶持", "人才"], "kind": ["奖补"]}, "", None, "财政扶持、人才类奖补惠企事项"),
        ({"delivery": ["来源未载明"]}, "", None, "办理方式未载明的惠企事项"),
        ({"agency": ["金融局"], "amount": ["金额明确"]}, "贷款", None, "含“贷款”的金融局参与的金额明确的惠企事项"),
        ({"availability": ["可享受"]}, "", None, "可享受的惠企事项"),
        ({"availability": ["可享受", "探索中"]}, "", None, "属于可享受、探索中的惠企事项"),
        ({"category": []}, "", 500_000, "奖励达 50 万元的惠企事项"),
    ],
)
def test_heading_is_a_sentence_of_the_filters(words, q, min_amount, said):
    assert heading(words, q, min_amount) == said
    assert heading(words, q, min_amount, closed=True) == f"{said}（含已截止）"


def test_heading_tells_a_tier_that_is_named_from_one_that_is_served():
    assert heading({"tier": ["专精特新中小企业"]}, by_name=True) == "点名专精特新中小企业的惠企事项"
