import pytest
from django.urls import reverse

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

        assert "数字核对：✗ 1，无原文 0，✓ 0" in page
        assert "原文中只有5万元" in page


def test_form_links_each_lack_to_its_rows(admin_client, award):
    page = admin_client.get(reverse("admin:incentives_measure_change", args=[award.pk])).content.decode()

    assert '<a href="#subsidy_tiers-group">青竹企业 › 金额：应有50 万元（奖励标准），原文中只有5万元。</a>' in page


def test_new_form_has_nothing_to_check(admin_client):
    page = admin_client.get(reverse("admin:incentives_measure_add")).content.decode()

    assert "数字核对" not in page


def test_action_checks_the_chosen_measures(admin_client, award):
    posted = {"action": "check_figures", "_selected_action": [award.pk]}

    page = admin_client.post(reverse("admin:incentives_measure_changelist"), posted).content.decode()

    assert "核对数字：1 个事项" in page
    assert "青竹奖励 › 青竹企业 › 金额" in page


def test_page_of_one_document_shows_what_is_public(admin_client, award):
    document = Clause.objects.get().document

    def page():
        return admin_client.get(reverse("admin:incentives_measure_evidence", args=[document.slug])).content.decode()

    assert "没有需要核对的数字" in page()
    factories.indicator(name="青竹企业家数", clause=Clause.objects.get())
    assert "青竹企业家数" in page()


def test_page_is_for_those_who_may_see_measures(client):
    client.force_login(factories.user("guest"))

    answer = client.get(reverse("admin:incentives_measure_evidence", args=["x"]))

    assert answer.status_code == 403
