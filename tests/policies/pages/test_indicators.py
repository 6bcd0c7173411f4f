import datetime

import pytest

from policies.enums import DatePrecision, IndicatorNature
from policies.models import Indicator
from tests import factories
from tests.policies.pages.addresses import at, text

pytestmark = pytest.mark.django_db


def test_indicators_keep_outcomes_and_targets_apart(client, document):
    place = {"clause": at(document, "2.1")}
    day = {"as_of": datetime.date(2031, 12, 31), "as_of_precision": DatePrecision.YEAR_END}
    factories.indicator(name="已做成的", nature=IndicatorNature.OUTCOME, **place, **day)
    factories.indicator(name="要做到的", nature=IndicatorNature.TARGET, value=140_000_000_000, unit="元", **place)

    page = text(client, "/indicators/")

    for word in ("已做成的", '截至<span class="nowrap">2031年底</span>', "要做到的", "1400 亿元", "成效", "目标"):
        assert word in page


def test_many_indicators_are_shown_in_pages(client, document, django_assert_max_num_queries):
    clause = at(document, "2.1")
    Indicator.objects.bulk_create(
        Indicator(name=f"第{n}个指标", slug=f"i-{n}", position=n, value=n, unit="家", nature="count", clause=clause)
        for n in range(1, 251)
    )

    with django_assert_max_num_queries(4):
        first = text(client, "/indicators/")
    with django_assert_max_num_queries(4):
        last = text(client, "/indicators/?page=3")

    assert "共 250 项，本页 100 项。" in first
    assert 'href="?page=2"' in first
    assert "第100个指标" in first
    assert "第101个指标" not in first
    assert "第250个指标" in last
    assert 'href="/indicators/"' in text(client, "/indicators/?page=4", status=404)
