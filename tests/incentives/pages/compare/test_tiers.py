"""Tiers of the ladder side by side."""

import pytest

from incentives.enums import Delivery, Kind
from tests import factories

URL = "/compare/"
pytestmark = pytest.mark.django_db


def compare(client, *slugs, **others):
    return client.get(URL, {"tier": slugs, **others})


@pytest.fixture
def tiers():
    tiers = factories.ladder()
    awards = factories.measure(kind=Kind.SUBSIDY, title="梯次奖", delivery=Delivery.RECOGNITION, tiers=tiers.values())
    once = {"first_time": True, "one_off": True}
    factories.subsidy_tier(awards, 500_000, enterprise_tier=tiers["specialized"], **once)
    factories.subsidy_tier(awards, 2_000_000, enterprise_tier=tiers["little-giant"], clause=awards.clauses.get())
    factories.condition(awards, sentence="通过省级评审", row=1)
    factories.measure(title="专场活动", tiers=[tiers["specialized"]])
    figure = factories.indicator(slug="firms", value=109)
    tiers["little-giant"].enterprises = figure
    tiers["little-giant"].save()
    return tiers


def test_tiers_stand_side_by_side_with_their_clauses(client, tiers):
    answer = compare(client, "little-giant", "specialized")
    comparison = answer.context["comparison"]
    found = {field.label: [cell.lines for _, cell in field.cells] for field in comparison.fields}

    assert [name for name, _ in comparison.names] == ["梯次little-giant", "梯次specialized"]
    assert found["级别"] == [("第 3 级 · 市级",), ("第 2 级 · 市级",)]
    assert found["奖励"] == [("200 万元", "认定"), ("50 万元", "首次获评，一次性")]
    assert found["企业数"] == [("109 家",), ()]
    assert found["认定条件"] == [(), ("通过省级评审",)]
    assert found["点名它的其他惠企事项"] == [("没有",), ("专场活动",)]
    html = answer.content.decode()
    assert 'href="/measures/?tier=little-giant"' in html
    assert tiers["little-giant"].enterprises.clause.get_absolute_url() in html


def test_more_measures_than_are_named_are_counted(client, tiers):
    for n in range(5):
        factories.measure(title=f"更多{n}", tiers=[tiers["little-giant"]])

    comparison = compare(client, "little-giant", "specialized").context["comparison"]

    (named,) = [field.cells[0][1].lines for field in comparison.fields if field.label.startswith("点名")]
    assert named[-1] == "共 5 项"
    assert len(named) == 5


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"tier": ["specialized"]}, "再选一项才能对比。"),
        ({"tier": ["specialized", "leading"]}, "没有“leading”这一级梯次。"),
        ({"tier": ["specialized", "little-giant"], "m": ["one", "two"]}, "不能放在一起对比"),
    ],
)
def test_wrong_choice_is_said(client, tiers, query, said):
    for slug in ("one", "two"):
        factories.measure(slug=slug)

    answer = client.get(URL, query)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "comparison" not in answer.context


def test_tiers_cost_few_queries(client, tiers, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        compare(client, "little-giant", "specialized")


def test_ladder_offers_its_steps_for_comparison(client, tiers):
    alone = client.get("/ladder/").content.decode()
    html = client.get("/ladder/?at=specialized&goal=little-giant").content.decode()

    assert alone.count('href="/compare/?tier=specialized&amp;tier=little-giant"') == 1  # the neighbours

    assert '<form id="steps" action="/compare/">' in html
    assert 'name="tier" value="little-giant"' in html
    assert html.count('href="/compare/?tier=specialized&amp;tier=little-giant"') == 2
