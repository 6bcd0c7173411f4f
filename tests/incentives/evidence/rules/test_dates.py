import dataclasses
import datetime

import pytest

from incentives.evidence.claims import AsOf, FindingState
from incentives.evidence.rules.dates import check_as_of
from policies.enums import DatePrecision
from tests.incentives.evidence.made_up import UNTIL, claim

END_OF_2031 = AsOf(datetime.date(2031, 12, 31), DatePrecision.YEAR_END, "2031年底")
MARCH = AsOf(datetime.date(2031, 3, 1), DatePrecision.MONTH, "2031年3月")


def checked(text, as_of, figure_text="109家"):
    dated_claim = claim(text, None, dated=True, as_of=as_of)
    figure = next((figure for figure in dated_claim.sentence.figures if figure.text == figure_text), None)
    return check_as_of(dated_claim, figure)


def test_date_before_the_figure_governs_it():
    assert checked(UNTIL, END_OF_2031).state is FindingState.PROVED
    assert checked(UNTIL, END_OF_2031, "").state is FindingState.PROVED


@pytest.mark.parametrize(
    ("text", "as_of", "fault"),
    [
        (UNTIL, MARCH, "管到这个数字的是2031年底"),
        (UNTIL, dataclasses.replace(END_OF_2031, precision=DatePrecision.DAY), "管到这个数字的是"),
        (UNTIL, None, "原文写明2031年底"),
        ("培育企业109家,截至2031年底新增3家。", END_OF_2031, "在这个数字之后"),
        ("全市企业109家。", END_OF_2031, "没有管到这个数字的截至日期"),
        ("截至2030年底有8家,截至2031年3月有109家。", AsOf(datetime.date(2030, 12, 31), "year_end", ""), "2031年3月"),
    ],
)
def test_date_that_does_not_govern_is_wrong(text, as_of, fault):
    finding = checked(text, as_of)

    assert finding.state is FindingState.WRONG
    assert fault in finding.stated


def test_without_dates_there_is_nothing_to_check():
    assert checked("全市企业109家。", None) is None
    assert checked("", None) is None


def test_without_text_or_clause():
    assert checked("", END_OF_2031).state is FindingState.NO_TEXT
    assert check_as_of(dataclasses.replace(claim("", None, dated=True, as_of=MARCH), sentence=None), None).is_wrong


def test_rows_have_no_date():
    assert check_as_of(claim(UNTIL, None), None) is None
