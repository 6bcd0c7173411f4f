from datetime import date

import pytest

from policies.figures.lexis.dates import read_dates
from policies.figures.quantities import Bound, Precision


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2031年5月6日", date(2031, 5, 6), Precision.DAY),
        ("2031-05-06", date(2031, 5, 6), Precision.DAY),
        ("2031.5.6", date(2031, 5, 6), Precision.DAY),
        ("2031年5月", date(2031, 5, 1), Precision.MONTH),
        ("2031年5月底", date(2031, 5, 1), Precision.MONTH),
        ("2031年", date(2031, 1, 1), Precision.YEAR),
        ("2031年底", date(2031, 12, 31), Precision.YEAR_END),
        ("2031年度末", date(2031, 12, 31), Precision.YEAR_END),
        ("二〇三一年十二月二十八日", date(2031, 12, 28), Precision.DAY),
        ("6月30日", None, Precision.PARTIAL),
        ("3-5月", None, Precision.PARTIAL),
        ("2031年2月30日", None, Precision.DAY),
    ],
)
def test_read_date(text, day, precision):
    (found,) = read_dates(f"自{text}起")

    assert (found.text, found.low, found.precision) == (text, day, precision)


@pytest.mark.parametrize("text", ["2031年1月1日至2033年6月30日", "2031-2033年", "2031年至2033年"])
def test_two_dates_are_a_range(text):
    (found,) = read_dates(text)

    assert found.text == text
    assert found.bound is Bound.RANGE
    assert (found.low.year, found.high.year) == (2031, 2033)


def test_dates_in_the_wrong_order_stay_apart():
    assert [found.text for found in read_dates("2033年至2031年")] == ["2033年", "2031年"]


@pytest.mark.parametrize("text", ["近3年", "12个月", "第5条", "1.5月"])
def test_no_date(text):
    assert read_dates(text) == []
