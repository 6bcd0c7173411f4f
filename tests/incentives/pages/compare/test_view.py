import re

import pytest
from django.core.management import call_command

from incentives.enums import Delivery, Form, Kind, LoanStage
from incentives.pages.compare.view import MOST
from tests import factories

URL = "/compare/"


def compare(client, *slugs):
    return client.get(URL, {"m": slugs})


def rows(response):
    """Title → column → row's label → lines."""
    return {
        rows.table.title: {
            row.label: {label: cell.lines for label, cell in cells} for _, row, cells in rows.table.rows
        }
        for rows in response.context["tables"]
    }  # fmt: skip


def lines(response):
    fields = response.context["comparison"].fields
    return {line.label: ([cell.lines for _, cell in line.cells], line.differs) for line in fields}


@pytest.fixture
def pair(db):
    return [
        factories.measure(slug="one", title="甲", promise="得到甲", delivery=Delivery.RECOGNITION),
        factories.measure(slug="two", title="乙", promise="得到乙", contact_phone="0371-1", audience="企业"),
    ]


def test_fields_stand_side_by_side_with_what_differs(client, pair):
    factories.condition(pair[0], sentence="在本市注册")
    found = lines(compare(client, "two", "one"))

    assert found["得到什么"] == ([("得到乙",), ("得到甲",)], True)
    assert found["办理方式"] == ([(), ("认定",)], True)
    assert found["申报条件"] == ([(), ("在本市注册",)], True)
    assert found["申报材料"] == ([(), ()], False)
    assert found["咨询电话"] == ([("0371-1",), ()], True)
    assert found["金额"][0] == [("非奖补类", "服务"), ("非奖补类", "服务")]


def test_page_says_what_differs_and_what_is_not_stated(client, pair):
    page = compare(client, "one", "two").content.decode()

    assert "不同之处" in page
    assert "来源未载明" in page
    assert re.search("来源都没有写：.*申报材料.*。", page)


def test_fields_are_told_apart_by_what_is_known_of_them(client, pair):
    comparison = compare(client, "one", "two").context["comparison"]

    assert {"得到什么", "办理方式", "咨询电话"} <= {field.label for field in comparison.differing}
    assert {"类别", "事项类型", "最近复核"} <= {field.label for field in comparison.same}
    assert {"申报材料", "申报时间", "叠加规则"} <= set(comparison.unknown)
    assert "最近复核" not in comparison.unknown


def test_our_own_facts_are_not_left_open_by_a_source(client, pair):
    assert lines(compare(client, "one", "two"))["最近复核"] == ([("本站尚未复核",)] * 2, False)


def test_what_is_all_the_same_is_said(client, db):
    category = factories.category("fiscal")
    source = factories.clause()
    for slug in ("one", "two"):
        row = factories.measure(slug=slug, title=slug, category=category, sourced=False)
        factories.link(row, "clauses", source)

    page = compare(client, "one", "two").content.decode()

    assert "来源写到的都相同。" in page


@pytest.mark.parametrize(
    ("slugs", "said"),
    [
        ([], "还没有选事项。"),
        (["one"], "再选一项才能对比。"),
        (["one", "one"], "再选一项才能对比。"),
        (["one", "no-such"], "没有“no-such”这个惠企事项，它可能已撤下。"),
        (["one", "two", "a", "b", "c"], f"最多对比 {MOST} 项，这里有 5 项。"),
    ],
)
def test_wrong_number_or_unknown_is_said(client, pair, slugs, said):
    for slug in ("a", "b", "c"):
        factories.measure(slug=slug)
    factories.draft(slug="no-such")

    response = compare(client, *slugs)

    assert response.status_code == 200
    assert said in response.content.decode()
    assert "comparison" not in response.context


def test_provisions_of_each_kind_in_a_table_of_their_own(client, db):
    subsidy = factories.measure(slug="s", kind=Kind.SUBSIDY)
    tier = factories.tier("x", name="甲等")
    factories.subsidy_tier(subsidy, 10_000, label="档", enterprise_tier=tier, over=10**8, first_time=True)
    factories.subsidy_tier(subsidy, label="无")
    talent = factories.measure(slug="t", kind=Kind.TALENT)
    factories.talent_grant(talent, 50_000, label="人", max_age=40, doctorate=False)
    approval = factories.measure(slug="a", kind=Kind.APPROVAL)
    factories.approval_reform(approval, label="批", item_count=0, is_new=True)
    loan = factories.measure(slug="l", kind=Kind.LOAN)
    factories.loan_product(
        loan, label="贷", credit_limit=10**6, annual_rate="3.50", term_months=12, stage=LoanStage.OFFERED
    )
    factories.loan_product(loan, label="金", form=Form.INVESTMENT, invest_share_min_percent=50)

    response = compare(client, "s", "t", "a", "l")
    found = rows(response)

    assert list(found) == ["奖补", "人才资助", "审批改革", "金融产品"]
    assert found["奖补"]["档"] == {
        "企业梯次": ("甲等",),
        "门槛": ("年主营业务收入首次超过 1 亿元",),
        "首次": ("限首次",),
        "金额": ("1 万元",),
    }
    assert found["奖补"]["无"]["金额"] == ()
    (subsidies,) = [rows for rows in response.context["tables"] if rows.table.title == "奖补"]
    assert set(subsidies.unknown) == {"一次性", "支持方式", "按什么计发", "计发周期"}
    assert found["人才资助"]["人"]["年龄"] == ("40 岁以下",)
    assert found["人才资助"]["人"]["学位"] == ("不限博士",)
    assert found["审批改革"]["批"] == {"方式": ("直接取消审批",), "事项数": ("0 项",), "新增": ("新增",)}
    assert found["金融产品"]["贷"]["年利率"] == ("3.5%",)
    assert found["金融产品"]["贷"]["投资占可投规模"] == ("—",)
    assert found["金融产品"]["金"]["额度上限"] == ("—",)
    assert found["金融产品"]["金"]["投资占可投规模"] == ("不低于 50%",)
    assert "损失允许率" not in found["金融产品"]["金"]


def test_loans_alone_have_no_columns_of_funds(client, db):
    for slug in ("a", "b"):
        factories.loan_product(factories.measure(slug=slug, kind=Kind.LOAN), label=slug)

    assert "损失允许率" not in rows(compare(client, "a", "b"))["金融产品"]["a"]


def test_periods_and_review(client, pair):
    type(pair[0])._base_manager.filter(slug="one").update(
        apply_from="2026-01-01", apply_until="2099-06-30", reviewed_on="2026-02-01"
    )
    found = lines(compare(client, "one", "two"))

    assert found["申报时间"][0] == [("2026年1月1日起", "2099年6月30日止"), ()]
    assert found["最近复核"][0] == [("2026年2月1日",), ("本站尚未复核",)]


def test_loans_and_talents_of_the_content(client, db):
    call_command("load_content", verbosity=0)

    found = rows(compare(client, "inclusive-tech-loans", "ip-revenue-abs", "industry-backbone-talent-award"))

    assert list(found["金融产品"]) == ["科创E贷", "集群E贷", "善新贷", "善科贷", "知识产权收益权 ABS"]
    assert found["金融产品"]["知识产权收益权 ABS"]["阶段"] == ("探索中",)
    assert found["人才资助"]["产业骨干人才奖励"]["金额"] == ("5 万—10 万元",)


def test_list_offers_the_choice_without_a_script(client, pair):
    page = client.get("/measures/").content.decode()

    assert '<form id="compare" action="/compare/"></form>' in page
    assert 'form="compare" name="m" value="one"' in page
    assert compare(client, "one", "two").headers["Referrer-Policy"] == "same-origin"


def test_number_of_queries_does_not_grow(client, db, django_assert_max_num_queries):
    slugs = []
    for _ in range(4):
        measure = factories.measure(kind=Kind.SUBSIDY)
        for _ in range(5):
            factories.subsidy_tier(measure, 10_000, enterprise_tier=factories.tier(f"t-{factories.number.__next__()}"))
        slugs.append(measure.slug)
    with django_assert_max_num_queries(25):
        compare(client, *slugs)


def test_conditions_are_those_of_the_measure_s_page_and_of_its_file(client, pair):
    measure = factories.measure(slug="lines", kind=Kind.TALENT)
    factories.talent_grant(measure, 100_000, label="博士")
    factories.talent_grant(measure, 50_000, label="其他")
    factories.condition(measure, sentence="在本市注册")
    factories.condition(measure, sentence="不超过 40 岁", row=1)

    found = lines(compare(client, "lines", "one"))
    page = client.get(measure.get_absolute_url()).content.decode()
    file = b"".join(client.get("/measures.csv").streaming_content).decode()

    assert found["申报条件"][0][0] == ("在本市注册", "博士：不超过 40 岁")
    assert all(f"<p>{sentence}</p>" in page for sentence in ("在本市注册", "不超过 40 岁"))
    assert "在本市注册" in file
    assert "不超过 40 岁" in file


@pytest.mark.parametrize("slugs", [[], ["one"], ["one", "nobody"]])
def test_wrong_choice_has_a_way_to_the_list(client, pair, slugs):
    assert 'href="/measures/">去选惠企事项' in compare(client, *slugs).content.decode()
