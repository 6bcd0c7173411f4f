import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from incentives.actions import Refused, publish_measure, revise_measure, submit_measure
from incentives.enums import Kind, MeasureStatus
from incentives.models import DraftPresence, Measure, PreviewLink, SubsidyTier
from incentives.previews import create_preview
from incentives.unhandled import cite_anew
from tests import factories
from tests.incentives.test_admin import change, fields, rung

pytestmark = pytest.mark.django_db


def address(name, measure, *args):
    return reverse(f"admin:incentives_measure_{name}", args=[measure.pk, *args])


@pytest.fixture
def people(client):
    """Sign in as one of several: `people("编辑", "甲")`."""
    call_command("setup_roles")

    def sign_in(role, name=""):
        user = factories.user(name or role)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def published():
    measure = factories.measure(kind=Kind.SUBSIDY, title="梯次奖励")
    factories.subsidy_tier(measure, 500_000, label="一档")
    return measure


@pytest.fixture
def revision(published):
    """A revision with a changed award, waiting for review."""
    writer = factories.user("writer")
    draft = revise_measure(measure=published, by=writer)
    SubsidyTier.objects.filter(measure=draft).update(amount_min=600_000, amount_max=600_000)
    factories.subsidy_tier(draft, 7, label="新档")
    Measure.objects.filter(pk=draft.pk).update(change_note="提高奖励", title="梯次奖")
    return submit_measure(measure=draft, by=writer)


def test_review_page_shows_every_difference(client, people, revision):
    people("审核")

    page = client.get(address("review", revision)).content.decode()

    for word in ("梯次奖励", "梯次奖", "50 万元", "60 万元", "新增一行", "新档", "提高奖励", "退回原因"):
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
    assert "：已发布。" in step(client, "publish", draft)
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


def make_preview(client, draft):
    page = client.post(address("previews", draft), {"recipient": "财政局"})
    return page.context["address"].removeprefix("http://testserver")


def test_preview_link_is_secret_marked_and_never_cached(client, people):
    people("编辑")
    draft = factories.draft(title="尚未公开", kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft, 5)
    link = make_preview(client, draft)
    client.logout()

    answer = client.get(link)

    assert "草稿预览" in answer.content.decode()
    assert "尚未公开" in answer.content.decode()
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert link.split("/")[-2] not in str(list(PreviewLink.objects.values()))


def test_preview_revoked_expired_or_done(client, people, published):
    editor = people("编辑")
    drafts = [factories.draft(), factories.draft(), factories.draft()]
    links = [make_preview(client, draft) for draft in drafts]

    client.post(address("previews", drafts[0]), {"revoke": PreviewLink.objects.get(measure=drafts[0]).pk})
    PreviewLink.objects.filter(measure=drafts[1]).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    Measure.objects.filter(pk=drafts[2].pk).update(status=MeasureStatus.ARCHIVED)

    assert [client.get(link).status_code for link in links] == [404, 404, 404]
    assert client.get(reverse("incentives:preview", args=["guess"])).status_code == 404
    assert str(create_preview(measure=drafts[0], by=editor, recipient="法规处")[0]).endswith("：法规处")


def test_preview_of_what_is_on_record_is_not_made(client, people, published):
    people("编辑")

    page = client.post(address("previews", published), {"recipient": "财政局"})

    assert page.context["address"] == ""
    assert not PreviewLink.objects.exists()


def test_previews_are_for_editors(client, people, revision):
    people("审核")

    assert client.get(address("previews", revision)).status_code == 403


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
    assert ("同事的档", "（你打开时还没有，保存后仍保留）") in said
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


def test_save_of_a_vanished_draft(client, people):
    people("编辑")

    assert client.post(reverse("admin:incentives_measure_change", args=[999_999]), {}).status_code == 302


def test_start_page_counts_and_links(client, people, revision, django_assert_max_num_queries):
    reviewer = people("审核", "乙")
    client.get(reverse("admin:index"))  # the first page of a session also notes when it began
    with django_assert_max_num_queries(10):
        page = client.get(reverse("admin:index")).content.decode()
    assert "等我审核 1" in page
    assert "我的草稿" not in page

    revision.editors.add(reviewer)
    assert "等我审核 0" in client.get(reverse("admin:index")).content.decode()

    writer = people("编辑", "丙")
    mine, back = factories.draft(title="我写的"), factories.draft(title="退回的", sent_back_note="金额错")
    for draft in (mine, back):
        draft.editors.add(writer)
    client.get(reverse("admin:index"))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("admin:index")).content.decode()
    assert "退回给我 1" in page
    assert "金额错" in page
    assert "我的草稿 1" in page
    assert "近期发布 1" in page


def test_heading_of_a_heap_opens_what_it_counts(client, people, revision):
    writer = people("编辑")
    for n, values in enumerate(({}, {}, {"sent_back_note": "金额错"}, {"status": MeasureStatus.REVIEW})):
        factories.draft(title=f"我的{n}", **values).editors.add(writer)
    factories.draft(title="同事的").editors.add(factories.user("colleague"))
    factories.publish([cites_an_old_edition(factories.draft(title=title)) for title in ("旧一", "旧二")])
    cites_an_old_edition(factories.draft(title="未发布的"))
    client.force_login(factories.user("root", is_superuser=True))
    reviewer_sees = opened(client)
    client.force_login(writer)

    assert reviewer_sees == {"等我审核": 2, "退回给我": 0, "我的草稿": 0, "原文已改": 2, "复核到期": 0, "近期发布": 3}
    assert opened(client) == {"退回给我": 1, "我的草稿": 2, "原文已改": 2, "复核到期": 0, "近期发布": 3}
    of_others = client.get(reverse("admin:incentives_measure_changelist"), {"pile": "waiting"})
    assert of_others.context["cl"].result_count == 0


def cites_an_old_edition(draft):
    draft.clauses.add(factories.clause(factories.document(edition=2)))
    return draft


def test_start_page_tells_what_is_due_for_review(client):
    day = timezone.localdate()
    factories.measure(title="该复核了", reviewed_on=day - datetime.timedelta(days=62), review_months=2)
    factories.measure(title="还早", reviewed_on=day - datetime.timedelta(days=50), review_months=2)
    factories.measure(title="不定期", reviewed_on=day - datetime.timedelta(days=900))
    factories.draft(title="还没公开", reviewed_on=day - datetime.timedelta(days=900), review_months=2)
    client.force_login(factories.user("root", is_superuser=True))

    counted = opened(client)

    assert counted["复核到期"] == 1


def opened(client):
    """By the name of each heap how many its heading counts, and its list then shows."""
    page = client.get(reverse("admin:index")).content.decode()
    headings = re.findall(r'<a href="([^"]+pile=[^"]+)">(\S+) (\d+)</a>', page)
    assert all(client.get(url).context["cl"].result_count == int(total) for url, _, total in headings)
    return {name: int(total) for _, name, total in headings}


@pytest.mark.parametrize("role", ["编辑", "审核", "管理员", "superuser"])
def test_start_page_costs_the_same_for_everybody(client, people, revision, role, django_assert_max_num_queries):
    if role == "superuser":
        client.force_login(factories.user("root", is_superuser=True))
    else:
        people(role)
    client.get(reverse("admin:index"))  # the first page of a session also notes when it began
    for _ in range(8):
        factories.draft()

    with django_assert_max_num_queries(12):
        assert "近期发布 1" in client.get(reverse("admin:index")).content.decode()


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


def test_preview_links_are_listed_to_read(admin_client):
    link, _ = create_preview(measure=factories.draft(), by=factories.user("writer"), recipient="法规处")
    names = {page: reverse(f"admin:incentives_previewlink_{page}", args=[link.pk]) for page in ("change", "delete")}

    assert "法规处" in admin_client.get(reverse("admin:incentives_previewlink_changelist")).content.decode()
    assert admin_client.get(names["change"]).status_code == 200
    assert [admin_client.post(url).status_code for url in names.values()] == [403, 403]
    assert admin_client.get(reverse("admin:incentives_previewlink_add")).status_code == 403
