from decimal import Decimal
from fractions import Fraction

import pytest

from policies.figures.lexis.ranges import measures
from policies.figures.quantities import Approximation, FigureKind


def only(text):
    (quantity,) = measures(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("5万元", FigureKind.AMOUNT, 50000, "元"),
        ("1.2亿元", FigureKind.AMOUNT, 120000000, "元"),
        ("0.05元", FigureKind.AMOUNT, Decimal("0.05"), "元"),
        ("30万元人民币", FigureKind.AMOUNT, 300000, "元"),
        ("壹拾万元", FigureKind.AMOUNT, 100000, "元"),
        ("¥800", FigureKind.AMOUNT, 800, "元"),
        ("40万（不含）美元", FigureKind.AMOUNT, 400000, "美元"),
        ("60万港币", FigureKind.AMOUNT, 600000, "港元"),
        ("12%", FigureKind.PERCENT, Decimal(12), "%"),
        ("8‰", FigureKind.PERCENT, Decimal("0.8"), "%"),
        ("百分之五十", FigureKind.PERCENT, Decimal(50), "%"),
        ("千分之三", FigureKind.PERCENT, Decimal("0.3"), "%"),
        ("3成", FigureKind.PERCENT, Decimal(30), "%"),
        ("两成五", FigureKind.PERCENT, Decimal(25), "%"),
        ("2个百分点", FigureKind.PERCENT, Decimal(2), "百分点"),
        ("50BP", FigureKind.PERCENT, Decimal(50), "BP"),
        ("三分之二", FigureKind.RATIO, Fraction(2, 3), ""),
        ("3/4", FigureKind.RATIO, Fraction(3, 4), ""),
        ("17.2万套", FigureKind.COUNT, 172000, "套"),
        ("三家", FigureKind.COUNT, 3, "家"),
        ("15个工作日", FigureKind.DURATION, 15, "工作日"),
        ("6个月", FigureKind.DURATION, 6, "个月"),
        ("一年", FigureKind.DURATION, 1, "年"),
        ("35周岁", FigureKind.AGE, 35, "岁"),
        ("450099", FigureKind.NUMBER, 450099, ""),
        ("9" * 40, FigureKind.NUMBER, None, ""),
    ],
)
def test_one_number_with_its_unit(text, kind, value, unit):
    quantity = only(text)

    assert (quantity.text, quantity.kind, quantity.value, quantity.unit) == (text, kind, value, unit)


@pytest.mark.parametrize("text", ["10余万元", "十几万元", "100多家", "数十家", "百余本"])
def test_a_little_more(text):
    assert only(text).approximation is Approximation.OVER


@pytest.mark.parametrize(
    "text",
    ["一次性", "万元", "第三年", "“三支一扶”", "一件事", "上一年度", "五元", "万家", "二元结构", "三月", "百百家"],
)
def test_numerals_that_are_part_of_a_word(text):
    assert measures(text) == []


@pytest.mark.parametrize(("text", "value"), [("近百家", 100), ("每一户", 1), ("十家", 10), ("近千亿元", 10**11)])
def test_numerals_that_count(text, value):
    assert only(text).value == value


def test_a_unit_of_award():
    assert only("20元/平方米·月").per == ("每平方米", "每月")
    assert only("0.2元/千瓦时").per == ("每千瓦时",)


@pytest.mark.parametrize("text", ["按1：2", "1：2配套"])
def test_a_matching_ratio(text):
    assert only(text).value == 2


def test_a_matching_ratio_below_one():
    assert [quantity.value for quantity in measures("按1：1、1：0.5的比例配套")] == [1, Fraction(1, 2)]


def test_a_stated_ratio_is_the_first_to_the_second():
    assert only("自筹与财政资金的比例为2：1").value == 2


def test_a_clock_is_no_ratio():
    assert [quantity.kind for quantity in measures("09：30")] == [FigureKind.NUMBER, FigureKind.NUMBER]


@pytest.mark.parametrize("text", ["5/3", "零分之三"])
def test_a_fraction_without_sense(text):
    assert all(quantity.kind is not FigureKind.RATIO for quantity in measures(text))
