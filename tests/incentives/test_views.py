import pytest
from django.urls import reverse

from incentives.enums import Delivery, Form, Kind, MeasureStatus, ReformMode, Stacking
from incentives.models import Measure
from policies.enums import Level
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("incentives:measure-list")
MOST_QUERIES = 12


@pytest.fixture
def tiers():
    return factories.ladder()


@pytest.fixture
def catalogue(tiers):
    """Forty measures of every kind, with rows, tiers and agencies."""
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

    assert answer.context["heading"] == "全部惠企措施"
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


def test_unknown_parameter_is_ignored(client, catalogue):
    assert page(client, "colour=red&utm_source=x").context["total"] == 40


def test_page_beyond_the_last_is_404_with_a_way_back(client, catalogue):
    assert LIST in page(client, "page=99", status=404).content.decode()


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


def test_home_counts_and_dates(client, catalogue, tiers, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        answer = client.get("/")

    assert answer.status_code == 200
    assert [total for _, total in answer.context["categories"]] == [40]
    assert [rung.rank for rung in answer.context["rungs"]] == [2, 3]


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
