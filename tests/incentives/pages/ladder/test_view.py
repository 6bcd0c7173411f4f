import pytest
from django.core.management import call_command

from incentives.enums import Delivery, Kind
from policies.caching import content_version
from policies.enums import Stacking, TermKind
from tests import factories

URL = "/ladder/"


@pytest.fixture
def tiers(db):
    return {
        slug: factories.tier(slug, name=slug.upper(), rank=rank)
        for slug, rank in (("a", 1), ("b", 2), ("c", 3), ("d", 3))
    }


@pytest.fixture
def awards(tiers):
    """B pays 10 000, C 50 000, D 5 000 元 on being recognised; nothing is said of A."""
    measure = factories.measure(kind=Kind.SUBSIDY, delivery=Delivery.RECOGNITION, tiers=list(tiers.values()))
    for slug, yuan in (("b", 10_000), ("c", 50_000), ("d", 5_000)):
        factories.subsidy_tier(measure, yuan, enterprise_tier=tiers[slug], first_time=True)
    return measure


def path(client, query):
    content_version.raise_version()  # a page kept from before would have no context
    return client.get(f"{URL}?{query}").context["path"]


def names(found):
    return [step.tier.slug for step in found.steps]


def test_path_is_what_lies_between(client, awards):
    assert names(path(client, "at=a&goal=c")) == ["b", "c"]
    assert names(path(client, "goal=d")) == ["a", "b", "d"]
    assert names(path(client, "at=b&goal=c")) == ["c"]
    assert names(path(client, "at=d&goal=c")) == ["c"]
    assert path(client, "") is None


def test_without_a_goal_the_path_leads_to_the_next_rung(client, awards):
    assert names(path(client, "at=a")) == ["b"]
    assert names(path(client, "at=b")) == ["c", "d"]
    assert path(client, "at=d").steps == []
    assert "这已是梯次的最高一级。" in client.get(f"{URL}?at=d").content.decode()


@pytest.mark.parametrize("query", ["at=c&goal=b", "at=b&goal=b", "at=x&goal=b", "goal=x"])
def test_wrong_path_is_said(client, awards, query):
    response = client.get(f"{URL}?{query}")

    assert response.status_code == 200
    assert response.context["path"] is None
    assert 'role="alert"' in response.content.decode()


def test_standing_off_the_ladder_is_named(client, awards):
    assert "“x”不在这个梯次里，请重选。" in client.get(f"{URL}?at=x&goal=b").content.decode()


def test_path_adds_up_only_by_a_stated_rule(client, awards):
    assert path(client, "at=a&goal=c").combined.total is None
    assert "请不要自行相加" in client.get(f"{URL}?at=a&goal=c").content.decode()

    type(awards)._base_manager.update(stacking=Stacking.STACKABLE)

    assert path(client, "at=a&goal=c").combined.total.attainable == 60_000


@pytest.mark.parametrize("url", [URL, "/"])
def test_open_stacking_is_said_until_a_confirmed_term_settles_it(client, awards, url):
    said = "各级奖励能否叠加"
    assert said in client.get(url).content.decode()

    term = factories.term(awards.clauses.get(), TermKind.STACKING, Stacking.HIGHEST_ONLY)
    content_version.raise_version()
    assert said not in client.get(url).content.decode()

    type(term).objects.update(confirmed=False)
    content_version.raise_version()
    assert said in client.get(url).content.decode()


def test_awards_of_different_measures_have_no_common_rule(client, awards, tiers):
    other = factories.measure(kind=Kind.SUBSIDY, delivery=Delivery.RECOGNITION, tiers=[tiers["a"]])
    factories.subsidy_tier(other, 1_000, enterprise_tier=tiers["a"])
    type(awards)._base_manager.update(stacking=Stacking.STACKABLE)

    assert path(client, "goal=b").combined.total is None


def test_difference_is_to_the_step_below(client, awards):
    steps = client.get(URL).context["steps"]

    assert [step.difference for step in steps] == ["", "", "多 4 万元", ""]


def test_same_award_and_a_range(client, tiers):
    measure = factories.measure(kind=Kind.SUBSIDY, delivery=Delivery.RECOGNITION)
    for slug, low, high in (("a", 7, 7), ("b", 7, 7), ("c", 7, 9)):
        factories.subsidy_tier(measure, amount_min=low, amount_max=high, enterprise_tier=tiers[slug])

    assert [step.difference for step in client.get(URL).context["steps"]] == ["", "相同", "", ""]


def test_step_names_its_conditions_and_what_else_it_opens(client, awards, tiers):
    factories.condition(awards, sentence="人人如此")
    factories.condition(awards, row=2, sentence="只在第二行")
    for place in range(5):
        factories.measure(title=f"另{place}", tiers=[tiers["c"]])
    factories.measure(title="过期", tiers=[tiers["c"]], valid_until="2001-01-01")

    steps = {step.tier.slug: step for step in client.get(URL).context["steps"]}

    assert [condition.sentence for condition in steps["c"].conditions] == ["人人如此", "只在第二行"]
    assert [condition.sentence for condition in steps["b"].conditions] == ["人人如此"]
    assert [title for _, title in steps["c"].others.named] == ["另0", "另1", "另2", "另3"]
    assert (steps["c"].others.total, steps["a"].others.total) == (5, 0)
    assert "共 5 项" in client.get(URL).content.decode()


def test_ladder_of_the_content(client, db):
    call_command("load_content", verbosity=0)

    response = client.get(f"{URL}?at=innovative&goal=champion-enterprise")
    found = {step.tier.slug: (step.difference, len(step.awards)) for step in response.context["steps"]}

    assert found == {
        "innovative": ("", 0),
        "specialized": ("", 1),
        "little-giant": ("多 150 万元", 1),
        "champion-enterprise": ("多 300 万元", 1),
        "champion-product": ("", 1),
    }
    assert names(response.context["path"]) == ["specialized", "little-giant", "champion-enterprise"]
    assert response.context["path"].combined.sentence.endswith("单项最高 500 万元")


def test_empty_ladder(client, db):
    assert "还没有收录" in client.get(URL).content.decode()


def test_number_of_queries_does_not_grow(client, awards, tiers, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(7):  # two of them read the content version
            client.get(f"{URL}?at=a&goal=c")
        factories.publish([factories.draft(tiers=[tiers["b"]]) for _ in range(20)])
        for _ in range(20):
            factories.condition(awards)
        content_version.raise_version()


def test_path_leads_to_a_match_that_knows_every_rung(client, awards):
    page = client.get(f"{URL}?at=a&goal=c").content.decode()

    address = "/match/?honour-a=earlier&honour-b=applying&honour-c=applying"
    assert f'href="{address}"'.replace("&", "&amp;") in page
    results = client.get(address).context["results"]
    assert {chip.label for chip in results.chips} == {"B：正在申报", "C：正在申报"}  # no award asks for A
    assert len(results.result_of(awards).offers) == 2


def test_ladder_reads_all_awards_once_for_each_state_of_the_content(client, tiers, awards, django_assert_num_queries):
    factories.measure(title="只点名", tiers=[tiers["b"]])
    assert "只点名" in path_page(client, "")

    with django_assert_num_queries(4):  # the content version thrice, and the conditions of the awards
        client.get(f"{URL}?at=a")

    factories.subsidy_tier(awards, 70_000, enterprise_tier=tiers["b"], position=9)
    factories.measure(title="又一个", tiers=[tiers["b"]])
    changed = path_page(client, "at=a")
    assert "7 万元" in changed
    assert "又一个" in changed


def path_page(client, query):
    content_version.raise_version()
    return client.get(f"{URL}?{query}").content.decode()
