import datetime

import pytest

from policies.enums import DatePrecision, IndicatorNature
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
