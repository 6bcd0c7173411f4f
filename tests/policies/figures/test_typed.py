from decimal import Decimal

import pytest

from policies.figures.typed import YUAN_WORDS, typed_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("37", "37"),
        ("0037", "37"),
        ("-3", "-3"),
        ("0.5", "0.5"),
        ("1,200", "1200"),
        ("1，200", "1200"),
        ("1 200", "1200"),
        ("１２", "12"),
        ("37万", "370000"),
        ("37 万", "370000"),
        ("37w", "370000"),
        ("三十七万", "370000"),
        ("两千", "2000"),
        ("2.4亿", "240000000"),
        ("一点五万", "15000"),
    ],
)
def test_typed_number_is_read_in_digits_and_in_chinese(typed, number):
    assert typed_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    ["", "万", "元", "约37万", "37万左右", "37多万", "20-30万", "20万、30万", "3 7", "1e3", "nan", "∞", "1,20", "37元"],
)
def test_typed_text_that_is_not_exactly_one_number_has_no_value(typed):
    assert typed_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("37", "37"),
        ("三十七", "37"),
        ("37万", "37"),
        ("370000元", "37"),
        ("¥37万", "37"),
        ("2.4亿元", "24000"),
        ("60块", "0.006"),
    ],
)
def test_sum_says_its_worth_itself_or_is_in_the_unit_of_its_box(typed, number):
    assert typed_number(typed, YUAN_WORDS, 10_000) == Decimal(number)
