import datetime
import re

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

    with django_assert_max_num_queries(17):
        client.get(subsidy.get_absolute_url())


def test_measure_page_gives_the_hotline_where_no_phone_is_stated(client):
    assert "12345" in client.get(factories.measure().get_absolute_url()).content.decode()


def test_what_no_grant_states_is_said_once(client):
    talent = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(talent, 100_000, label="甲")
    factories.talent_grant(talent, 200_000, label="乙", max_age=40)

    html = client.get(talent.get_absolute_url()).content.decode()

    assert html.count('data-label="年龄"') == 2
    assert 'data-label="学位"' not in html
    assert re.search(r"<p class=\"note\">\s*学位：", html)


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
        factories.measure(kind=Kind.SERVICE): ["来源没有写：支持对象、申报条件、"],
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


def page_of(client, measure) -> str:
    return client.get(measure.get_absolute_url()).content.decode()


def test_page_begins_with_who_how_much_how_and_whom_to_ask(client, subsidy):
    page = page_of(client, subsidy)

    places = [page.index(word) for word in ("给多少", "咨询电话", "来源没有写：", "打 12345 这样问", 'id="rows-title"')]
    assert places == sorted(places)


def test_several_rungs_are_one_range_that_leads_to_them(client):
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure, 300_000)
    factories.subsidy_tier(measure, 700_000)

    page = page_of(client, measure)

    assert "30 万—70 万元" in page
    assert '<a class="row-link" href="#rows-title">2 档，按条件</a>' in page


def test_award_without_a_sum_says_so_above(client):
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure)

    panel = page_of(client, measure).split('id="how-title"')[1].split("</dl>")[0]

    assert "来源未载明" in panel


def test_page_says_what_to_ask_on_the_telephone(client):
    measure = factories.measure(title="“谷穗”奖励", contact_phone="0000-8")

    page = page_of(client, measure)

    assert "打 0000-8 这样问" in page
    assert "您好，我想咨询“‘谷穗’奖励”。" in page
    assert 'data-copy="inquiry"' in page
    assert "js/copy.js" in page


@pytest.mark.parametrize(("genre", "label"), [("reply", "答复单位"), ("opinion", "发文机关")])
def test_page_names_the_office_that_issued_its_source(client, genre, label):
    document = factories.document(genre=genre)
    document.issuers.add(factories.agency(name="绿谷市答复局"))
    measure = factories.measure(sourced=False)
    factories.link(measure, "clauses", factories.clause(document), factories.clause(document))

    page = page_of(client, measure)

    assert page.count(f"<dt>{label}</dt>") == 1
    assert page.count("绿谷市答复局") >= 1


def test_platform_that_the_same_clause_names_is_linked(client):
    loan = factories.measure(title="谷粒贷款", kind=Kind.LOAN)
    beside = {"sourced": False, "category": loan.category}
    named = factories.measure(title="“谷好融”平台", **beside)
    for other in (named, factories.measure(title="谷粒讲座", **beside)):
        factories.link(other, "clauses", loan.clauses.get())
    factories.measure(title="别处的平台", category=loan.category)

    response = client.get(loan.get_absolute_url())

    assert response.context["channels"] == [named]
    assert f'<dt>平台网点</dt>\n        \n          <dd>\n            <a href="{named.get_absolute_url()}">' in (
        response.content.decode()
    )


def test_loans_are_one_table_and_what_none_states_is_said_once(client):
    loan = factories.measure(kind=Kind.LOAN)
    for name in ("谷粒贷", "麦浪贷", "稻香贷"):
        factories.loan_product(loan, label=name, name=name, operator="谷城银行")

    page = page_of(client, loan).split('id="rows-title"')[1].split("</section>")[0]

    assert page.count("<table") == 1
    assert page.count("来源未载明") == 1
    assert "平台、阶段、额度上限、年利率、期限、担保要求、贴息：" in page
    assert page.count("谷城银行") == 3


def test_stated_guarantee_stands_in_the_table(client):
    loan = factories.measure(kind=Kind.LOAN)
    factories.loan_product(loan, guarantee="免抵押", annual_rate="3.5")

    page = page_of(client, loan)

    assert '<td data-label="担保要求">' in page
    assert "免抵押" in page
    assert f'href="{loan.clauses.get().context_url}">3.5%</a>' in page


def test_empty_sections_are_left_out_and_stated_ones_stand(client):
    bare = page_of(client, factories.measure())
    full = factories.measure(
        valid_until=datetime.date(2999, 1, 1), apply_until=datetime.date(2999, 2, 2), apply_url="https://grain.example/"
    )
    factories.condition(full, sentence="在绿谷市注册")
    page = page_of(client, full)

    for heading in ("conditions-title", "materials-title", "<dt>有效期</dt>", "<dt>申报时间</dt>", "<dt>申报入口</dt>"):
        assert heading not in bare
    for words in ("conditions-title", "<dt>有效期</dt>", "<dt>申报时间</dt>", 'href="https://grain.example/"'):
        assert words in page
