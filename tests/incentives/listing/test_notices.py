"""What the list says beside its cards: advice on an empty result, how many measures name a tier, what is closed."""

import pytest
from django.urls import reverse

from incentives.enums import Delivery
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("incentives:measure-list")


def page(client, query=""):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    return answer


def titles(answer):
    return [card.measure.title for card in answer.context["cards"]]


@pytest.fixture
def tiers():
    return factories.ladder()


def test_empty_result_suggests_what_to_loosen(client, tiers):
    factories.measure(tiers=[tiers["leading"]], delivery=Delivery.SELECTION)

    answer = page(client, "tier=specialized&delivery=selection")

    assert answer.context["total"] == 0
    assert answer.context["loosenings"] == [("企业梯次", "?delivery=selection", 1)]


@pytest.mark.parametrize(
    ("query", "advice"), [("q=无此词", "换一个说法"), ("kind=loan&min_amount=1000000", "去掉上面的一个或几个条件")]
)
def test_empty_result_advises_on_what_was_asked(client, query, advice):
    factories.measure()

    assert advice in page(client, query).content.decode()


def test_closed_measures_are_hidden_until_asked_for(client):
    factories.measure(title="旧", valid_until="2020-01-01")

    assert titles(page(client)) == []
    assert titles(page(client, "include_closed=1")) == ["旧"]
    assert titles(page(client, "include_closed=0")) == []


def test_list_of_a_tier_tells_how_many_measures_name_it(client, tiers):
    for named in (["specialized"], ["specialized", "little-giant"], ["sme"], [], [], []):
        factories.measure(tiers=[tiers[slug] for slug in named])
    said = "其中 1 项点名所选梯次，1 项面向中小微企业，3 项来源未限定梯次。"

    assert page(client, "tier=little-giant").context["notices"] == [said]
    assert page(client, "tier=little-giant&min_amount=1").context["notices"] == []
    assert page(client).context["notices"] == []
