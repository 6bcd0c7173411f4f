import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from incentives.drafting.sentence_queue import cite_anew
from incentives.editorial.workflow import Refused, publish_measure
from incentives.enums import MeasureStatus
from incentives.models import Measure
from tests import factories
from tests.incentives.admin.addresses import address, make_preview
from tests.incentives.admin.measure_form import change, fields

pytestmark = pytest.mark.django_db


def test_review_page_shows_every_difference(client, people, revision):
    people("审核")

    page = client.get(address("review", revision)).content.decode()

    for word in ("梯次奖励", "梯次奖", "50 万元", "60 万元", "新增一行", "新档", "提高奖励", "退回编辑的原因"):
        assert word in page


def test_review_of_a_first_version_lists_what_it_lacks(client, people):
    draft = factories.draft(sourced=False)
    people("编辑")

    page = client.get(address("review", draft)).content.decode()

    assert f'href="{change(draft)}#id_clauses"' in page
    assert "首次发布" in page
    assert "审核意见" not in page


def test_review_by_an_editor_of_the_version_says_so(client, people, revision):
    revision.editors.add(people("审核"))

    assert "须由另一人发布" in client.get(address("review", revision)).content.decode()


@pytest.mark.parametrize("one_person", [False, True])
def test_review_offers_what_the_reviewer_may_do(client, people, revision, settings, one_person):
    """An editor of the version finds the reason in place of the button, unless the office has one person."""
    settings.ONE_PERSON_OFFICE = one_person
    revision.editors.add(people("审核"))

    page = client.get(address("review", revision)).content.decode()

    assert ("须由另一人发布" in page) != one_person
    assert (f'action="{address("step", revision, "publish")}"' in page) == one_person
    assert f'action="{address("step", revision, "send-back")}"' in page


def step(client, verb, measure, **posted):
    return client.post(address("step", measure, verb), posted, follow=True).content.decode()


def test_the_day_of_a_revision(client, people, published):
    """Draft, submit, send back, mend, submit, publish: the public page stays until the end."""
    people("编辑", "甲")
    assert "已建立草稿" in step(client, "revise", published)
    draft = Measure.objects.in_work().get()
    client.post(change(draft), fields(draft, title="新名称", change_note="改名"))
    assert "已提交审核" in step(client, "submit", draft)

    people("审核", "乙")
    assert "已退回编辑" in step(client, "send-back", draft, reason="名称太短")
    assert "新名称" not in client.get(published.get_absolute_url()).content.decode()

    people("编辑", "丙")
    assert "退回原因：名称太短" in client.get(change(draft)).content.decode()
    draft.refresh_from_db()
    client.post(change(draft), fields(draft, title="更好的名称", change_note="改名"))
    step(client, "submit", draft)

    people("审核", "丁")
    draft.refresh_from_db()
    assert "：已发布。" in step(client, "publish", draft, seen=draft.lock)
    page = client.get(published.get_absolute_url()).content.decode()
    assert "更好的名称" in page
    assert "更新记录" in page
    assert "改名" in page
    assert LogEntry.objects.count() == 7


@pytest.mark.parametrize(
    ("role", "verb"),
    [
        ("编辑", "publish"),
        ("编辑", "send-back"),
        ("编辑", "archive"),
        ("审核", "submit"),
        ("审核", "revise"),
        ("审核", "dance"),
    ],
)
def test_steps_that_are_not_yours(client, people, revision, role, verb):
    people(role)

    assert client.post(address("step", revision, verb)).status_code == 403
    assert Measure.objects.get(pk=revision.pk).status == MeasureStatus.REVIEW


def test_steps_are_posted(client, people, revision):
    people("审核")

    assert client.get(address("step", revision, "publish")).status_code == 403


def test_refused_step_says_why(client, people, revision):
    people("审核")

    assert "请写明退回原因" in step(client, "send-back", revision)


@pytest.mark.parametrize("page", ["review", "versions", "previews"])
def test_desk_pages_are_for_staff(client, revision, page):
    assert client.get(address(page, revision)).status_code == 302
    client.force_login(factories.user("nobody"))
    assert client.get(address(page, revision)).status_code == 403


def test_versions_compare_any_two_and_restore(client, people, published, revision):
    people("编辑")
    url = address("versions", revision)

    page = client.get(url, {"old": published.pk, "new": revision.pk}).content.decode()

    assert "50 万元" in page
    assert "60 万元" in page
    assert address("step", published, "revise") in page


def test_versions_of_strangers_are_not_compared(client, people, revision):
    people("编辑")

    page = client.get(address("versions", revision), {"old": factories.measure().pk, "new": "x"})

    assert page.context["changes"] is None
    assert page.context["form"].errors.keys() == {"old", "new"}


def test_review_page_that_is_out_of_date_publishes_nothing(client, people, revision):
    people("审核")
    assert f'name="seen" value="{revision.lock}"' in client.get(address("review", revision)).content.decode()

    page = client.post(address("step", revision, "publish"), {"seen": revision.lock - 1}, follow=True)

    assert "请重新审阅" in page.content.decode()
    revision.refresh_from_db()
    assert revision.status == MeasureStatus.REVIEW


def test_editor_discards_a_draft_after_a_page_that_asks(client, people, published):
    people("编辑", "甲")
    step(client, "revise", published)
    draft = Measure.objects.in_work().get()
    link = make_preview(client, draft)
    ask = address("discard", draft)
    assert f'href="{ask}"' in client.get(change(draft)).content.decode()

    page = client.get(ask).content.decode()
    Measure.objects.filter(pk=draft.pk).update(lock=draft.lock + 1)
    refused = step(client, "discard", draft, seen=draft.lock)
    discarded = step(client, "discard", draft, seen=draft.lock + 1)

    assert "已发布的版本不受影响" in page
    assert f'name="seen" value="{draft.lock}"' in page
    assert "有了变化" in refused
    assert "第 2 版：已作废。" in discarded
    assert client.get(link).status_code == 404
    assert client.get(published.get_absolute_url()).status_code == 200
    assert not Measure.objects.in_work().exists()


def test_discard_is_not_offered_for_the_draft_of_another(client, people):
    draft = factories.draft()
    draft.editors.add(people("编辑", "甲"))
    people("编辑", "乙")

    assert "作废草稿" not in client.get(change(draft)).content.decode()
    assert client.get(address("discard", draft)).status_code == 403
    assert "没有编辑过" in step(client, "discard", draft)
    assert Measure.objects.in_work().get() == draft


def test_citing_anew_makes_an_editor(people, revision):
    old, superuser = revision.clauses.get(), factories.user("root", is_superuser=True)

    cite_anew(old=old, new=factories.clause(old.document), by=superuser)

    with pytest.raises(Refused, match="须由另一人发布"):
        publish_measure(measure=revision, by=superuser)
    assert Measure.objects.get(pk=revision.pk).lock == revision.lock + 1


def test_record_is_read_and_never_changed(admin_client, people):
    LogEntry.objects.log_actions(people("编辑").pk, [factories.draft()], 2, change_message="提交", single_object=True)
    admin_client.force_login(factories.user("root", is_superuser=True))
    entry = LogEntry.objects.get()

    assert "提交" in admin_client.get(reverse("admin:admin_logentry_changelist")).content.decode()
    for page in ("delete", "change"):
        url = reverse(f"admin:admin_logentry_{page}", args=[entry.pk])
        assert admin_client.post(url, {"post": "yes"}).status_code == 403
    assert admin_client.get(reverse("admin:admin_logentry_add")).status_code == 403


def test_users_are_switched_off_not_deleted(client, people):
    superuser = factories.user("root", is_superuser=True)
    colleague = factories.user("colleague")
    people("管理员")

    def url(page, user):
        return reverse(f"admin:auth_user_{page}", args=[user.pk])

    assert client.get(url("delete", colleague)).status_code == 403
    page = client.get(url("change", colleague)).content.decode()
    assert 'name="groups"' in page
    assert 'name="is_superuser"' not in page
    assert client.post(url("change", superuser), {"username": "taken"}).status_code == 403
    client.force_login(superuser)
    assert 'name="is_superuser"' in client.get(url("change", colleague)).content.decode()


def test_clause_page_starts_a_measure(client, people):
    clause = factories.clause()
    people("编辑")

    page = client.get(reverse("admin:policies_clause_change", args=[clause.pk])).content.decode()
    assert f"?clauses={clause.pk}" in page
    form = client.get(reverse("admin:incentives_measure_add"), {"clauses": clause.pk}).context["adminform"].form
    assert form["clauses"].value() == [str(clause.pk)]
