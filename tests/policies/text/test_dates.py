import datetime

import pytest

from policies.text.dates import is_like_a_date, read_date

DAY = datetime.date(2031, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        *("2031-03-05", "2031.3.5", "2031/03/05", "2031年3月5日", "２０３１ 年 3 月 5 日", "二〇三一年三月五日"),
        *("二○三一年三月五日", "二零三一年3月5日", "（2031年3月5日）", "2031-03-05 10:20", "二O三一年三月〇五日"),
        "2031年3月5",
    ],
)
def test_dates(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [("二〇三一年十月二十日", 10, 20), ("二〇三一年十二月三十一日", 12, 31), ("二〇三一年十一月廿一日", 11, 21)],
)
def test_months_and_days_in_chinese(text, month, day):
    assert read_date(text) == datetime.date(2031, month, day)


@pytest.mark.parametrize("text", ["2031-13-05", "2031年2月30日", "2031年3月", "三月五日", "", "2031-03-05起"])
def test_no_dates(text):
    assert read_date(text) is None


@pytest.mark.parametrize(("text", "like"), [("2031.3", True), ("2031年13月", True), ("三月", False), ("2031", False)])
def test_what_means_to_be_a_date(text, like):
    assert is_like_a_date(text) is like
