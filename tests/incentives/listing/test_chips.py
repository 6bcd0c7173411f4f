"""Links of a list: the parts that it can be narrowed to."""

import pytest
from django.http import QueryDict

from incentives.enums import Availability
from incentives.listing.chips import narrower
from incentives.listing.filterset import MeasureFilter
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    tiers = factories.ladder()
    factories.measure(tiers=[tiers["specialized"]])
    factories.measure(tiers=[tiers["sme"]], availability=Availability.REFORM)
    factories.measure(availability=Availability.ACTIVITY, category=factories.category("talent"))


def parts(query):
    measures = MeasureFilter(QueryDict(query))
    assert measures.is_valid()
    return [(part.label, part.url, part.others) for part in narrower(measures)]


def test_list_can_be_narrowed_to_offers_and_to_what_names_the_tier(catalogue):
    assert parts("") == [("1 项可享受", "?availability=offer", "2 项了解即可")]
    assert parts("category=talent&page=1") == [("0 项可享受", "", "1 项了解即可")]
    assert parts("tier=specialized") == [
        ("1 项可享受", "?tier=specialized&availability=offer", "2 项了解即可"),
        ("只看点名的 1 项", "?tier=specialized&named=1", ""),
    ]


@pytest.mark.parametrize("query", ["availability=offer", "tier=specialized&named=1&availability=offer", "q=没有这样的"])
def test_nothing_to_narrow(catalogue, query):
    assert parts(query) == []


def test_switch_stands_beside_the_tiers_once_one_is_chosen(client, catalogue):
    box = 'name="named"'

    assert box not in client.get("/measures/").content.decode()
    chosen = client.get("/measures/?tier=specialized&named=1")
    assert box in chosen.content.decode()
    assert chosen.context["total"] == 1
    assert "只看点名的" in [chip.label for chip in chosen.context["chips"]]
    assert chosen.context["heading"] == "点名梯次specialized的惠企事项"


def test_all_agencies_are_listed(client, catalogue):
    factories.agency(name="绿谷市无事局", short_name="无事局", slug="idle")

    (options,) = [options for name, _, options in client.get("/measures/").context["facets"] if name == "agency"]

    assert [(option.value, option.count) for option in options] == [("idle", 0)]
