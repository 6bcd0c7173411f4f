import pytest
from django.db import transaction

from incentives import actions
from incentives.actions import Refused, archive_measure, publish_measure, revise_measure
from incentives.enums import Kind, MeasureStatus
from incentives.models import Measure
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
    for name in actions.LINKS:
        assert list(getattr(draft, name).all()) == list(getattr(published, name).all())
    for name in actions.CHILDREN:
        assert getattr(draft, name).count() == getattr(published, name).count()
    assert draft.subsidy_tiers.get().amount_max == 500_000
    published.refresh_from_db()
    assert published.status == MeasureStatus.PUBLISHED
    assert published.subsidy_tiers.count() == 1


def test_revise_refuses_a_second_draft(published, editor):
    revise_measure(measure=published, by=editor)

    with pytest.raises(Refused, match="已有草稿"):
        revise_measure(measure=published, by=editor)


def test_revise_refuses_a_draft(editor):
    with pytest.raises(Refused, match="直接修改"):
        revise_measure(measure=factories.draft(), by=editor)


def test_publish_supersedes_the_old_version(published, editor, reviewer):
    draft = revise_measure(measure=published, by=editor)
    Measure.objects.filter(pk=draft.pk).update(change_note="改了金额")

    publish_measure(measure=draft, by=reviewer)

    published.refresh_from_db()
    draft.refresh_from_db()
    assert (published.status, draft.status) == (MeasureStatus.SUPERSEDED, MeasureStatus.PUBLISHED)
    assert draft.published_at is not None
    assert Measure.objects.published().get(slug=draft.slug) == draft


def test_publish_refuses_an_editor_of_the_version(editor):
    draft = factories.draft()
    draft.editors.add(editor)

    with pytest.raises(Refused, match="须由另一人发布"):
        publish_measure(measure=draft, by=editor)


def test_publish_refuses_what_is_published(published, reviewer):
    with pytest.raises(Refused, match="不能发布"):
        publish_measure(measure=published, by=reviewer)


def test_publish_names_everything_that_is_missing(reviewer):
    tiers = factories.ladder()
    draft = factories.draft(kind=Kind.SUBSIDY, promise="", change_note="", sourced=False, tiers=[tiers["specialized"]])
    factories.subsidy_tier(draft, 5, label="错档", enterprise_tier=tiers["leading"])
    factories.condition(draft)

    with pytest.raises(Refused) as refusal:
        publish_measure(measure=draft, by=reviewer)

    assert [lack.field for lack in refusal.value.lacks] == [
        "promise",
        "clauses",
        "change_note",
        "provisions",
        "conditions",
        "tiers",
    ]
    draft.refresh_from_db()
    assert draft.status == MeasureStatus.DRAFT


def test_publish_wants_rows_and_a_public_source(reviewer):
    draft = factories.draft(kind=Kind.LOAN, sourced=False)
    draft.clauses.add(factories.clause(factories.document(draft=True)))

    with pytest.raises(Refused, match=r"尚未发布.*至少要有一行明细"):
        publish_measure(measure=draft, by=reviewer)


def test_publish_half_way_failure_leaves_the_old_version_public(published, editor, reviewer, monkeypatch):
    draft = revise_measure(measure=published, by=editor)
    Measure.objects.filter(pk=draft.pk).update(change_note="改了")

    def broken(*args, **values):
        raise RuntimeError

    monkeypatch.setattr(actions, "_set_status", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        publish_measure(measure=draft, by=reviewer)

    assert Measure.objects.published().get() == published


@pytest.mark.parametrize("make", [factories.measure, factories.draft])
def test_archive_takes_a_version_out_of_sight(make):
    measure = archive_measure(measure=make())

    assert measure.status == MeasureStatus.ARCHIVED
    with pytest.raises(Refused, match="不必归档"):
        archive_measure(measure=measure)
