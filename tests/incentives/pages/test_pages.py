import pytest

from incentives.enums import Delivery, Form, Kind, MeasureStatus, ReformMode, Stacking
from tests import factories
from tests.incentives.listing.test_list import LIST, page, titles

pytestmark = pytest.mark.django_db


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


def test_measure_that_is_over_says_so_and_awards_nothing_on_home_and_ladder(client, tiers):
    over = factories.measure(
        kind=Kind.SUBSIDY, delivery=Delivery.RECOGNITION, tiers=[tiers["specialized"]], apply_until="2020-01-31"
    )
    factories.subsidy_tier(over, 770_000, enterprise_tier=tiers["specialized"], form=Form.AWARD)
    beside = factories.measure(title="还开着的", category=over.category)

    home = client.get("/")
    assert [total for _, total in home.context["categories"]] == [1]
    assert "77 万元" not in home.content.decode() + client.get("/ladder/").content.decode()
    for address in (over.get_absolute_url(), over.get_absolute_url() + "sheet/"):
        assert "申报已于2020年1月31日截止" in client.get(address).content.decode()
    assert '<li class="tag tag--outline">已截止</li>' in page(client, "include_closed=1").content.decode()
    compared = client.get("/compare/", {"m": [over.slug, beside.slug]}).content.decode()
    assert "2020年1月31日止，已过" in compared
    assert over.title not in client.get(beside.get_absolute_url()).content.decode()


def test_list_of_a_tier_tells_how_many_measures_name_it(client, tiers):
    for named in (["specialized"], ["specialized", "little-giant"], ["sme"], [], [], []):
        factories.measure(tiers=[tiers[slug] for slug in named])
    said = "其中 1 项点名所选梯次，1 项面向中小微企业，3 项来源未限定梯次。"

    assert page(client, "tier=little-giant").context["notices"] == [said]
    assert page(client, "tier=little-giant&min_amount=1").context["notices"] == []
    assert page(client).context["notices"] == []


def test_card_shows_the_award_of_the_tier_chosen(client, tiers):
    measure = factories.measure(kind=Kind.SUBSIDY, tiers=[tiers["specialized"], tiers["little-giant"]])
    factories.subsidy_tier(measure, 500_000, enterprise_tier=tiers["specialized"], form=Form.AWARD)
    factories.subsidy_tier(measure, 2_000_000, enterprise_tier=tiers["little-giant"])

    assert page(client, "tier=little-giant").context["cards"][0].headline.text == "200 万元"
    assert page(client).context["cards"][0].headline.text == "50 万—200 万元"


@pytest.mark.parametrize("status", [MeasureStatus.DRAFT, MeasureStatus.REVIEW, MeasureStatus.ARCHIVED])
def test_unpublished_measures_are_seen_nowhere(client, status):
    hidden = factories.measure(title="尚未公开的事项", status=status)
    source = hidden.clauses.get()
    addresses = [
        "/",
        LIST,
        f"{LIST}?q=尚未公开",
        "/documents/",
        source.document.get_absolute_url(),
        source.get_absolute_url(),
        "/indicators/",
        "/ladder/",
    ]

    assert client.get(hidden.get_absolute_url()).status_code == 404
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "尚未公开的事项" not in answer.content.decode().replace("“尚未公开”", "")


@pytest.fixture
def subsidy(tiers):
    indicator = factories.indicator(name="同节指标", value=77)
    measure = factories.measure(
        kind=Kind.SUBSIDY,
        title="升级奖励",
        tiers=[tiers["specialized"], tiers["leading"]],
        agencies=[factories.agency(name="绿谷市工信局", phone="0000-1")],
        stacking=Stacking.NOT_STATED,
        sourced=False,
    )
    factories.link(measure, "clauses", indicator.clause)
    factories.link(measure, "indicators", indicator)
    factories.link(measure, "basis", factories.document(title="绿谷市奖励办法"))
    factories.subsidy_tier(measure, 500_000, enterprise_tier=tiers["specialized"], first_time=True, label="首次评上")
    factories.subsidy_tier(measure, enterprise_tier=tiers["leading"], revenue_over=5_000_000_000, label="过线")
    factories.condition(measure, sentence="在绿谷市注册")
    factories.condition(measure, sentence="收入为主营业务", row=2, field="size", operator="eq", value="small")
    return measure


def test_measure_page_says_what_how_and_where(client, subsidy):
    text = client.get(subsidy.get_absolute_url()).content.decode()

    for word in ("50 万元", "来源未载明", "50 亿元", "在绿谷市注册", "同节指标", "绿谷市奖励办法", "绿谷市工信局"):
        assert word in text
    assert subsidy.clauses.get().get_absolute_url() in text
    assert "以主管部门最新文件为准" in text


def test_measure_page_costs_the_same_at_any_size(client, subsidy, django_assert_max_num_queries):
    for n in range(10):
        factories.condition(subsidy, sentence=f"条件{n}")
        factories.subsidy_tier(subsidy, 5, label=f"档{n}")

    with django_assert_max_num_queries(18):
        client.get(subsidy.get_absolute_url())


def test_measure_page_gives_the_hotline_where_no_phone_is_stated(client):
    assert "12345" in client.get(factories.measure().get_absolute_url()).content.decode()


def test_measure_page_of_every_kind(client):
    talent = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(talent, 100_000, max_age=40, doctorate=True)
    loan = factories.measure(kind=Kind.LOAN)
    factories.loan_product(loan, name="谷粒贷", credit_limit=3_000_000, interest_subsidy=True)
    reform = factories.measure(kind=Kind.APPROVAL)
    for mode, number in (
        (ReformMode.CANCEL, 1),
        (ReformMode.RECORD, 1),
        (ReformMode.COMMITMENT, 1),
        (ReformMode.OPTIMISE, 1),
    ):
        factories.approval_reform(reform, mode=mode, item_count=number, label=mode.label)
    said = {
        talent: ["10 万元", "40", "博士"],
        loan: ["谷粒贷", "300 万元"],
        reform: ["直接取消审批", "25"],
        factories.measure(kind=Kind.SERVICE): ["来源未载明"],
    }

    for measure, words in said.items():
        text = client.get(measure.get_absolute_url()).content.decode()
        assert [word for word in words if word not in text] == []


def test_related_measures_read_in_the_same_clause_come_first(client):
    measure = factories.measure(title="甲")
    factories.measure(title="乙")
    near = factories.measure(title="丙", sourced=False)
    factories.link(near, "clauses", *measure.clauses.all())

    related = client.get(measure.get_absolute_url()).context["related"]

    assert [other.title for other in related] == ["丙", "乙"]
