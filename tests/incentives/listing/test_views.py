"""The list of many measures: what it costs, how it is sorted, paged and filtered, and what it says of bad values."""

import re

import pytest
from django.urls import reverse

from incentives.enums import Kind
from incentives.models import Measure
from policies.enums import Level
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("incentives:measure-list")
MOST_QUERIES = 12


@pytest.fixture(scope="module")
def catalogue(beneath):
    beneath(forty)


def forty():
    """Forty measures of every kind, with rows, tiers and agencies."""
    tiers = factories.ladder()
    agencies = [factories.agency(level=Level.MUNICIPAL), factories.agency()]
    makers = {
        Kind.SUBSIDY: factories.subsidy_tier,
        Kind.TALENT: factories.talent_grant,
        Kind.LOAN: factories.loan_product,
        Kind.APPROVAL: factories.approval_reform,
    }
    for n in range(40):
        kind = list(Kind)[n % len(Kind)]
        row = factories.draft(
            title=f"事项{n:02}", kind=kind, tiers=list(tiers.values())[: n % 3], agencies=agencies[: n % 3]
        )
        if kind in makers:
            values = {"yuan": 10_000 * n} if kind in {Kind.SUBSIDY, Kind.TALENT} and n else {}
            makers[kind](row, **values)
    factories.publish(Measure.objects.all())


def page(client, query="", status=200):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == status
    return answer


def titles(answer):
    return [card.measure.title for card in answer.context["cards"]]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "category=fiscal&tier=specialized&kind=subsidy&delivery=not_stated&amount=stated",
        "q=事项&tier=specialized&tier=little-giant&min_amount=10000&sort=-amount",
        "include_closed=1&sort=title&page=2",
        "sort=-updated",
    ],
)
def test_list_costs_few_queries_at_any_size(client, catalogue, django_assert_max_num_queries, query):
    with django_assert_max_num_queries(MOST_QUERIES):
        page(client, query)


def test_list_heading_total_and_pages(client, catalogue):
    answer = page(client, "page=2")

    assert answer.context["heading"] == "全部惠企事项"
    assert answer.context["total"] == 40
    assert len(answer.context["cards"]) == 20
    assert len(set(titles(answer)) | set(titles(page(client)))) == 40


def test_what_is_wrong_is_said_in_plain_words(client, catalogue):
    page = client.get("/measures/?tier=x&page=0&min_amount=viel").content.decode()

    for words in ("没有“x”这一项。", "最小填 1。", "请填整数。"):
        assert words in page


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("category=nowhere", "nowhere"),
        ("tier=giant", "giant"),
        ("kind=gift", "gift"),
        ("delivery=post", "post"),
        ("amount=much", "much"),
        ("agency=nobody", "nobody"),
        ("sort=luck", "luck"),
        ("min_amount=viel", "最低金额"),
        ("min_amount=-5", "最低金额"),
        (f"min_amount={10**30}", "最低金额"),
        ("include_closed=maybe", "maybe"),
        ("page=zwei", "页码"),
        ("page=0", "页码"),
    ],
)
def test_bad_value_is_named_and_nothing_is_shown(client, catalogue, query, named):
    answer = page(client, query)

    assert not answer.context["filter"].is_valid()
    assert list(answer.context["object_list"]) == []
    assert named in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "value", "label"),
    [
        ("50000", "50000", "5 万元"),
        ("1000", "1000", "1000 元"),
        ("10", "10", "10 元"),
        ("500000", "500000", "50 万元"),
        ("%20500000.0%20", "500000", "50 万元"),
        ("viel", "viel", "viel"),
        ("-5", "-5", "-5"),
        ("", "", "不限"),
    ],
)
def test_least_award_asked_for_is_chosen_in_its_box(client, catalogue, typed, value, label):
    markup = page(client, f"min_amount={typed}").content.decode()
    (box,) = re.findall(r'<select id="min-amount".*?</select>', markup, re.DOTALL)
    options = re.findall(r'<option value="([^"]*)"\s*(selected)?\s*>([^<]*)</option>', box)

    chosen = [(value, label) for value, selected, label in options if selected]
    assert (chosen or [(options[0][0], options[0][2])]) == [(value, label)]
    assert len(options) == len({value for value, *_ in options})


def test_unknown_parameter_is_ignored(client, catalogue):
    assert page(client, "colour=red&utm_source=x").context["total"] == 40


def test_page_beyond_the_last_is_404_with_a_way_back(client, catalogue):
    assert LIST in page(client, "page=99", status=404).content.decode()


def test_chips_take_one_choice_away_and_the_page_with_it(client, catalogue):
    answer = page(client, "q=事项&tier=specialized&tier=sme&min_amount=10000&include_closed=1&page=1")

    assert [(chip.facet, chip.label) for chip in answer.context["chips"]] == [
        ("q", "“事项”"),
        ("tier", "梯次specialized"),
        ("tier", "梯次sme"),
        ("min_amount", "奖励达 1 万元"),
        ("include_closed", "含已截止"),
    ]
    assert "tier=sme&" in answer.context["chips"][1].url
    assert "specialized" not in answer.context["chips"][1].url
    assert "page" not in answer.context["chips"][1].url


@pytest.mark.parametrize(
    ("sort", "first"),
    [("-amount", "事项36"), ("title", "事项00"), ("relevance", "事项36")],
)
def test_sorts(client, catalogue, sort, first):
    assert titles(page(client, f"sort={sort}"))[0] == first


def test_home_counts_and_dates(client, catalogue, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):  # two read the ladder, which is kept with the content version
        client.get("/")
    with django_assert_max_num_queries(7):
        answer = client.get("/")

    assert answer.status_code == 200
    assert [open.total for _, open in answer.context["categories"]] == [40]
    assert [rung.rank for rung in answer.context["rungs"]] == [2, 3]
