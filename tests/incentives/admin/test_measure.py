import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from incentives.admin.edit_conflicts import LONGEST_SUMMARY
from incentives.enums import Kind, MeasureStatus
from incentives.models import Condition, Measure
from tests import factories
from tests.incentives.admin.measure_form import change, fields

pytestmark = pytest.mark.django_db
LIST = reverse("admin:incentives_measure_changelist")
ADD = reverse("admin:incentives_measure_add")


def test_new_measure_is_a_draft_of_its_editor(client, people):
    editor = people("编辑")
    values = {"title": "新", "slug": "new", "promise": "得到", "kind": "subsidy", "category": factories.category().pk}

    answer = client.post(
        ADD, values | {"availability": "offer", "delivery": "not_stated", "stacking": "not_stated", "_continue": "1"}
    )

    made = Measure.objects.get()
    assert answer.status_code == 302
    assert (made.status, made.version, made.lock, list(made.editors.all())) == ("draft", 1, 1, [editor])
    page = client.get(change(made)).content.decode()
    assert "至少选一条信息来源" in page
    assert 'name="subsidy_tiers-TOTAL_FORMS"' in page
    assert 'name="loan_products-TOTAL_FORMS"' not in page


def test_new_measure_with_a_taken_slug(client, people):
    people("编辑")
    factories.measure(slug="same")
    values = {"title": "新", "slug": "same", "promise": "得到", "kind": "service", "category": factories.category().pk}

    answer = client.post(ADD, values | {"availability": "offer", "delivery": "not_stated", "stacking": "not_stated"})

    assert "请用“修订”" in answer.content.decode()
    assert Measure.objects.count() == 1


def test_wrong_dates_are_refused_at_the_field(client, people):
    people("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)

    answer = client.post(change(draft), fields(draft, valid_from="2025-03-02", valid_until="2025-03-01"))

    assert answer.context["adminform"].form.errors == {"valid_until": ["有效期止不能早于有效期起。"]}


def test_published_version_is_never_edited_in_place(client, people):
    people("编辑")
    measure = factories.measure(kind=Kind.SUBSIDY)

    page = client.get(change(measure))
    typed = fields(measure, title="改了")
    answer = client.post(change(measure), typed)
    crafted = client.post(change(measure), {name: value for name, value in typed.items() if name != "seen_lock"})

    assert page.status_code == 200
    assert 'name="title"' not in page.content.decode()
    assert "不能再保存" in answer.content.decode()
    assert crafted.status_code == 403
    measure.refresh_from_db()
    assert measure.title != "改了"


def test_slug_of_a_revision_is_settled(client, people):
    people("编辑")
    factories.measure(slug="same")
    draft = factories.draft(slug="same", version=2)

    assert 'name="slug"' not in client.get(change(draft)).content.decode()


def act(client, action, *measures):
    posted = {"action": action, "_selected_action": [measure.pk for measure in measures]}
    return client.post(LIST, posted, follow=True).content.decode()


def test_the_way_from_revision_to_publication(client, people):
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure, 5)

    people("编辑")
    assert "已建立草稿" in act(client, "revise", measure)
    draft = Measure.objects.in_work().get()
    Measure.objects.filter(pk=draft.pk).update(change_note="改了")
    assert "已提交审核" in act(client, "submit", draft)
    publish = reverse("admin:incentives_measure_step", args=[draft.pk, "publish"])
    client.post(publish, {"seen": draft.lock + 1})
    assert Measure.objects.in_work().get() == draft

    people("审核")
    client.post(publish, {"seen": draft.lock + 1})

    measure.refresh_from_db()
    assert measure.status == MeasureStatus.SUPERSEDED
    assert Measure.objects.published().get() == draft
    assert LogEntry.objects.count() == 3


def test_refused_action_says_why_and_changes_nothing(client, people):
    draft = factories.draft(sourced=False, status=MeasureStatus.REVIEW)
    people("审核")

    publish = reverse("admin:incentives_measure_step", args=[draft.pk, "publish"])
    said = client.post(publish, {"seen": draft.lock}, follow=True).content.decode()

    assert "还不能发布：至少选一条信息来源。" in said
    assert Measure.objects.get().status == MeasureStatus.REVIEW


def test_archive(client, people):
    people("审核")
    measure = factories.measure()

    page = client.get(reverse("admin:incentives_measure_archive", args=[measure.pk])).content.decode()
    step = reverse("admin:incentives_measure_step", args=[measure.pk, "archive"])
    refused = client.post(step, follow=True).content.decode()
    done = client.post(step, {"reason": "文件已失效"}, follow=True).content.decode()

    assert "归档的原因" in page
    assert "请写明归档原因" in refused
    assert "已归档" in done
    assert "文件已失效" in LogEntry.objects.get().change_message


@pytest.mark.parametrize("role", ["编辑", "审核"])
def test_nothing_is_deleted(client, people, role):
    people(role)
    draft = factories.draft()

    assert client.get(reverse("admin:incentives_measure_delete", args=[draft.pk])).status_code == 403


def test_view_on_site_for_published_rows_only(client, people):
    people("编辑")
    published, draft = factories.measure(), factories.draft()

    assert "在站点上查看" in client.get(change(published)).content.decode()
    assert "在站点上查看" not in client.get(change(draft)).content.decode()


@pytest.mark.parametrize("model", ["measure", "enterprisetier"])
def test_incentive_lists_open_and_search(admin_client, model):
    factories.ladder()
    factories.condition(factories.measure())

    answer = admin_client.get(reverse(f"admin:incentives_{model}_changelist"), {"q": "事"})

    assert answer.status_code == 200
    assert Condition.objects.count() == 1


@pytest.mark.parametrize("kind", Kind)
def test_form_of_every_kind_opens(admin_client, kind):
    assert admin_client.get(change(factories.draft(kind=kind))).status_code == 200


def test_summary_longer_than_its_figures_can_be_read_in_time_is_refused(client, people):
    people("编辑")
    draft = factories.draft()

    refused = client.post(change(draft), fields(draft, summary="奖" * (LONGEST_SUMMARY + 1)))
    taken = client.post(change(draft), fields(draft, summary="奖" * LONGEST_SUMMARY))

    assert f"不超过 {LONGEST_SUMMARY} 字符" in str(refused.context["adminform"].form.errors["summary"])
    assert taken.status_code == 302
    draft.refresh_from_db()
    assert draft.summary == "奖" * LONGEST_SUMMARY


def test_sentences_stand_beside_the_form_with_the_rows_that_hold_their_figures(client, people):
    people("编辑")
    clause = factories.clause(text="对示范作坊给予8万元奖励。", fingerprint="8" * 64)
    draft = factories.draft(kind=Kind.SUBSIDY, sourced=False)
    factories.subsidy_tier(draft, 80_000, label="示范作坊", clause=clause)

    page = client.get(reverse("admin:incentives_measure_change", args=[draft.pk])).content.decode()

    assert "<summary>原文 1 句</summary>" in page
    assert re.search("<mark>8万元</mark><small[^>]*>→[^<]*示范作坊", page)
    assert f"{clause}：对示范作坊给予8万元奖励。" in page  # the choice of the row shows the words


def test_boxes_find_clauses_with_their_words(client, people):
    people("编辑")
    clause = factories.clause(text="对示范作坊，一次性奖励8万元。" + "并公布名单。" * 20, fingerprint="8" * 64)
    asked = {"app_label": "incentives", "model_name": "subsidytier", "field_name": "clause", "term": clause.path}

    (found,) = client.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert found["text"].startswith(f"{clause}：对示范作坊，一次性奖励8万元。并公布")
    assert found["text"].endswith("…")
