"""Two people at once, on two connections: one succeeds, the other gets a message, nothing is half done."""

from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from incentives.editorial.workflow import Refused, archive_measure, publish_measure, revise_measure, submit_measure
from incentives.enums import Kind, MeasureStatus
from incentives.models import Measure
from policies.enums import DocumentStatus
from policies.importing.actions import StillCited, archive_document
from tests import factories
from tests.incentives.admin.measure_form import change, fields, rung
from tests.incentives.editorial.at_once import at_once, just_before_lock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def revision():
    published = factories.measure(kind=Kind.SERVICE)
    writer = factories.user("writer")
    draft = revise_measure(measure=published, by=writer)
    Measure.objects.filter(pk=draft.pk).update(change_note="改了")
    return submit_measure(measure=draft, by=writer)


def test_two_reviewers_publish_at_once(revision):
    reviewers = [factories.user("one"), factories.user("two")]

    results = at_once(*[lambda who=who: publish_measure(measure=revision, by=who) for who in reviewers])

    assert [isinstance(result, Measure) for result in results].count(True) == 1
    assert [isinstance(result, Refused) for result in results].count(True) == 1
    assert Measure.objects.published().get(slug=revision.slug).pk == revision.pk
    assert Measure.objects.filter(status=MeasureStatus.SUPERSEDED).count() == 1


def test_two_revisions_begun_at_once():
    published = factories.measure()
    editors = [factories.user("one"), factories.user("two")]

    results = at_once(*[lambda who=who: revise_measure(measure=published, by=who) for who in editors])

    assert [isinstance(result, Measure) for result in results].count(True) == 1
    assert Measure.objects.in_work().count() == 1


def signed_in(name):
    user = factories.user(name)
    user.groups.add(Group.objects.get(name="编辑"))
    client = Client()
    client.force_login(user)
    return client


def test_two_editors_save_at_once():
    call_command("setup_roles")
    draft = factories.draft(kind=Kind.SUBSIDY)
    clients = {"甲的名称": signed_in("one"), "乙的名称": signed_in("two")}
    posts = {title: fields(draft, title=title) for title in clients}

    answers = at_once(
        *[lambda title=title: clients[title].post(change(draft), posts[title]).status_code for title in clients]
    )

    assert sorted(answers) == [200, 302]
    draft.refresh_from_db()
    assert draft.title == list(clients)[answers.index(302)]
    assert draft.lock == 1


def test_row_deleted_by_a_colleague_right_before_my_save_comes_back_as_a_new_one():
    call_command("setup_roles")
    draft = factories.draft(kind=Kind.SUBSIDY)
    row = factories.subsidy_tier(draft, 5)
    mine, theirs = signed_in("one"), signed_in("two")
    mine.get(change(draft))  # the first page of a session also writes
    shown = rung(id=row.pk, measure=draft.pk, position=1) | {"subsidy_tiers-INITIAL_FORMS": 1}
    deleted = fields(draft, title="同事的名称") | shown | {"subsidy_tiers-0-DELETE": "on"}
    typed = fields(draft, title="我的名称") | shown | rung(label="我改的档")

    with just_before_lock(lambda: theirs.post(change(draft), deleted).status_code) as results:
        answer = mine.post(change(draft), typed)

    assert (results, answer.status_code) == ([302], 200)
    said = [(clash.stored, clash.typed) for clash in answer.context["clashes"]]
    assert ("同事的名称", "我的名称") in said
    assert any("我改的档" in words for _, words in said)
    assert 'value="我改的档"' in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.title, draft.subsidy_tiers.exists()) == ("同事的名称", False)


def test_submitting_while_a_colleague_saves():
    call_command("setup_roles")
    draft = factories.draft(kind=Kind.SUBSIDY, title="原名")
    client, writer = signed_in("one"), factories.user("writer")
    posted = fields(draft, title="改名")

    saved, submitted = at_once(
        lambda: client.post(change(draft), posted).status_code, lambda: submit_measure(measure=draft, by=writer)
    )

    draft.refresh_from_db()
    assert isinstance(submitted, Measure)
    assert draft.status == MeasureStatus.REVIEW
    assert draft.title == {302: "改名", 200: "原名"}[saved]


def test_document_is_archived_while_a_measure_that_rests_on_it_is_published(revision):
    document, reviewer = revision.clauses.get().document, factories.user("reviewer")
    archive_measure(measure=Measure.objects.published().get(), by=reviewer, reason="停止执行")

    published, archived = at_once(
        lambda: publish_measure(measure=revision, by=reviewer), lambda: archive_document(document=document, by=reviewer)
    )

    document.refresh_from_db()
    assert (isinstance(published, Refused), isinstance(archived, StillCited)) in {(True, False), (False, True)}
    assert Measure.objects.published().exists() == (document.status == DocumentStatus.PUBLISHED)


def test_measure_published_before_the_document_is_locked_keeps_it(revision):
    document, reviewer = revision.clauses.get().document, factories.user("reviewer")
    archive_measure(measure=Measure.objects.published().get(), by=reviewer, reason="停止执行")

    publish = partial(publish_measure, measure=revision, by=reviewer)
    with just_before_lock(publish) as results, pytest.raises(StillCited):
        archive_document(document=document, by=reviewer)

    assert results == [revision]
    document.refresh_from_db()
    assert document.status == DocumentStatus.PUBLISHED


def test_document_archived_before_the_measure_is_locked_keeps_it_from_the_public(revision):
    document, reviewer = revision.clauses.get().document, factories.user("reviewer")
    archive_measure(measure=Measure.objects.published().get(), by=reviewer, reason="停止执行")

    archive = partial(archive_document, document=document, by=reviewer)
    with just_before_lock(archive) as results, pytest.raises(Refused, match="已归档"):
        publish_measure(measure=revision, by=reviewer)

    assert results == [document]
    assert not Measure.objects.published().exists()


def test_measure_published_before_its_sentence_is_moved_keeps_it(revision, admin_client):
    clause, reviewer, hidden = revision.clauses.get(), factories.user("reviewer"), factories.document(draft=True)
    archive_measure(measure=Measure.objects.published().get(), by=reviewer, reason="停止执行")
    posted = {"document": hidden.pk, "edition": 1, "path": "9.9", "position": 99, "gist": "大意"}

    with just_before_lock(partial(publish_measure, measure=revision, by=reviewer)) as results:
        page = admin_client.post(reverse("admin:policies_clause_change", args=[clause.pk]), posted)

    assert results == [revision]
    assert "引用这一句" in page.content.decode()
    clause.refresh_from_db()
    assert clause.document != hidden
