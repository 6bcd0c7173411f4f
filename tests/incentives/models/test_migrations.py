"""Migrations that move what is stored: nothing of it is lost, and going back finds it again."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)
WITH_PLACES = "0008_first_closing"
WITH_ROWS = "0010_condition_of_one_row"


@pytest.fixture
def migrate():
    """Brings the tables to a migration and returns the models of that time; all migrations apply again at the end."""

    def to(name: str):
        executor = MigrationExecutor(connection)
        executor.migrate([("incentives", name)])
        return MigrationExecutor(connection).loader.project_state([("incentives", name)]).apps

    yield to
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def measure(apps, **values):
    category, _ = apps.get_model("policies", "Category").objects.get_or_create(
        slug="a", defaults={"name": "甲", "position": 1}
    )
    return apps.get_model("incentives", "Measure").objects.create(title="事项", category=category, **values)


def test_conditions_of_places_become_conditions_of_rows(migrate, capsys):
    old = migrate(WITH_PLACES)
    subsidy, talent = measure(old, slug="a", kind="subsidy"), measure(old, slug="b", kind="talent")
    rungs = [
        old.get_model("incentives", "SubsidyTier").objects.create(measure=subsidy, position=place, label=f"第{place}档")
        for place in (1, 2)
    ]
    grant = old.get_model("incentives", "TalentGrant").objects.create(measure=talent, position=4, label="资助")
    conditions = old.get_model("incentives", "Condition").objects
    rule = {"field": "age", "operator": "lte", "value": "40"}
    for place, (of, row) in enumerate([(subsidy, 2), (talent, 4), (talent, None), (talent, 77)], start=1):
        conditions.create(measure=of, position=place, row=row, sentence=f"条件{place}", **rule)

    new = migrate(WITH_ROWS)

    stored = new.get_model("incentives", "Condition").objects.order_by("position")
    assert list(stored.values_list("sentence", "subsidytier", "talentgrant", "field", "value")) == [
        ("条件1", rungs[1].pk, None, "age", "40"),
        ("条件2", None, grant.pk, "age", "40"),
        ("条件3", None, None, "age", "40"),
        ("条件4", None, None, "", ""),
    ]
    assert "“条件4” named row 77, which is not there; rule left out: age lte 40" in capsys.readouterr().out

    back = migrate(WITH_PLACES).get_model("incentives", "Condition").objects.order_by("position")
    assert list(back.values_list("row", flat=True)) == [2, 4, None, None]


def test_unit_of_payment_becomes_thing_and_period(migrate):
    old = migrate("0010_condition_of_one_row")
    grants = old.get_model("incentives", "TalentGrant").objects
    rungs = old.get_model("incentives", "SubsidyTier").objects
    talent, subsidy = measure(old, slug="a", kind="talent"), measure(old, slug="b", kind="subsidy")
    for place, per in enumerate(["person", "project", "year", "once", ""], start=1):
        grants.create(measure=talent, position=place, label="资助", per=per)
    rungs.create(measure=subsidy, position=1, label="奖励", per="month", one_off=True, note="先到先得")

    new = migrate("0014_award_once_or_by_period")

    stored = new.get_model("incentives", "TalentGrant").objects.order_by("position")
    assert list(stored.values_list("paid_for", "period", "one_off")) == [
        ("人", "", None),
        ("项目", "", None),
        ("", "year", None),
        ("", "", True),
        ("", "", None),
    ]
    rung = new.get_model("incentives", "SubsidyTier").objects.get()
    assert (rung.period, rung.one_off, rung.note) == ("month", None, "先到先得；一次性")

    back = migrate("0010_condition_of_one_row").get_model("incentives", "TalentGrant").objects.order_by("position")
    assert list(back.values_list("per", flat=True)) == ["person", "project", "year", "", ""]


def test_closed_list_of_fields_becomes_facts(migrate):
    old = migrate("0019_place_and_source_end")
    subsidy = measure(old, slug="a", kind="subsidy")
    rungs = old.get_model("incentives", "SubsidyTier").objects
    over = rungs.create(measure=subsidy, position=1, label="过线", revenue_over=5_000_000_000, first_time=True)
    mark = rungs.create(measure=subsidy, position=2, label="标杆", first_time=True)
    conditions = old.get_model("incentives", "Condition").objects
    rules = [
        {"field": "benchmark", "operator": "eq", "value": "national", "subsidytier": mark},
        {"field": "age", "operator": "lte", "value": "40"},
        {"field": "", "operator": "", "value": ""},
    ]
    for place, rule in enumerate(rules, start=1):
        conditions.create(measure=subsidy, position=place, sentence=f"条件{place}", **rule)

    new = migrate("0022_rules_compare_facts")

    stored = new.get_model("incentives", "Condition").objects.order_by("position")
    assert list(stored.values_list("sentence", "fact_id", "operator", "value", "first_time", "subsidytier")) == [
        ("条件1", "benchmark", "eq", "national", True, mark.pk),
        ("条件2", "age", "lte", "40", False, None),
        ("条件3", None, "", "", False, None),
        ("年主营业务收入首次超过 50 亿元", "revenue", "gt", "5000000000", True, over.pk),
    ]
    assert new.get_model("incentives", "FactChoice").objects.filter(fact__slug="size").count() == 4

    back = migrate("0019_place_and_source_end")
    assert back.get_model("incentives", "SubsidyTier").objects.get(position=1).revenue_over == 5_000_000_000
    fields = back.get_model("incentives", "Condition").objects.order_by("position").values_list("field", flat=True)
    assert list(fields) == ["benchmark", "age", ""]
