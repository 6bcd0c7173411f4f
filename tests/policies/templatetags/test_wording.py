import datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

from policies.templatetags.wording import age


@pytest.mark.parametrize(
    ("day", "words"), [(datetime.date(2024, 6, 28), "28 个月前"), (datetime.date(2026, 11, 20), "不足 1 个月")]
)
def test_age_counts_whole_months(monkeypatch, day, words):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2026, 11, 24))

    assert age(day) == words


def test_percent_has_no_trailing_zeros():
    assert Template("{% load wording %}{{ rate|percent }}").render(Context({"rate": Decimal("4.350")})) == "4.35%"


def test_quoted_title_with_quotation_marks_of_its_own_is_still_escaped():
    page = Template("{% load wording %}{{ title|quoted }}").render(Context({"title": "评上“小巨人”<b>"}))

    assert page == "“评上‘小巨人’&lt;b&gt;”"
