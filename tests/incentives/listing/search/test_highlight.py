import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.listing.search.highlight import Highlighter, bigrams_of
from incentives.templatetags.search_marks import highlight as marked_filter


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("科创E贷产品", ["科创e贷"], "[科创E贷]产品"),
        ("专精特新“小巨人”企业", ["小巨人"], "专精特新“[小巨人]”企业"),
        ("专精特新“小巨人”企业", ["专精特新小巨人"], "[专精特新“小巨人]”企业"),
        ("首次突破５０亿元", ["50亿"], "首次突破[５０亿]元"),
        ("贷款贴息贷款", ["贷款"], "[贷款]贴息[贷款]"),
        ("奖励", ["贷"], "奖励"),
        ("奖励", [], "奖励"),
        ("利率3.5%", ["3点5"], "利率[3.5]%"),
    ],
)
def test_marked(text, words, expected):
    assert "".join(f"[{piece}]" if hit else piece for piece, hit in Highlighter(words).pieces(text)) == expected


@given(st.text(), st.lists(st.text(), max_size=3))
def test_marked_loses_nothing(text, words):
    assert "".join(piece for piece, _ in Highlighter(words).pieces(text)) == text


def test_bigrams_of():
    assert bigrams_of(["小巨人", "2022 15"]) == ["小巨", "巨人", "202215"]


def test_filter_escapes_what_it_marks():
    assert marked_filter("<b>贷款&", Highlighter(["贷款"])) == "&lt;b&gt;<mark>贷款</mark>&amp;"
    assert marked_filter("<b>", Highlighter(["b"])) == "&lt;<mark>b</mark>&gt;"
    assert marked_filter("贷款", Highlighter([])) == "贷款"
