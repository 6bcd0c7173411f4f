from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.figures.lexis import numerals
from tests.policies.figures.written import spelled


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("1,234", 1234),
        ("0.8", Decimal("0.8")),
        ("2.5万", 25000),
        ("3千万", 30000000),
        ("1亿2000万", 120000000),
        ("十五", 15),
        ("两千", 2000),
        ("千亿", 10**11),
        ("百万", 10**6),
        ("壹佰万", 10**6),
        ("一万五", 15000),
        ("二〇三一", 2031),
        ("零", 0),
    ],
)
def test_read_number(text, value):
    assert numerals.read_number(text) == value


@pytest.mark.parametrize("text", ["", "三五", "二三十", "百百", "千千", "2万3亿", "1" * 25, "甲", "-"])
def test_read_number_distrusts(text):
    assert numerals.read_number(text) is None


def test_scale_of_a_number():
    assert numerals.scale_of("5万") == 10**4
    assert numerals.scale_of("3千万") == 10**7
    assert numerals.scale_of("5") == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [(50000, "5万"), (172500, "17.25万"), (12345, "12345"), (3 * 10**9, "30亿"), (Decimal("0.50"), "0.5")],
)
def test_short_form(value, text):
    assert numerals.short(value) == text


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_spelled_numbers_read_back(value):
    assert numerals.read_number(spelled(value)) == value


@given(st.integers(min_value=0, max_value=10**15))
def test_short_numbers_read_back(value):
    assert numerals.read_number(numerals.short(value)) == value


@given(st.text(alphabet=numerals.HAN + "0123456789.,", max_size=30))
def test_no_input_raises(text):
    numerals.read_number(text)
