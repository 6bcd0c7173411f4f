import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incentives.models import Condition, MeasureAgency, SubsidyTier
from tests import factories
from tests.incentives.admin.measure_form import change, fields, rung

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def add_rows(draft, number: int) -> None:
    """So many rungs, conditions, agencies and sources, each with a clause of its own."""
    for n in range(number):
        clause = factories.clause()
        draft.clauses.add(clause)
        tier = factories.tier(f"tier-{clause.pk}")
        factories.subsidy_tier(draft, n + 1, clause=clause, enterprise_tier=tier)
        factories.condition(draft, clause=clause, row=n + 1)
        MeasureAgency.objects.create(measure=draft, agency=factories.agency())


@pytest.mark.parametrize("page", ["change", "review"])
@pytest.mark.parametrize("published", [False, True])
def test_pages_of_a_version_cost_the_same_queries_with_many_rows(admin_client, page, published):
    measure = factories.draft(kind="subsidy")
    add_rows(measure, 3)
    address = reverse(f"admin:incentives_measure_{page}", args=[measure.pk])
    if published:
        factories.publish([measure])
    queries(admin_client, address)  # content types and the like are read once
    before = queries(admin_client, address)

    type(measure)._base_manager.filter(pk=measure.pk).update(status="draft")
    add_rows(measure, 9)
    if published:
        factories.publish([measure])

    assert queries(admin_client, address) == before


def test_row_shows_its_stored_clause_and_tier(admin_client):
    draft = factories.draft(kind="subsidy")
    row = factories.subsidy_tier(draft, 1, enterprise_tier=factories.tier("t"))
    factories.subsidy_tier(draft, 2, clause=None)

    page = admin_client.get(change(draft)).content.decode()

    assert f'<option value="{row.clause_id}" selected>{row.clause.choice_label}</option>' in page
    assert f'<option value="{row.enterprise_tier_id}" selected>{row.enterprise_tier}</option>' in page


def test_refused_row_shows_the_clause_that_was_chosen(admin_client):
    draft = factories.draft(kind="subsidy")
    row = factories.subsidy_tier(draft, 1)
    other = factories.clause()
    posted = fields(draft, **rung(id=row.pk, clause=other.pk, amount_min=2, amount_max=1, position=1))
    posted["subsidy_tiers-INITIAL_FORMS"] = 1

    page = admin_client.post(change(draft), posted).content.decode()

    assert "金额下限不能大于上限。" in page
    assert f'<option value="{other.pk}" selected>{other.choice_label}</option>' in page
    assert SubsidyTier.objects.get().clause == row.clause


def test_choice_of_a_condition_can_be_taken_back(admin_client):
    draft = factories.draft(kind="subsidy")
    condition = factories.condition(draft)
    row = {"id": condition.pk, "measure": draft.pk, "position": 1, "sentence": condition.sentence, "clause": ""}
    posted = fields(draft) | {f"conditions-0-{name}": value for name, value in row.items()}
    posted |= {"conditions-TOTAL_FORMS": 1, "conditions-INITIAL_FORMS": 1}

    answer = admin_client.post(change(draft), posted)

    assert answer.status_code == 302
    assert Condition.objects.get().clause is None


def test_sums_and_rates_are_read_as_people_type_them(admin_client):
    draft = factories.draft(kind="subsidy")
    typed = rung(amount_min="八十万", amount_max="1.3亿元", rate_max="7.5%", rate_base="利息")

    admin_client.post(change(draft), fields(draft) | typed)

    row = SubsidyTier.objects.get()
    assert (row.amount_min, row.amount_max) == (800_000, 130_000_000)
    assert str(row.rate_max) == "7.500"
    page = admin_client.get(change(draft)).content.decode()
    assert "＝ 80 万元</output>" in page
    assert "＝ 1.3 亿元</output>" in page


def test_sum_that_cannot_be_read_is_an_error_beside_its_box(admin_client):
    draft = factories.draft(kind="subsidy")

    page = admin_client.post(change(draft), fields(draft) | rung(amount_min="八十来万")).content.decode()

    assert "“八十来万”读不出金额" in page
    assert 'value="八十来万"' in page
    assert not SubsidyTier.objects.exists()
