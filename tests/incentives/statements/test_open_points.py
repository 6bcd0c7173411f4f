import pytest

from incentives.eligibility.rulebook import rulebook_of
from incentives.enums import Availability, Delivery, Form, Kind
from incentives.models import Material, Measure
from incentives.statements.open_points import (
    IN_FORCE,
    POINTS,
    STACKED,
    WHO_MAY,
    inquiry,
    open_points,
    open_points_asked,
)
from policies.enums import Stacking, TermKind
from policies.search.question import Asked
from tests import factories

pytestmark = pytest.mark.django_db
STACKING = "能不能和其他奖补一起拿？"
MONEY = "没有写明金额的，给多少？怎么计算？"


def whole(measure) -> Measure:
    return Measure.objects.all().whole().get(pk=measure.pk)


def names(measure) -> tuple[str, ...]:
    return open_points(whole(measure)).names


def questions(measure) -> tuple[str, ...]:
    return open_points(whole(measure)).questions


def test_everything_the_source_leaves_open_is_named_and_asked_once():
    points = open_points(whole(factories.measure()))

    assert points.names == (
        "支持对象",
        "申报条件",
        "办理方式",
        "申报入口",
        "申报材料",
        "申报时间和截止日期",
        "认定或负责的部门",
        "咨询电话",
        "政策依据",
        "有效期",
    )
    assert points.questions[0] == WHO_MAY
    assert points.questions[-1] == IN_FORCE
    assert len(points.questions) == 8


def test_nothing_is_asked_of_what_is_stated():
    measure = factories.measure(
        audience="谷穗企业",
        delivery=Delivery.APPLICATION,
        apply_until="2030-01-01",
        apply_url="https://example.cn/",
        contact_phone="0000-8",
        valid_until="2031-01-01",
        agencies=[factories.agency()],
    )
    factories.link(measure, "basis", factories.document())
    factories.condition(measure, sentence="在本市注册")
    Material._base_manager.bulk_create([Material(measure=measure, name="营业执照", required=True)])

    assert open_points(whole(measure)) == ((), (), ())


def test_what_stands_beside_the_rows_is_not_named_with_the_rest():
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure)

    points = open_points(whole(measure))

    assert set(points.names) - set(points.besides_rows) == {"金额", STACKED.name}


def test_what_is_only_to_be_known_of_has_nothing_to_apply_for():
    measure = factories.measure(availability=Availability.ACTIVITY)

    assert names(measure) == ("支持对象", "认定或负责的部门", "政策依据", "有效期")


def test_money_and_stacking_are_asked_only_where_there_is_an_award():
    stated = factories.measure(kind=Kind.SUBSIDY, stacking=Stacking.STACKABLE)
    factories.subsidy_tier(stated, 10_000)
    silent = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(silent)

    assert {STACKING, MONEY}.isdisjoint(questions(stated))
    assert {STACKING, MONEY} <= set(questions(silent))
    assert {STACKING, MONEY}.isdisjoint(questions(factories.measure()))


def test_each_term_of_a_loan_is_asked_that_it_leaves_open_and_none_of_a_fund():
    loan, fund = factories.measure(kind=Kind.LOAN), factories.measure(kind=Kind.LOAN)
    factories.loan_product(loan, credit_limit=10**6, guarantee="免抵押", interest_subsidy=False)
    factories.loan_product(fund, form=Form.INVESTMENT)
    about_terms = {point.question for point in POINTS if point.asked == Asked.TERMS}

    assert about_terms & set(questions(loan)) == {"年利率是多少？", "最长可以用多久？"}
    assert about_terms.isdisjoint(questions(fund))


def test_a_row_that_names_whom_it_is_for_states_a_condition():
    measure = factories.measure(kind=Kind.TALENT, audience="谷穗人才")
    factories.talent_grant(measure, 50_000, max_age=38)

    assert "申报条件" not in names(measure)


@pytest.mark.parametrize(
    ("term", "name"),
    [
        (TermKind.STACKING, "能否叠加（都拿）"),
        (TermKind.VALIDITY, "有效期"),
        (TermKind.APPLY_WINDOW, "申报时间和截止日期"),
    ],
)
def test_what_the_document_settles_for_all_is_not_open(term, name):
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure, 10_000)
    before = names(measure)
    factories.term(measure.clauses.get(), term, "x")

    assert name in before
    assert name not in names(measure)


def test_a_search_is_answered_only_with_what_no_row_states():
    loan = factories.measure(kind=Kind.LOAN)
    factories.loan_product(loan, credit_limit=10**6)
    factories.loan_product(loan, name="麦浪贷")

    assert open_points_asked(whole(loan), Asked.TERMS) == ["利率", "期限", "担保要求"]
    assert "额度最高多少？" in questions(loan)
    assert open_points_asked(whole(factories.measure()), Asked.SUM) == ["金额"]


def test_some_rows_that_leave_a_point_open_are_called_some():
    point = next(point for point in POINTS if point.name == "额度")
    loan = factories.measure(kind=Kind.LOAN)
    factories.loan_product(loan, credit_limit=10**6)
    factories.loan_product(loan, name="麦浪贷")

    assert point.name_in(whole(loan)) == "部分额度"


def test_inquiry_says_what_it_is_about_where_it_is_written_and_what_to_ask():
    measure = factories.measure(title="“谷穗”奖励")
    clause = measure.clauses.get()

    said = inquiry(whole(measure), ["给多少？", "找谁？"])

    assert said == (
        f"您好，我想咨询“‘谷穗’奖励”。《{clause.document.title}》（2025年3月1日）第一部分第1句写到了它，"
        "有几点没有写明。请问：\n1. 给多少？\n2. 找谁？"
    )
    assert inquiry(whole(factories.measure(title="麦浪", sourced=False)), ["找谁？"]).startswith(
        "您好，我想咨询“麦浪”。请问："
    )


def test_conditions_are_open_exactly_where_the_rules_know_none():
    tiers = factories.ladder()
    bare, ruled = factories.measure(kind=Kind.SUBSIDY), factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(bare, 10_000)
    factories.subsidy_tier(ruled, 10_000, enterprise_tier=tiers["specialized"])

    for measure in (bare, ruled):
        known = rulebook_of([measure.slug]).terms(whole(measure))
        assert ("申报条件" in names(measure)) is not bool(known)
