import pytest

from incentives.enums import Kind
from tests import factories
from tests.policies.pages.addresses import at, text

pytestmark = pytest.mark.django_db
CLAUSE_PAGE = 27  # queries, with measures of every kind and with the text


def test_clause_page_shows_gist_until_the_text_is_there(client, document):
    clause = at(document, "1.1")
    assert "大意1.1" in text(client, clause.get_absolute_url())

    clause.text, clause.fingerprint = "原文在此。", "0" * 64
    clause.save()

    page = text(client, clause.get_absolute_url())
    assert "原文在此。" in page
    assert at(document, "0.1").get_absolute_url() in page
    assert at(document, "1.2").get_absolute_url() in page


def test_clause_page_shows_the_latest_edition(client, document):
    factories.clause(document, path="1.1", position=1, edition=2, gist="新版大意")

    assert "新版大意" in text(client, at_edition(document, 2).get_absolute_url())


def at_edition(document, edition):
    return document.clauses.get(path="1.1", edition=edition)


@pytest.mark.parametrize("path", ["9.9", "1", "1.x", "..", "1.1.1"])
def test_clause_that_is_not_there(client, document, path):
    text(client, f"{document.get_absolute_url()}{path}/", status=404)


def test_clause_that_many_measures_cite_lists_them_in_pages(client, document, django_assert_max_num_queries):
    clause = at(document, "1.1")
    clause.text, clause.fingerprint = "每家奖励5万元。", "0" * 64
    clause.save()
    for n in range(10, 70):
        factories.link(factories.measure(title=f"第{n}项", sourced=False), "clauses", clause)
    address = clause.get_absolute_url()

    with django_assert_max_num_queries(CLAUSE_PAGE):
        first = text(client, address)
    last, whole = text(client, f"{address}?page=2"), text(client, document.get_absolute_url())

    assert "取自本句的事项（共 60 项）" in first
    assert "第59项" in first
    assert "第60项" not in first
    assert "第69项" in last
    assert f'href="{address}"' in text(client, f"{address}?page=3", status=404)
    assert f'href="{address}">共 60 项，看全部</a>' in whole
    assert "第14项" in whole
    assert "第15项" not in whole


def test_awards_thresholds_and_conditions_that_rest_on_the_sentence_are_listed(client, document):
    clause = at(document, "1.1")
    award = factories.measure(title="银穗奖励", kind=Kind.SUBSIDY, sourced=False)
    row = factories.subsidy_tier(award, 300_000, label="评上银穗", clause=clause)
    factories.line(row, 3_000_000_000, sentence="年收入超过 30 亿元", clause=clause)
    factories.subsidy_tier(award, label="评上铜穗", clause=clause)
    factories.condition(award, sentence="在绿谷市注册", clause=clause)
    factories.indicator(name="银穗企业", value=17, clause=clause)

    page = text(client, clause.get_absolute_url())

    for line in (
        '<small class="gist">奖励标准</small>评上银穗：<span class="money nowrap">30 万元</span>',
        '<small class="gist">奖励标准</small>评上铜穗：<span class="unstated">金额来源未载明</span>',
        '<small class="gist">门槛</small>年收入超过 30 亿元',
        '<small class="gist">条件</small>在绿谷市注册',
        "17 家",
    ):
        assert line in page


def test_figure_is_marked_in_the_text_and_leads_to_its_measure(client, document):
    clause = at(document, "1.1")
    clause.text, clause.fingerprint = "评上银穗的企业给予30万元奖励。", "0" * 64
    clause.save()
    award = factories.measure(kind=Kind.SUBSIDY, sourced=False)
    factories.subsidy_tier(award, 300_000, label="评上银穗", clause=clause)

    page = text(client, clause.get_absolute_url())

    assert f'<mark class="figure nowrap"><a href="{award.get_absolute_url()}"' in page
    assert "原文尚未导入" not in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://grain.example/1.html", 'href="https://grain.example/1.html" rel="external">到官方页面看原文</a>'),
        ("", "官方页面的地址本站没有收录"),
    ],
)
def test_without_the_text_the_page_says_so_and_where_the_official_page_is(client, document, address, said):
    document.source_url = address
    document.save()

    for page in (text(client, at(document, "1.1").get_absolute_url()), text(client, document.get_absolute_url())):
        assert "原文尚未导入" in page
        assert said in page


def test_clause_page_costs_the_same_for_any_number_of_rows(client, document, django_assert_max_num_queries):
    clause = at(document, "1.1")
    for kind, add in (
        (Kind.SUBSIDY, factories.subsidy_tier),
        (Kind.TALENT, factories.talent_grant),
        (Kind.LOAN, factories.loan_product),
        (Kind.APPROVAL, factories.approval_reform),
    ):
        add(factories.measure(kind=kind, sourced=False), clause=clause)
    clause.text, clause.fingerprint = "每家奖励5万元。", "0" * 64
    clause.save()

    with django_assert_max_num_queries(CLAUSE_PAGE):
        text(client, clause.get_absolute_url())
