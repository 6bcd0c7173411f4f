import datetime
from decimal import Decimal

import pytest

from policies.enums import DatePrecision, Qualifier
from policies.text.wording import dated, money, months_before, months_between, quantity, quoted


@pytest.mark.parametrize(
    ("yuan", "said"),
    [
        (800, "800 元"),
        (10_000, "1 万元"),
        (12_345, "1.2345 万元"),
        (500_000, "50 万元"),
        (100_000_000, "1 亿元"),
        (5_000_000_000, "50 亿元"),
        (123_456_789, "12345.6789 万元"),
        (Decimal("93560000000.00"), "935.6 亿元"),
    ],
)
def test_money_is_exact(yuan, said):
    assert money(yuan) == said


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "said"),
    [
        (4058, "家", Qualifier.EXACT, "4058 家"),
        (32, "%", Qualifier.EXACT, "32%"),
        (Decimal("172000.00"), "套（间）", Qualifier.EXACT, "17.2 万套（间）"),
        (2_000_000, "户", Qualifier.AT_LEAST, "200 万户以上"),
        (100_000_000_000, "元", Qualifier.OVER, "超过 1000 亿元"),
        (100, "条", Qualifier.NEARLY, "近 100 条"),
        (15, "分钟", Qualifier.ABOUT, "约 15 分钟"),
        (12_345, "家", Qualifier.EXACT, "12345 家"),
    ],
)
def test_quantity_says_unit_and_qualifier(value, unit, qualifier, said):
    assert quantity(value, unit, qualifier) == said


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        (DatePrecision.DAY, "2024年3月31日"),
        (DatePrecision.MONTH, "2024年3月"),
        (DatePrecision.YEAR, "2024年"),
        (DatePrecision.YEAR_END, "2024年底"),
    ],
)
def test_dated_says_no_more_than_is_known(precision, said):
    assert dated(datetime.date(2024, 3, 31), precision) == said


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ((2024, 6, 28), (2026, 11, 23), 28),
        ((2024, 6, 28), (2026, 11, 28), 29),
        ((2024, 6, 28), (2024, 6, 30), 0),
        ((2026, 1, 1), (2024, 1, 1), 0),
    ],
)
def test_months_between_counts_whole_months(earlier, later, months):
    assert months_between(datetime.date(*earlier), datetime.date(*later)) == months


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ((2026, 11, 28), 2, (2026, 9, 28)),
        ((2026, 11, 28), 11, (2025, 12, 28)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 12, 1), 12, (2025, 12, 1)),
        ((2026, 1, 1), 32_767, (1, 1, 1)),
    ],
)
def test_months_before_is_the_same_day_or_the_last_of_its_month(day, months, before):
    assert months_before(datetime.date(*day), months) == datetime.date(*before)


def test_quotation_marks_inside_others_are_single():
    assert quoted("评上“小巨人”的企业") == "“评上‘小巨人’的企业”"
    assert quoted("贷款") == "“贷款”"
