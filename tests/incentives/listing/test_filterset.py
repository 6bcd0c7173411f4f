"""Each parameter of the list filters by itself, through a field or one method of the QuerySet."""

import pytest
from django.http import QueryDict

from incentives.enums import Availability, Delivery, Kind
from incentives.listing.filterset import MeasureFilter, Unapplied
from incentives.listing.paginator import MeasurePaginator
from incentives.models import Measure
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def measures():
    """Four measures of any region that differ in all that a list can be filtered by."""
    tiers, bureau = factories.ladder(), factories.agency(slug="bureau")
    talent = factories.category("talent")
    award = factories.measure(title="甲奖", kind=Kind.SUBSIDY, tiers=[tiers["specialized"]])
    factories.subsidy_tier(award, 700_000, enterprise_tier=tiers["specialized"])
    factories.measure(title="乙贷", kind=Kind.LOAN, agencies=[bureau], tiers=[tiers["leading"]])
    own = {"delivery": Delivery.AUTOMATIC, "availability": Availability.ACTIVITY}
    factories.measure(title="丙服务", category=talent, tiers=[tiers["sme"]], **own)
    factories.measure(title="丁旧", valid_until="2020-01-01", tiers=[tiers["leading"]])


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", "甲奖 乙贷 丙服务"),
        ("include_closed=1", "甲奖 乙贷 丙服务 丁旧"),
        ("q=贷", "乙贷"),
        ("category=talent", "丙服务"),
        ("kind=subsidy&kind=loan", "甲奖 乙贷"),
        ("delivery=automatic", "丙服务"),
        ("amount=stated", "甲奖"),
        ("agency=bureau", "乙贷"),
        ("tier=specialized", "甲奖 丙服务"),
        ("tier=leading&tier=sme", "乙贷 丙服务"),
        ("tier=specialized&named=1", "甲奖"),
        ("tier=leading&named=true&include_closed=1", "乙贷 丁旧"),
        ("tier=specialized&named=0", "甲奖 丙服务"),
        ("named=1", "甲奖 乙贷 丙服务"),
        ("availability=activity", "丙服务"),
        ("availability=offer", "甲奖 乙贷"),
        ("min_amount=700000", "甲奖"),
        ("min_amount=700001", ""),
        ("min_amount=5&tier=little-giant", ""),
        ("page=2", "甲奖 乙贷 丙服务"),
    ],
)
def test_parameter_filters(measures, query, titles):
    found = MeasureFilter(QueryDict(query))

    assert found.is_valid()
    assert {measure.title for measure in found.qs} == set(titles.split())
    assert found.counts.total == len(titles.split())


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("region=甲省乙市", "全国 全省 乙市"),
        ("region=甲省", "全国 全省"),
        ("region=丁省戊市&region=甲省乙市", "全国 全省 乙市 戊市"),
    ],
)
def test_region_finds_what_is_for_it_and_for_wider_regions(db, query, titles):
    factories.measure(title="全国")
    factories.measure(title="全省", region="甲省")
    factories.measure(title="乙市", region="甲省乙市")
    factories.measure(title="戊市", region="丁省戊市")

    found = MeasureFilter(QueryDict(query))

    assert found.is_valid()
    assert {measure.title for measure in found.qs} == set(titles.split())
    assert found.counts.total == len(titles.split())
    assert found.counts.of("region", "甲省") == 2


def test_filters_name_a_field_or_a_method():
    for name, one in MeasureFilter.base_filters.items():
        if one.method is None and not isinstance(one, Unapplied):
            assert Measure._meta.get_field(one.field_name), name
    unapplied = [name for name, one in MeasureFilter.base_filters.items() if isinstance(one, Unapplied)]
    assert unapplied == ["named", "page"]


def test_keys_of_a_page_are_in_the_order_of_the_filter(measures):
    found = MeasureFilter(QueryDict("sort=title&include_closed=1"))
    assert found.is_valid()

    pages = MeasurePaginator(found, per_page=3)

    assert [pages.keys(1), pages.keys(2)] == [
        list(found.qs.values_list("pk", flat=True)[:3]),
        list(found.qs.values_list("pk", flat=True)[3:]),
    ]
    assert pages.num_pages == 2
