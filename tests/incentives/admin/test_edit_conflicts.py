"""Two people at one draft: notices about open forms, and refused saves over a newer state."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from incentives.editorial.workflow import submit_measure
from incentives.enums import Kind, MeasureStatus
from incentives.models import DraftPresence, Measure
from tests import factories
from tests.incentives.admin.addresses import address
from tests.incentives.admin.measure_form import change, fields, rung

pytestmark = pytest.mark.django_db


def test_colleague_with_the_form_open_is_named(client, people):
    draft = factories.draft()
    people("编辑", "甲")
    assert "也打开了" not in client.get(change(draft)).content.decode()

    people("编辑", "乙")
    page = client.get(change(draft)).content.decode()
    assert "也打开了这份草稿" in page
    assert "甲（" in page

    DraftPresence.objects.update(seen_at=timezone.now() - datetime.timedelta(minutes=16))
    assert "也打开了" not in client.get(change(draft)).content.decode()


def test_open_form_says_it_is_still_there(client, people):
    draft = factories.draft()
    editor = people("编辑")

    assert client.post(address("presence", draft)).status_code == 204
    assert str(DraftPresence.objects.get()).startswith(str(editor))
    assert client.get(address("presence", draft)).status_code == 403


def test_save_over_a_newer_state_is_refused_with_both_sides(client, people):
    draft = factories.draft(kind=Kind.SUBSIDY, title="原名")
    row = factories.subsidy_tier(draft, 5, label="一档")
    old = fields(draft, title="我的名称", category=factories.category("other").pk)
    mine = old | rung(id=row.pk, measure=draft.pk, position=1, amount_min=8, amount_max=8)
    mine |= {"subsidy_tiers-INITIAL_FORMS": 1}
    people("编辑", "甲")
    theirs = fields(draft, title="同事的名称") | rung(
        id=row.pk, measure=draft.pk, position=1, amount_min=7, amount_max=7
    )
    client.post(change(draft), theirs | {"subsidy_tiers-INITIAL_FORMS": 1})

    people("编辑", "乙")
    refused = client.post(change(draft), mine)
    page = refused.content.decode()

    assert Measure.objects.get(pk=draft.pk).title == "同事的名称"
    assert "有人保存过这份草稿" in page
    clashes = {clash.place: (clash.stored, clash.typed) for clash in refused.context["clashes"]}
    assert clashes["名称"] == ("同事的名称", "我的名称")
    assert clashes["类别"][1] == "类别other"
    assert clashes["奖补档次“一档”：上限（元）"] == ("7", "8")
    assert 'value="我的名称"' in page
    assert 'value="8"' in page

    client.post(change(draft), mine | {"seen_lock": refused.context["adminform"].form["seen_lock"].value()})
    draft.refresh_from_db()
    assert (draft.title, draft.subsidy_tiers.get().amount_max) == ("我的名称", 8)


def test_rows_deleted_and_added_by_a_colleague_survive_the_refusal(client, people):
    draft = factories.draft(kind=Kind.SUBSIDY)
    gone = factories.subsidy_tier(draft, 5, label="被删的档")
    mine = fields(draft) | rung(id=gone.pk, measure=draft.pk, position=1, label="我改的档", amount_min=9, amount_max=9)
    mine |= {"subsidy_tiers-INITIAL_FORMS": 1}
    gone.delete()
    factories.subsidy_tier(draft, 6, label="同事的档", position=2)
    Measure.objects.filter(pk=draft.pk).update(lock=draft.lock + 1)
    people("编辑")

    refused = client.post(change(draft), mine)

    said = [(clash.stored, clash.typed) for clash in refused.context["clashes"]]
    assert ("同事的档", "（您打开时还没有，保存后仍保留）") in said
    assert any("我改的档" in typed for _, typed in said)
    assert 'value="我改的档"' in refused.content.decode()


def test_form_that_was_open_when_the_draft_was_submitted_keeps_its_words(client, people):
    draft = factories.draft(kind=Kind.SUBSIDY, title="原名")
    row = factories.subsidy_tier(draft, 5, label="一档")
    mine = fields(draft, title="我的名称") | rung(id=row.pk, measure=draft.pk, position=1, amount_min=8, amount_max=8)
    mine |= {"subsidy_tiers-INITIAL_FORMS": 1}
    submit_measure(measure=draft, by=factories.user("colleague"))
    people("编辑")

    refused = client.post(change(draft), mine)
    page = refused.content.decode()
    again = client.post(change(draft), mine | {"seen_lock": draft.lock + 1, "_submit": ""})

    assert "已不是草稿（现在是“待审核”）" in page
    assert ("原名", "我的名称") in [(clash.stored, clash.typed) for clash in refused.context["clashes"]]
    assert 'value="我的名称"' in page
    assert 'value="8"' in page
    assert "不能再保存" in again.content.decode()
    draft.refresh_from_db()
    assert (draft.title, draft.subsidy_tiers.get().amount_max) == ("原名", 5)


def test_submitting_saves_what_was_typed(client, people):
    people("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    posted = fields(draft, title="刚刚填的", _submit="")

    refused = client.post(change(draft), posted | {"title": ""})
    draft.refresh_from_db()
    assert (refused.status_code, draft.status) == (200, MeasureStatus.DRAFT)

    client.post(change(draft), posted)
    draft.refresh_from_db()
    assert (draft.title, draft.status) == ("刚刚填的", MeasureStatus.REVIEW)


def test_save_of_a_vanished_draft(client, people):
    people("编辑")

    assert client.post(reverse("admin:incentives_measure_change", args=[999_999]), {}).status_code == 302
