import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.search.pinyin import pinyin_keys, sort_key
from policies.search.tokens import tokens, units, without_signs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专精特新", ["专精", "精特", "特新", "新"]),
        ("“小巨人”企业", ["小巨", "巨人", "人企", "企业", "业"]),
        ("科创E贷", ["科创", "创e", "e贷", "贷"]),
        ("Ｅ贷", ["e贷", "贷"]),
        ("５０亿元", ["50亿", "亿元", "元"]),
        ("50 亿元", ["50亿", "亿元", "元"]),
        ("3.5%", ["3点", "点5", "5"]),
        ("1,000家", ["1000家", "家"]),
        ("政网办〔2022〕15号", ["政网", "网办", "办2022", "2022_15", "15号", "号"]),
        ("", []),
        ("%'\"\\🙂\u202e\0", []),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == expected


@given(st.text())
def test_tokens_hold_nothing_that_a_query_language_reads(text):
    for token in tokens(text):
        assert token
        assert not set(token) & set("'\"\\:*()&|!^<>%\0 ")
        assert len(token) <= 81


@given(st.text())
def test_plain_text_has_the_same_units(text):
    assert units(without_signs(text)) == units(text)


@pytest.mark.parametrize("typed", ["zhuanjingtexin", "zjtx", "xiaojuren", "xjr", "zjtxxjr"])
def test_readings_begin_at_each_character(typed):
    assert any(reading.startswith(typed) for reading in pinyin_keys("专精特新“小巨人”企业"))


def test_readings_of_letters_and_of_characters_with_two_readings():
    assert "kechuangedai" in pinyin_keys("科创E贷")
    assert any(reading.startswith("yinhang") for reading in pinyin_keys("绿谷银行"))


def test_sort_key_orders_by_pinyin():
    titles = ["重点人才", "创业担保", "西安项目", "先进制造", "A轮融资", "2024年"]

    assert sorted(titles, key=sort_key) == ["2024年", "A轮融资", "创业担保", "西安项目", "先进制造", "重点人才"]
