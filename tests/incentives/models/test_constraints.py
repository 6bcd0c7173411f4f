import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from incentives.enums import AgencyRole, Kind, MeasureStatus, Period, ReformMode
from incentives.models import (
    ApprovalReform,
    Condition,
    EnterpriseTier,
    LoanProduct,
    Material,
    Measure,
    MeasureAgency,
    SubsidyTier,
    TalentGrant,
)
from policies.caching import content_version
from policies.enums import Validity
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 3, 1)
BEFORE = DAY - datetime.timedelta(days=1)


@pytest.mark.parametrize(
    "values",
    [
        {"valid_from": DAY, "valid_until": BEFORE},
        {"apply_from": DAY, "apply_until": BEFORE},
        {"review_months": 0},
        {"published_at": None},
        {"status": MeasureStatus.SUPERSEDED, "published_at": None},
    ],
)
def test_measure_breaks_a_rule(values):
    with pytest.raises(IntegrityError):
        factories.measure(**values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"version": 1, "status": MeasureStatus.ARCHIVED}, {"version": 1, "status": MeasureStatus.SUPERSEDED}),
        ({"version": 1}, {"version": 2}),
        ({"version": 1, "status": MeasureStatus.DRAFT}, {"version": 2, "status": MeasureStatus.REVIEW}),
    ],
)
def test_measure_versions_collide(one, other):
    factories.measure(slug="same", **one)

    with pytest.raises(IntegrityError):
        factories.measure(slug="same", **other)


def test_measure_published_and_draft_share_a_slug():
    factories.measure(slug="same")
    factories.draft(slug="same", version=2)

    assert Measure.objects.published().get().version == 1
    assert Measure.objects.in_work().get().version == 2


AWARDS = [
    {"amount_min": 2, "amount_max": 1},
    {"amount_min": 0, "amount_max": 5},
    {"amount_min": None, "amount_max": -5},
    {"rate_min": Decimal(60), "rate_max": Decimal(50), "rate_base": "利息"},
    {"rate_min": None, "rate_max": Decimal(101), "rate_base": "利息"},
    {"rate_min": None, "rate_max": Decimal(50), "rate_base": ""},
    {"rate_base": "利息"},
]


@pytest.mark.parametrize("values", AWARDS)
def test_subsidy_tier_breaks_a_rule(values):
    measure = factories.measure(kind=Kind.SUBSIDY)

    with pytest.raises(IntegrityError):
        factories.subsidy_tier(measure, **values)


@pytest.mark.parametrize("values", [*AWARDS, {"max_age": 5}])
def test_talent_grant_breaks_a_rule(values):
    measure = factories.measure(kind=Kind.TALENT)

    with pytest.raises(IntegrityError):
        factories.talent_grant(measure, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"credit_limit": 0},
        {"annual_rate": Decimal(101)},
        {"invest_share_min_percent": Decimal(-1)},
        {"loss_tolerance_percent": Decimal(101)},
    ],
)
def test_loan_product_breaks_a_rule(values):
    measure = factories.measure(kind=Kind.LOAN)

    with pytest.raises(IntegrityError):
        factories.loan_product(measure, **values)


@pytest.mark.parametrize("make", [factories.subsidy_tier, factories.talent_grant, factories.loan_product])
def test_provision_position_unique(make):
    measure = factories.measure()
    make(measure, position=1)

    with pytest.raises(IntegrityError):
        make(measure, position=1)


@pytest.mark.parametrize("values", [{"position": 1, "mode": ReformMode.RECORD}, {"position": 2}])
def test_approval_reform_unique(values):
    measure = factories.measure(kind=Kind.APPROVAL)
    factories.approval_reform(measure)

    with pytest.raises(IntegrityError):
        factories.approval_reform(measure, **values)


@pytest.mark.parametrize("model", [Condition, Material])
def test_condition_and_material_position_unique(model):
    measure = factories.draft()
    name = {"sentence": "甲"} if model is Condition else {"name": "甲"}
    model.objects.create(measure=measure, position=1, **name)

    with pytest.raises(IntegrityError):
        model.objects.create(measure=measure, position=1, **name)


def test_measure_agency_unique():
    agency = factories.agency()
    measure = factories.draft(agencies=[agency])
    MeasureAgency.objects.create(measure=measure, agency=agency, role=AgencyRole.WITH)

    with pytest.raises(IntegrityError):
        MeasureAgency.objects.create(measure=measure, agency=agency, role=AgencyRole.WITH)


@pytest.mark.parametrize("rows", [SubsidyTier, TalentGrant, ApprovalReform, LoanProduct])
def test_provision_of_another_kind_is_refused(rows):
    measure = factories.draft(kind=Kind.SERVICE)

    with pytest.raises(ValidationError, match="事项类型是“服务”"):
        rows(measure=measure, label="错").clean()


def test_measure_kind_may_not_leave_its_rows_behind():
    measure = factories.draft(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure)
    measure.kind = Kind.LOAN

    with pytest.raises(ValidationError) as refusal:
        measure.full_clean()

    assert "已有“奖补档次”明细" in refusal.value.message_dict["kind"][0]


def test_measure_slug_taken_is_said_at_the_slug():
    factories.measure(slug="same")
    other = factories.draft()
    other.slug = "same"

    with pytest.raises(ValidationError) as refusal:
        other.full_clean()

    assert "请用“修订”" in refusal.value.message_dict["slug"][0]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"valid_from": DAY, "valid_until": BEFORE}, "valid_until"),
        ({"apply_from": DAY, "apply_until": BEFORE}, "apply_until"),
    ],
)
def test_measure_error_stands_at_its_field(values, field):
    measure = factories.draft()
    for name, value in values.items():
        setattr(measure, name, value)

    with pytest.raises(ValidationError) as refusal:
        measure.full_clean()

    assert field in refusal.value.message_dict


@pytest.mark.parametrize(("field", "verb"), [("valid_until", "届满"), ("apply_until", "截止")])
def test_measure_closed_the_day_after_its_end(field, verb):
    measure = factories.measure(**{field: DAY})

    assert measure.ended(DAY) == ""
    assert measure.ended(DAY + datetime.timedelta(days=1)).endswith(verb)
    assert list(Measure.objects.open_on(DAY)) == [measure]
    assert not Measure.objects.open_on(DAY + datetime.timedelta(days=1)).exists()


def test_measure_closes_with_the_document_that_it_rests_on():
    document = factories.document(expires_on=DAY)
    plain = factories.measure(sourced=False)
    own = factories.measure(sourced=False, valid_until=DAY + datetime.timedelta(days=90))
    for measure in (plain, own):
        factories.link(measure, "clauses", factories.clause(document))
        factories.listed(measure)
    after = DAY + datetime.timedelta(days=1)
    plain.refresh_from_db()

    assert plain.ended(DAY) == ""
    assert plain.ended(after).startswith("所据文件已于")
    assert plain.ended(after).endswith("失效")
    assert list(Measure.objects.open_on(after)) == [own]  # it says itself how long it is valid

    document.validity = Validity.REPEALED
    with content_version.changing(document):
        document.save()
    own.refresh_from_db()

    assert own.ended(DAY) == "所据文件已失效"
    assert not Measure.objects.open_on(DAY).exists()


def test_names_and_natural_keys():
    tiers = factories.ladder()
    measure = factories.measure(title="贷款", agencies=[factories.agency(name="财政局")])
    measure.published_at = timezone.now()

    assert EnterpriseTier.objects.get_by_natural_key("leading") == tiers["leading"]
    assert list(EnterpriseTier.objects.on_ladder()) == [tiers["specialized"], tiers["little-giant"]]
    assert tiers["leading"].get_absolute_url() == "/measures/?tier=leading"
    assert Measure.objects.get_by_natural_key(measure.slug, 1) == measure
    assert [str(role) for role in measure.agency_roles.all()] == ["责任部门：财政局"]
    assert str(Material(name="营业执照")) == "营业执照"
    assert str(factories.condition(measure)) == "在本市注册"
    assert str(LoanProduct(label="甲贷")) == "甲贷"


@pytest.mark.parametrize("table", ["subsidy_tier", "talent_grant"])
def test_award_paid_once_has_no_period(table):
    kind = {"subsidy_tier": Kind.SUBSIDY, "talent_grant": Kind.TALENT}[table]
    make = getattr(factories, table)
    make(factories.draft(kind=kind), one_off=False, period=Period.MONTH)

    with pytest.raises(IntegrityError):
        make(factories.draft(kind=kind), one_off=True, period=Period.MONTH)


@pytest.mark.parametrize("thing", ["每人", "每平方米", "人/"])
def test_what_an_award_is_paid_for_is_a_bare_name(thing):
    row = factories.subsidy_tier(factories.draft(kind=Kind.SUBSIDY), 500, paid_for=thing)

    with pytest.raises(ValidationError, match="只写名称，不写“每”"):
        row.full_clean()
