import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incentives.editorial.version_snapshot import snapshot
from incentives.models import MeasureAgency
from tests import factories

pytestmark = pytest.mark.django_db


def test_snapshot_costs_the_same_queries_with_many_rows():
    draft = factories.draft(kind="subsidy")

    def add_rows(number):
        for n in range(number):
            clause = factories.clause()
            draft.clauses.add(clause)
            factories.subsidy_tier(draft, n + 1, clause=clause, enterprise_tier=factories.tier(f"tier-{clause.pk}"))
            factories.condition(draft, clause=clause, row=n + 1)
            MeasureAgency.objects.create(measure=draft, agency=factories.agency())

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            snapshot(draft)
        return len(captured)

    add_rows(2)
    before = queries()
    add_rows(6)

    assert queries() == before


def test_snapshot_names_clauses_by_document_and_place():
    draft = factories.draft(kind="subsidy")
    row = factories.subsidy_tier(draft, 500_000, enterprise_tier=factories.tier("t"))

    content = snapshot(draft)

    (told,) = content.tables["奖补档次"]
    assert content.values["信息来源"] == told.values["出处"] == str(row.clause)
    assert told.values["企业梯次"] == "梯次t"
    assert told.values["上限（元）"] == "50 万元"
