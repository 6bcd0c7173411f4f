from functools import partial

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from incentives.editorial import workflow
from incentives.editorial.preview_links import create_preview, revoke_preview
from incentives.editorial.workflow import (
    Refused,
    archive_measure,
    discard_measure,
    publish_measure,
    revise_measure,
    send_back_measure,
    submit_measure,
)
from incentives.enums import Kind, MeasureStatus
from incentives.listing.upkeep.consistency import differences, disagreements
from incentives.models import DraftPresence, FacetCell, Measure, PreviewLink
from policies.caching import content_version
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return factories.user("editor")


@pytest.fixture
def reviewer():
    return factories.user("reviewer")


@pytest.fixture
def published():
    measure = factories.measure(kind=Kind.SUBSIDY, tiers=factories.ladder().values(), agencies=[factories.agency()])
    factories.subsidy_tier(measure, 500_000)
    factories.condition(measure)
    return measure


def test_revise_copies_row_links_and_children(published, editor):
    draft = revise_measure(measure=published, by=editor)

    assert (draft.slug, draft.version, draft.status) == (published.slug, 2, MeasureStatus.DRAFT)
    assert (draft.change_note, draft.published_at, draft.lock) == ("", None, 0)
    assert list(draft.editors.all()) == [editor]
    for name in workflow.LINKS:
        assert list(getattr(draft, name).all()) == list(getattr(published, name).all())
    for name in workflow.CHILDREN:
        assert getattr(draft, name).count() == getattr(published, name).count()
    assert draft.subsidy_tiers.get().amount_max == 500_000
    published.refresh_from_db()
    assert published.status == MeasureStatus.PUBLISHED
    assert published.subsidy_tiers.count() == 1


def test_revise_lets_copied_conditions_name_the_copied_rows(published, editor):
    factories.subsidy_tier(published, 800_000, label="二档")
    factories.condition(published, row=2, sentence="只在二档")

    draft = revise_measure(measure=published, by=editor)

    assert [condition.row for condition in draft.conditions.all()] == [None, draft.subsidy_tiers.get(label="二档")]
    assert not any(condition.is_of_another_version for condition in draft.conditions.all())


def test_revise_forgets_no_table_of_a_version():
    tables = {relation.get_accessor_name() for relation in Measure._meta.related_objects}

    assert tables - {"preview_links", "presences", "decisions"} == set(workflow.CHILDREN)


def test_revise_refuses_a_second_draft(published, editor):
    revise_measure(measure=published, by=editor)

    with pytest.raises(Refused, match="已有草稿"):
        revise_measure(measure=published, by=editor)


def test_revise_refuses_a_draft(editor):
    with pytest.raises(Refused, match="直接修改"):
        revise_measure(measure=factories.draft(), by=editor)


def submitted(published, editor):
    """A revision of `published`, with its change note, waiting for the reviewer."""
    draft = revise_measure(measure=published, by=editor)
    Measure.objects.filter(pk=draft.pk).update(change_note="改了金额")
    return submit_measure(measure=draft, by=editor)


def test_publish_supersedes_the_old_version(published, editor, reviewer):
    draft = submitted(published, editor)

    publish_measure(measure=draft, by=reviewer)

    published.refresh_from_db()
    draft.refresh_from_db()
    assert (published.status, draft.status) == (MeasureStatus.SUPERSEDED, MeasureStatus.PUBLISHED)
    assert draft.published_at is not None
    assert Measure.objects.published().get(slug=draft.slug) == draft


def test_publish_refuses_an_editor_of_the_version(editor):
    draft = factories.draft(status=MeasureStatus.REVIEW)
    draft.editors.add(editor)

    with pytest.raises(Refused, match="须由另一人发布"):
        publish_measure(measure=draft, by=editor)


def test_publish_refuses_what_is_published(published, reviewer):
    with pytest.raises(Refused, match="不能发布"):
        publish_measure(measure=published, by=reviewer)


def test_publish_half_way_failure_changes_nothing(published, editor, reviewer, monkeypatch):
    """If the last step fails after status, index and list columns are written, all of it is rolled back."""
    draft = submitted(published, editor)
    before = content_version.current(), list(FacetCell.objects.values()), list(Measure.objects.order_by("pk").values())
    records = LogEntry.objects.count()

    def broken(*args, **values):
        raise RuntimeError

    monkeypatch.setattr("incentives.listing.upkeep.refresh.recount", broken)
    with pytest.raises(RuntimeError):
        publish_measure(measure=draft, by=reviewer)

    after = content_version.current(), list(FacetCell.objects.values()), list(Measure.objects.order_by("pk").values())
    assert after == before
    assert LogEntry.objects.count() == records
    assert Measure.objects.published().get() == published
    assert (disagreements(), list(differences())) == ([], [])


def test_publish_from_a_page_that_is_out_of_date(published, editor, reviewer):
    """Sent back, changed and submitted again while the review page lay open."""
    draft = submitted(published, editor)
    seen = draft.lock
    send_back_measure(measure=draft, by=factories.user("second"), reason="错", seen=seen)
    submit_measure(measure=draft, by=editor)

    with pytest.raises(Refused, match="重新审阅"):
        publish_measure(measure=draft, by=reviewer, seen=seen)
    with pytest.raises(Refused, match="重新审阅"):
        send_back_measure(measure=draft, by=reviewer, reason="错", seen=seen)
    draft.refresh_from_db()
    assert draft.status == MeasureStatus.REVIEW
    assert publish_measure(measure=draft, by=reviewer, seen=draft.lock).status == MeasureStatus.PUBLISHED


@pytest.mark.parametrize("make", [factories.measure, factories.draft])
def test_archive_takes_a_version_out_of_sight(make, reviewer):
    measure = archive_measure(measure=make(), by=reviewer, reason="停止执行")

    assert measure.status == MeasureStatus.ARCHIVED
    with pytest.raises(Refused, match="不必归档"):
        archive_measure(measure=measure, by=reviewer, reason="停止执行")


@pytest.mark.parametrize("finish", [partial(archive_measure, reason="停止执行"), publish_measure])
def test_preview_links_end_when_a_version_is_no_longer_in_work(published, editor, reviewer, finish):
    draft = submitted(published, editor)
    links = [create_preview(measure=draft, by=editor, recipient=name)[0] for name in ("法规处", "财政局")]
    revoke_preview(link=links[0], by=editor)
    revoked = PreviewLink.objects.get(pk=links[0].pk).revoked_at

    finish(measure=draft, by=reviewer)

    assert not draft.preview_links.filter(revoked_at=None).exists()
    assert PreviewLink.objects.get(pk=links[0].pk).revoked_at == revoked


def test_discard_puts_a_draft_aside_and_frees_the_measure(published, editor):
    draft = revise_measure(measure=published, by=editor)
    link, _ = create_preview(measure=draft, by=editor, recipient="法规处")
    DraftPresence.objects.create(measure=draft, user=editor, seen_at=timezone.now())

    discarded = discard_measure(measure=draft, by=editor)

    assert discarded.status == MeasureStatus.ARCHIVED
    assert discarded.subsidy_tiers.count() == 1
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert not DraftPresence.objects.exists()
    assert LogEntry.objects.latest("pk").change_message == "作废草稿（第 2 版）"
    published.refresh_from_db()
    assert published.status == MeasureStatus.PUBLISHED
    assert revise_measure(measure=discarded, by=editor).version == 3


@pytest.mark.parametrize("superuser", [False, True])
def test_discard_is_for_editors_of_the_draft(published, editor, superuser):
    draft = revise_measure(measure=published, by=editor)

    with pytest.raises(Refused, match="没有编辑过"):
        discard_measure(measure=draft, by=factories.user("other", is_superuser=superuser))
    assert Measure.objects.in_work().get() == draft


def test_discard_wants_the_draft_as_it_was_seen(published, editor):
    draft = revise_measure(measure=published, by=editor)
    submitted = submit_measure(measure=draft, by=editor)

    with pytest.raises(Refused, match="有了变化"):
        discard_measure(measure=draft, by=editor, seen=draft.lock)
    for version in (submitted, published):
        with pytest.raises(Refused, match="不能作废"):
            discard_measure(measure=version, by=editor)


def test_publish_wants_a_submitted_version(reviewer):
    with pytest.raises(Refused, match="先由编辑提交审核"):
        publish_measure(measure=factories.draft(), by=reviewer)


@pytest.mark.parametrize("who", ["superuser", "colleague"])
def test_nobody_among_the_editors_publishes(published, editor, who):
    """Also superusers, and everyone who edited in between."""
    other = factories.user(who, is_superuser=who == "superuser")
    draft = revise_measure(measure=published, by=editor)
    draft.editors.add(other)
    Measure.objects.filter(pk=draft.pk).update(change_note="改了")
    draft = submit_measure(measure=draft, by=editor)

    with pytest.raises(Refused, match="须由另一人发布"):
        publish_measure(measure=draft, by=other)


def test_an_office_of_one_person_may_relax_it(published, editor, settings):
    settings.ONE_PERSON_OFFICE = True

    assert publish_measure(measure=submitted(published, editor), by=editor).status == MeasureStatus.PUBLISHED


def test_send_back_gives_a_reason_and_submitting_clears_it(editor, reviewer):
    draft = submit_measure(measure=factories.draft(), by=editor)

    sent_back = send_back_measure(measure=draft, by=reviewer, reason=" 金额写错了 ")
    assert (sent_back.status, sent_back.sent_back_note) == (MeasureStatus.DRAFT, "金额写错了")

    again = submit_measure(measure=sent_back, by=editor)
    assert (again.status, again.sent_back_note) == (MeasureStatus.REVIEW, "")


def test_send_back_wants_a_reason(editor, reviewer):
    draft = submit_measure(measure=factories.draft(), by=editor)

    with pytest.raises(Refused, match="退回原因"):
        send_back_measure(measure=draft, by=reviewer, reason="  ")


def test_send_back_and_submit_out_of_turn(editor, reviewer, published):
    with pytest.raises(Refused, match="不能退回"):
        send_back_measure(measure=factories.draft(), by=reviewer, reason="错")
    with pytest.raises(Refused, match="不能提交"):
        submit_measure(measure=published, by=editor)


def test_restore_an_older_version_as_a_new_draft(published, editor, reviewer):
    publish_measure(measure=submitted(published, editor), by=reviewer)
    published.refresh_from_db()

    restored = revise_measure(measure=published, by=editor)

    assert (restored.version, restored.status) == (3, MeasureStatus.DRAFT)
    assert restored.subsidy_tiers.get().amount_max == 500_000


def test_every_step_is_on_record(published, editor, reviewer):
    publish_measure(measure=submitted(published, editor), by=reviewer)

    record = LogEntry.objects.order_by("pk").values_list("user__username", "change_message")
    assert list(record) == [
        ("editor", "由第 1 版建立草稿（第 2 版）"),
        ("editor", "提交审核（第 2 版）"),
        ("reviewer", "发布（第 2 版）"),
    ]
