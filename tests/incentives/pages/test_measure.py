import pytest

from incentives.enums import Kind, ReformMode
from policies.enums import Stacking
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiers():
    return factories.ladder()


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
    factories.subsidy_tier(measure, enterprise_tier=tiers["leading"], over=5_000_000_000, label="过线")
    factories.condition(measure, sentence="在绿谷市注册")
    factories.condition(measure, sentence="收入为主营业务", row=2, fact="size", operator="eq", value="small")
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
