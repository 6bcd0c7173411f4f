import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incentives.evidence.report import check_content
from incentives.models import Measure, SubsidyTier
from policies.models import Clause
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "对青竹企业给予5万元奖励。"


@pytest.fixture
def award():
    clause = factories.clause(text=TEXT, fingerprint="0" * 64)
    award = factories.measure(kind="subsidy", title="青竹奖励", published=False, sourced=False)
    award.clauses.add(clause)
    factories.subsidy_tier(award, 500_000, label="青竹企业")
    return award


def test_form_and_review_show_the_check_to_staff(admin_client, award):
    for name in ("change", "review"):
        page = admin_client.get(reverse(f"admin:incentives_measure_{name}", args=[award.pk])).content.decode()

        assert "核对原文：✗ 1，人工 0，无原文 0，✓ 2" in page
        assert "原文中只有5万元" in page


def test_form_links_each_lack_to_its_rows(admin_client, award):
    page = admin_client.get(reverse("admin:incentives_measure_change", args=[award.pk])).content.decode()

    assert '<a href="#subsidy_tiers-group">青竹企业 › 金额：应有50 万元（奖励标准），原文中只有5万元。</a>' in page


def test_new_form_has_nothing_to_check(admin_client):
    page = admin_client.get(reverse("admin:incentives_measure_add")).content.decode()

    assert "核对原文" not in page


def test_action_checks_the_chosen_measures(admin_client, award):
    posted = {"action": "check_figures", "_selected_action": [award.pk]}

    page = admin_client.post(reverse("admin:incentives_measure_changelist"), posted).content.decode()

    assert "核对原文：1 个事项" in page
    assert "青竹奖励 › 青竹企业 › 金额" in page


def test_page_of_one_document_shows_what_is_public(admin_client, award):
    document = Clause.objects.get().document

    def page():
        return admin_client.get(reverse("admin:incentives_measure_evidence", args=[document.slug])).content.decode()

    assert "没有需要核对的内容" in page()
    factories.indicator(name="青竹企业家数", clause=Clause.objects.get())
    assert "青竹企业家数" in page()


def test_page_is_for_those_who_may_see_measures(client):
    client.force_login(factories.user("guest"))

    answer = client.get(reverse("admin:incentives_measure_evidence", args=["x"]))

    assert answer.status_code == 403


def queries(ask) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert ask().status_code == 200
    return len(captured)


def test_action_costs_the_same_queries_for_many_measures(admin_client, award):
    def check():
        keys = list(Measure.objects.values_list("pk", flat=True))
        posted = {"action": "check_figures", "_selected_action": keys}
        return admin_client.post(reverse("admin:incentives_measure_changelist"), posted)

    queries(check)  # content types and the like are read once
    before = queries(check)
    for n in range(6):
        factories.subsidy_tier(factories.draft(kind="subsidy"), n + 1)

    assert queries(check) == before


def test_action_checks_each_version_by_itself(admin_client, award):
    """A draft and the version that it revises claim the same figure; neither is the other's rival."""
    revised = factories.draft(kind="subsidy", slug="revised", title="青竹奖励", sourced=False)
    for version in (award, revised):
        version.clauses.set(Clause.objects.filter(text=TEXT))
    factories.subsidy_tier(revised, 50_000, label="青竹企业")
    SubsidyTier.objects.update(amount_min=50_000, amount_max=50_000)
    posted = {"action": "check_figures", "_selected_action": [award.pk, revised.pk]}

    page = admin_client.post(reverse("admin:incentives_measure_changelist"), posted).content.decode()

    assert "✗ 0，人工 0，无原文 0，✓ 6" in page


def test_page_of_one_document_reads_only_what_rests_on_it(admin_client):
    clause = factories.clause(text=TEXT, fingerprint="0" * 64)
    by_source, by_condition, by_indicator = (
        factories.measure(title=title, promise="得 7 万元") for title in ("依来源", "依条件", "依指标")
    )
    factories.link(by_source, "clauses", clause)
    factories.condition(by_condition, clause=clause)
    factories.link(by_indicator, "indicators", factories.indicator(clause=clause))
    factories.subsidy_tier(factories.measure(kind="subsidy", title="不相干"), 50_000)

    with CaptureQueriesContext(connection) as captured:
        findings = check_content(clause.document)

    owners = {finding.item.owner for finding in findings}
    (read,) = {keys for query in captured for keys in re.findall(r'"measure_id" IN \(([\d, ]+)\)', query["sql"])}
    assert owners >= {"依来源", "依条件", "依指标"}
    assert {int(key) for key in read.split(",")} == {by_source.pk, by_condition.pk, by_indicator.pk}
