import pytest

from incentives.enums import Form, Kind, ReformMode
from incentives.models.provision import AWARDS
from incentives.statements.clause_lines import ClauseLine, clause_lines
from tests import factories

pytestmark = pytest.mark.django_db


def lines_on(clause, *measures, **values) -> list[ClauseLine]:
    found = clause_lines([clause], measures, **values).get(clause.pk, {})
    return [line for measure in measures for line in found.get(measure.pk, [])]


@pytest.fixture
def award():
    measure = factories.measure(kind=Kind.SUBSIDY)
    row = factories.subsidy_tier(measure, 300_000, label="首次过线", one_off=True, form=Form.AWARD)
    factories.line(row, 3_000_000_000, sentence="年收入首次超过 30 亿元")
    factories.condition(measure, sentence="在绿谷市注册")
    return measure


def test_awards_thresholds_and_conditions_of_a_clause(award):
    assert lines_on(award.clauses.get(), award) == [
        ("奖励标准", "首次过线", "30 万元", "一次性奖励"),
        ("门槛", "年收入首次超过 30 亿元", "", ""),
        ("条件", "在绿谷市注册", "", ""),
    ]


def test_a_row_named_by_its_threshold_is_not_named_twice():
    measure = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(measure, 60_000, label="38 岁以下", max_age=38)

    assert lines_on(measure.clauses.get(), measure) == [
        ("奖励标准", "38 岁以下", "6 万元", ""),
        ("门槛", "38 岁以下", "", ""),
    ]


def test_only_the_tables_that_are_asked_for(award, django_assert_num_queries):
    clause = award.clauses.get()

    with django_assert_num_queries(1):
        lines = lines_on(clause, award, tables=AWARDS)

    assert [line.nature for line in lines] == ["奖励标准"]


def test_rows_that_rest_on_another_clause_are_not_listed(award):
    elsewhere = factories.clause()
    factories.subsidy_tier(award, 700_000, label="别处", clause=elsewhere)

    assert [line.name for line in lines_on(elsewhere, award)] == ["别处"]


def test_reforms_and_loans_are_no_awards():
    reform, loan = factories.measure(kind=Kind.APPROVAL), factories.measure(kind=Kind.LOAN)
    factories.approval_reform(reform, mode=ReformMode.SAME_CITY, label="通办", item_count=45)
    factories.loan_product(loan, label="谷粒贷", name="谷粒贷", credit_limit=2_000_000)

    (of_reform,), (of_loan,) = (lines_on(one.clauses.get(), one) for one in (reform, loan))

    assert of_reform == ("改革方式", "通办", "", "同城通办，45 项")
    assert of_loan == ("产品", "谷粒贷", "", "额度最高 200 万元")


def test_an_award_without_a_sum_is_not_stated(award):
    factories.subsidy_tier(award, label="标杆")

    stated = [line.is_stated for line in lines_on(award.clauses.get(), award, tables=AWARDS) if line.award]

    assert stated == [True, False]
