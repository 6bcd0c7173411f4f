"""Two people at once, on two real connections: one goes through, the other is told, nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client

from incentives.actions import Refused, publish_measure, revise_measure, submit_measure
from incentives.enums import Kind, MeasureStatus
from incentives.models import Measure
from tests import factories
from tests.incentives.test_admin import change, fields

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run the acts in threads that start together; their results, or the exceptions they raised."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(timeout=10)
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


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
