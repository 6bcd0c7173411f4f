"""More rows than are counted or ranked, and pages deeper than are shown: said on the page, and nothing untrue."""

import pytest
from django.urls import reverse

from incentives.enums import Kind
from incentives.listing.facet_counts import AtLeast
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("incentives:measure-list")


def listed(client, **values):
    return client.get(LIST, values)


def titles(answer):
    return [card.measure.title for card in answer.context["cards"]]


@pytest.fixture
def crowd(monkeypatch):
    """Seven measures with the word, four of them for talent, where only five are counted and three ranked."""
    for name, number in (
        ("listing.stored_counts.COMPLETE", 5),
        ("listing.list_counts.COMPLETE", 5),
        ("listing.search.find.RANKED", 3),
        ("listing.list_counts.RANKED", 3),
        ("listing.paginator.RANKED", 3),
    ):
        monkeypatch.setattr(f"incentives.{name}", number)
    for n in range(7):
        factories.measure(title=f"贷款{n}", category=factories.category("talent" if n < 4 else "fiscal"))


def test_beyond_the_limit_totals_are_lower_bounds_and_the_newest_are_ranked(client, crowd):
    answer = listed(client, q="贷款")

    assert str(answer.context["total"]) == "5+"
    assert "共 5+ 项" in answer.content.decode()
    assert sorted(titles(answer)) == ["贷款4", "贷款5", "贷款6"]
    assert "最新的" in answer.content.decode()
    counts = {option.value: str(option.count) for option in answer.context["facets"][0][2]}
    assert all(count.endswith("+") for count in counts.values())


def test_beyond_the_limit_a_facet_may_make_it_exact_again(client, crowd):
    answer = listed(client, q="贷款", category="talent")

    assert (answer.context["total"], str(answer.context["total"])) == (4, "4")
    assert len(titles(answer)) == 4


def test_beyond_the_limit_other_orders_show_all(client, crowd):
    assert titles(listed(client, q="贷款", sort="title")) == [f"贷款{n}" for n in range(7)]


def test_a_page_beyond_the_depth_says_why(client):
    answer = client.get(f"{LIST}?page=501")

    assert answer.status_code == 200
    assert "最多翻到第 500 页" in answer.content.decode()


def test_amounts_are_counted_however_many(client, crowd):
    for _ in range(6):
        factories.subsidy_tier(factories.measure(kind=Kind.SUBSIDY), 500_000)

    answer = client.get(f"{LIST}?min_amount=5")

    assert (answer.context["total"], len(answer.context["cards"])) == (6, 6)


def test_ten_thousand_and_more_reads_so():
    assert str(AtLeast(10_000)) == "1万+"
