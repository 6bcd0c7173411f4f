import datetime

import pytest
from django.urls import reverse

from incentives.enums import Delivery, Kind
from incentives.pages.ladder.rungs import MOST_AWARDS, rungs
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 28)


@pytest.fixture
def tiers():
    return factories.ladder()


def awarded(tier, *sums):
    for yuan in sums:
        measure = factories.measure(kind=Kind.SUBSIDY, delivery=Delivery.RECOGNITION, tiers=[tier])
        factories.subsidy_tier(measure, yuan, enterprise_tier=tier)


def test_of_many_awards_the_greatest_are_given_with_their_number(client, tiers, django_assert_num_queries):
    awarded(tiers["specialized"], 300_000, None, 500_000, 100_000, 200_000, 400_000)
    awarded(tiers["little-giant"], 2_000_000)

    with django_assert_num_queries(2):
        found = {tier.slug: awards for rung in rungs.__wrapped__(TODAY) for tier, awards in rung.standings}

    sums = [award.amount_max for award in found["specialized"]]
    assert sums == [500_000, 400_000, 300_000, 200_000]
    assert len(sums) == MOST_AWARDS
    assert {award.total for award in found["specialized"]} == {6}
    assert [award.total for award in found["little-giant"]] == [1]
    for address in (reverse("incentives:home"), reverse("incentives:ladder")):
        page = client.get(address).content.decode()
        assert "共 6 项奖励" in page
        assert "共 1 项奖励" not in page
        assert "10 万元" not in page


def test_floor_without_a_cap_counts_by_the_floor_and_not_stated_comes_last(tiers):
    measure = factories.measure(kind=Kind.SUBSIDY, delivery=Delivery.RECOGNITION)
    for values in ({}, {"amount_max": 100_000}, {"amount_min": 900_000}):
        factories.subsidy_tier(measure, enterprise_tier=tiers["specialized"], **values)

    ((_, awards),) = (standing for rung in rungs(TODAY) for standing in rung.standings if standing[1])

    assert [(award.amount_min, award.amount_max) for award in awards] == [
        (900_000, None),
        (None, 100_000),
        (None, None),
    ]
