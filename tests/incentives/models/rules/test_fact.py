import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from incentives.models import Condition, Fact, FactChoice
from incentives.models.rules.fact import COLUMN_FACTS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "number"},
        {"kind": "number", "unit": "人", "none_label": "都不是"},
        {"kind": "yes_no", "unit": "人"},
        {"kind": "date", "most": 5},
    ],
)
def test_fact_breaks_a_rule(values):
    with pytest.raises(IntegrityError):
        Fact.objects.create(slug="x", name="某", question="某吗", **values)


@pytest.mark.parametrize("values", [{"value": "micro"}, {"value": "none"}])
def test_choice_breaks_a_rule(values):
    size = factories.facts()["size"]

    with pytest.raises(IntegrityError):
        FactChoice.objects.create(fact=size, label="某", **values)


def test_fact_that_a_column_compares_keeps_its_kind():
    age = factories.facts()["age"]
    age.kind, age.unit, age.most = "yes_no", "", None

    with pytest.raises(ValidationError, match="类型须是“数字”"):
        age.full_clean()


def test_facts_of_columns_are_there_without_content():
    assert set(Fact.objects.all().by_slug()) == set(COLUMN_FACTS)
    assert FactChoice.objects.labels()["size"]["micro"] == "微型企业"


@pytest.mark.parametrize(
    ("fact", "operator", "value", "field"),
    [
        ("age", "lte", "四十", "value"),
        ("age", "in", "40", "operator"),
        ("age", "lte", "-1", "value"),
        ("age", "lte", "Infinity", "value"),
        ("size", "gt", "micro", "operator"),
        ("size", "in", "micro,tiny", "value"),
        ("doctorate", "eq", "maybe", "value"),
        ("doctorate", "in", "yes", "operator"),
        ("honour", "eq", "emperor", "value"),
        ("honour", "sure", "specialized", "operator"),
        ("founded_on", "gte", "2020", "value"),
    ],
)
def test_rule_that_does_not_fit_its_fact_is_refused_at_its_field(fact, operator, value, field):
    factories.tier("specialized")
    condition = rule(fact, operator, value)

    with pytest.raises(ValidationError) as refused:
        condition.full_clean()

    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("fact", "operator", "value"),
    [
        ("age", "lte", "40"),
        ("revenue", "gt", "5000000000"),
        ("size", "in", "micro, small"),
        ("doctorate", "eq", "yes"),
        ("industry", "sure", "manufacturing"),
        ("honour", "in", "specialized"),
        ("founded_on", "gte", "2020-01-01"),
    ],
)
def test_rule_that_fits_its_fact(fact, operator, value):
    factories.tier("specialized")
    condition = rule(fact, operator, value)

    condition.full_clean()

    assert condition.is_checkable


def rule(fact: str, operator: str, value: str) -> Condition:
    facts = factories.facts()
    return Condition(measure=factories.draft(), sentence="某条件", fact=facts[fact], operator=operator, value=value)


@pytest.mark.parametrize(
    "values",
    [{"fact": "age"}, {"value": "40"}, {"fact": "age", "operator": "lte"}, {"first_time": True}],
)
def test_rule_half_given(values):
    with pytest.raises(IntegrityError):
        factories.condition(factories.measure(), **values)


def test_line_in_words():
    row = factories.subsidy_tier(factories.measure(kind="subsidy"), 10_000, over=5_000_000_000, first_time=True)
    (line,) = row.lines

    assert line.line_words == "年主营业务收入首次超过 50 亿元"
    assert factories.condition(row.measure, fact="age", operator="lte", value="40").line_words == ""


def test_fact_that_a_rule_compares_is_not_deleted():
    factories.condition(factories.measure(), fact="size", operator="eq", value="micro")

    with pytest.raises(ProtectedError):
        Fact.objects.get(slug="size").delete()
