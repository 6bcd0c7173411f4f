import pytest

from incentives.eligibility.rulebook import Terms
from incentives.enums import Delivery, Form, Kind
from incentives.models import Material, Measure
from incentives.paper.sheet import questions
from policies.enums import Stacking
from tests import factories

pytestmark = pytest.mark.django_db

STACKING, MONEY, LOAN = (
    "能不能和其他奖补一起拿？",
    "没有写明金额的，给多少？怎么计算？",
    "额度、利率、期限各是多少？要不要担保？",
)
TERMS = [Terms("", ("在本市注册",))]


def asked(measure, terms=()) -> list[str]:
    return questions(Measure.objects.all().whole().get(pk=measure.pk), terms)


def test_everything_the_source_leaves_open_is_asked():
    service = factories.measure()

    assert len(asked(service)) == 7
    assert asked(service)[0] == "要满足哪些条件？我们能不能申请？"
    assert asked(service, TERMS)[0] == "要不要申请？怎么办理？"


def test_nothing_is_asked_of_what_is_stated():
    measure = factories.measure(
        delivery=Delivery.APPLICATION,
        apply_until="2030-01-01",
        apply_url="https://example.cn/",
        agencies=[factories.agency()],
    )
    factories.link(measure, "basis", factories.document())
    Material._base_manager.bulk_create([Material(measure=measure, name="营业执照", required=True)])

    assert asked(measure, TERMS) == []


def test_money_and_stacking_are_asked_only_where_there_is_an_award():
    stated = factories.measure(kind=Kind.SUBSIDY, stacking=Stacking.STACKABLE)
    factories.subsidy_tier(stated, 10_000)
    silent = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(silent)

    assert {STACKING, MONEY}.isdisjoint(asked(stated))
    assert {STACKING, MONEY} <= set(asked(silent))
    assert {STACKING, MONEY}.isdisjoint(asked(factories.measure()))


def test_terms_are_asked_of_a_loan_and_not_of_a_fund():
    loan, fund = factories.measure(kind=Kind.LOAN), factories.measure(kind=Kind.LOAN)
    factories.loan_product(loan, credit_limit=10**6)
    factories.loan_product(fund, form=Form.INVESTMENT)

    assert LOAN in asked(loan)
    assert LOAN not in asked(fund)


def test_sheet_holds_conditions_of_columns_too_with_hotline_and_code(client):
    measure = factories.measure(slug="grant", kind=Kind.TALENT)
    factories.talent_grant(measure, 100_000, max_age=40)
    factories.condition(measure, sentence="经遴选入选")

    response = client.get("/measures/grant/sheet/")
    page = response.content.decode()

    assert response.context["terms"] == [("", ("年龄不超过 40 岁", "经遴选入选"))]
    assert "12345" in page
    assert "<svg" in page
    assert "10 万元" in page
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_sheet_of_a_draft_is_not_public(client):
    factories.draft(slug="secret")

    assert client.get("/measures/secret/sheet/").status_code == 404


def test_measure_page_leads_to_the_match_and_the_sheet(client):
    factories.measure(slug="grant")

    page = client.get("/measures/grant/").content.decode()

    assert 'href="/match/?measure=grant"' in page
    assert 'href="/measures/grant/sheet/"' in page


def test_conditions_of_one_row_stand_under_its_name(client):
    measure = factories.measure(slug="grants", kind=Kind.TALENT)
    factories.talent_grant(measure, 100_000, label="博士", max_age=40, doctorate=True)
    factories.talent_grant(measure, 50_000, label="其他", max_age=40)
    factories.condition(measure, sentence="经遴选入选")

    response = client.get("/measures/grants/sheet/")

    assert response.context["terms"] == [
        ("", ("年龄不超过 40 岁", "经遴选入选")),
        ("博士", ("具有博士学位",)),
    ]
    assert "<h3>博士</h3>" in response.content.decode()
