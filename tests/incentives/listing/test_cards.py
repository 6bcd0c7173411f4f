import pytest

from incentives.enums import AmountState, Form, Kind, Period
from incentives.listing.cards import cards
from incentives.models import EnterpriseTier
from incentives.models.audience import audience_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiers():
    return factories.ladder()


@pytest.fixture
def awards(tiers):
    """A subsidy with a rung for each of two tiers and one for every SME."""
    measure = factories.measure(kind=Kind.SUBSIDY)
    once = {"form": Form.AWARD, "one_off": True}
    factories.subsidy_tier(measure, 500_000, enterprise_tier=tiers["specialized"], first_time=True, **once)
    factories.subsidy_tier(measure, 2_000_000, enterprise_tier=tiers["little-giant"], **once)
    factories.subsidy_tier(measure, 10_000, enterprise_tier=tiers["sme"])
    return measure


def said(measure, *chosen):
    (card,) = cards([measure.pk], audience_of(chosen, EnterpriseTier.objects.all()))
    line = card.headline
    return line.text, line.note, line.state


def test_headline_spans_all_rungs_and_never_adds(awards):
    assert said(awards) == ("1 万—200 万元", "3 档，按条件", AmountState.STATED)


def test_headline_for_the_tier_chosen(awards, tiers):
    assert said(awards, "leading") == ("金额未载明", "", AmountState.NOT_STATED)
    assert said(awards, "specialized")[0] == "1 万—50 万元"
    tiers["specialized"].is_sme = None
    tiers["specialized"].save()
    assert said(awards, "specialized") == ("50 万元", "一次性奖励 · 首次", AmountState.STATED)


def test_headline_without_any_sum():
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure)

    assert said(measure) == ("金额未载明", "", AmountState.NOT_STATED)


def test_headline_of_rates_alone():
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure, rate_min=50, rate_max=50, rate_base="利息")
    factories.subsidy_tier(measure, rate_max=30, rate_base="租金")

    assert said(measure)[0] == "利息的 50%；租金的 最高 30%"


def test_headline_of_sums_for_different_units_is_no_range():
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure, 18, paid_for="平方米", period=Period.MONTH)
    factories.subsidy_tier(measure, 24, paid_for="平方米", period=Period.MONTH)
    assert said(measure)[0] == "18—24 元/平方米·月"

    factories.subsidy_tier(measure, 50_000)
    assert said(measure)[0] == "18 元/平方米·月；24 元/平方米·月；5 万元"


def test_headline_of_one_grant_says_what_it_is_for():
    measure = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(measure, 100_000, form=Form.PROJECT, paid_for="项目")

    assert said(measure) == ("10 万元/项目", "项目资助", AmountState.STATED)


def test_headline_of_loans_is_a_limit_not_an_award():
    silent, stated = factories.measure(kind=Kind.LOAN), factories.measure(kind=Kind.LOAN)
    factories.loan_product(silent)
    factories.loan_product(stated, credit_limit=3_000_000)

    assert said(silent) == ("额度未载明", "1 个产品", AmountState.NOT_STATED)
    assert said(stated) == ("额度最高 300 万元", "1 个产品", AmountState.STATED)


@pytest.mark.parametrize("kind", [Kind.SERVICE, Kind.APPROVAL])
def test_headline_where_money_does_not_apply(kind):
    assert said(factories.measure(kind=kind))[2] == AmountState.NOT_APPLICABLE


def test_card_names_its_first_source():
    measure = factories.measure()
    first = measure.clauses.get()
    factories.link(measure, "clauses", factories.clause(first.document))
    bare = factories.measure(sourced=False)

    place = first.document.get_genre_display() + first.locator
    shown = [(card.place, card.day) for card in cards([measure.pk, bare.pk])]
    assert shown == [(place, first.document.written_on.isoformat()), ("", "")]


def test_card_is_outdated_by_any_clause_but_not_by_one_that_is_not_public():
    measure = factories.measure()
    assert not cards([measure.pk])[0].is_outdated

    factories.link(measure, "clauses", factories.clause(factories.document(edition=2, status="draft"), edition=1))
    assert not cards([measure.pk])[0].is_outdated

    factories.link(measure, "clauses", factories.clause(factories.document(edition=2), edition=1))
    assert cards([measure.pk])[0].is_outdated


def test_card_names_tiers_in_the_order_of_the_ladder(tiers):
    measure = factories.measure(tiers=[tiers["sme"], tiers["little-giant"], tiers["specialized"]])

    names = [text for text, is_tier in cards([measure.pk])[0].tags if is_tier]

    assert names == [tier.short_name for tier in measure.tiers.all()]
    assert len(names) == 3


def test_cards_cost_one_query_for_each_table(django_assert_num_queries):
    keys = [factories.measure(kind=kind).pk for kind in (Kind.SUBSIDY, Kind.TALENT, Kind.LOAN, Kind.SERVICE) * 3]

    with django_assert_num_queries(6):  # measures, three tables of rows, tiers, clauses
        assert [card.measure.pk for card in cards(keys)] == keys


def test_card_shows_the_award_of_the_tier_chosen(client, tiers):
    measure = factories.measure(kind=Kind.SUBSIDY, tiers=[tiers["specialized"], tiers["little-giant"]])
    factories.subsidy_tier(measure, 500_000, enterprise_tier=tiers["specialized"], form=Form.AWARD)
    factories.subsidy_tier(measure, 2_000_000, enterprise_tier=tiers["little-giant"])

    assert client.get("/measures/?tier=little-giant").context["cards"][0].headline.text == "200 万元"
    assert client.get("/measures/").context["cards"][0].headline.text == "50 万—200 万元"


def test_card_shows_the_award_of_the_tier_that_the_words_name(client, tiers):
    measure = factories.measure(
        title="梯次奖励", kind=Kind.SUBSIDY, tiers=[tiers["specialized"], tiers["little-giant"]]
    )
    factories.subsidy_tier(measure, 500_000, enterprise_tier=tiers["specialized"])
    factories.subsidy_tier(measure, 2_000_000, enterprise_tier=tiers["little-giant"])
    other = factories.measure(title="little-giant 之外的奖励", kind=Kind.SUBSIDY)
    factories.subsidy_tier(other, 70_000, enterprise_tier=tiers["leading"])

    shown = client.get("/measures/", {"q": "little-giant 奖励"}).context["cards"]
    asked = client.get("/measures/", {"q": "little-giant 奖励", "tier": "specialized"}).context["cards"]

    assert {card.measure: card.headline.text for card in shown} == {measure: "200 万元", other: "7 万元"}
    assert {card.measure: card.headline.text for card in asked} == {measure: "50 万元", other: "金额未载明"}
