"""One lock order (docs/adr/0011): acts that meet on two connections wait for each other, and none ends in an error."""

import re
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from incentives.drafting.sentence_queue import cite_anew, mark_context
from incentives.editorial.workflow import archive_measure, publish_measure, revise_measure, submit_measure
from incentives.listing.upkeep.recount import recount_all
from incentives.listing.upkeep.refresh import refresh
from incentives.models import Measure
from policies.importing.actions import archive_document, import_document, publish_document, take_over
from policies.intake.read import read_file
from policies.models import Category, Document, SourceFile
from policies.parsing.document import parse_document
from tests import factories
from tests.incentives.admin.measure_form import change, fields
from tests.incentives.editorial.at_once import at_once
from tests.policies import sample_document

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 20


def in_review(measure, writer):
    draft = revise_measure(measure=measure, by=writer)
    Measure.objects.filter(pk=draft.pk).update(change_note="改了")
    return submit_measure(measure=draft, by=writer)


def save_category(client, category, **values):
    """Save a category in its admin form; the status of the answer."""
    posted = {"name": category.name, "slug": category.slug, "position": category.position, "description": ""}
    return client.post(reverse("admin:policies_category_change", args=[category.pk]), posted | values).status_code


def test_publishing_while_a_category_is_saved(admin_client):
    writer, reviewer = factories.user("writer"), factories.user("reviewer")
    public = factories.measure()
    admin_client.get(reverse("admin:index"))  # the first page of a session also writes

    for number in range(ROUNDS):
        waiting = in_review(public, writer)
        publish = partial(publish_measure, measure=waiting, by=reviewer)
        save = partial(save_category, admin_client, public.category, description=f"第{number}次")
        results = at_once(publish, save)
        assert results == [waiting, 302]
        public = Measure.objects.published().get()

    assert (public.version, Category.objects.get().description) == (ROUNDS + 1, f"第{ROUNDS - 1}次")


def test_two_versions_of_one_measure_are_revised():
    """One editor revises the public version, another restores an older one."""
    editors = [factories.user("one"), factories.user("two")]
    first = factories.measure()
    second = publish_measure(measure=in_review(first, editors[0]), by=factories.user("reviewer"))
    told = []

    for _ in range(ROUNDS):
        acts = [partial(revise_measure, measure=row, by=by) for row, by in zip((first, second), editors, strict=True)]
        results = at_once(*acts)
        (draft,) = Measure.objects.in_work()
        told += [str(result) for result in results if not isinstance(result, Measure)]
        archive_measure(measure=draft, by=editors[0], reason="停止执行")

    assert told == ["这个事项已有草稿或待审核的版本，请先处理它。"] * ROUNDS


def changed_text(number):
    body = [line.replace("来信收到", f"来信{number}收到") for line in sample_document.BODY]
    return sample_document.document(body=body).encode()


def test_revising_while_an_edition_is_imported():
    editor = factories.user("editor")
    document = import_document(data=changed_text(0)).document
    Document.objects.filter(pk=document.pk).update(status="published")
    public = factories.measure(sourced=False)
    factories.link(public, "clauses", document.clauses.get(text__contains="每家小店"))
    cited = []

    for number in range(1, ROUNDS + 1):
        data = changed_text(number)
        source = SourceFile.objects.create(name="改.txt", sha256=f"{number:064}", content=data, brought_by=editor)
        parsed = parse_document(read_file(data))
        results = at_once(
            partial(revise_measure, measure=public, by=editor),
            partial(take_over, source=source, parsed=parsed, by=editor),
        )
        assert [result for result in results if isinstance(result, Exception)] == []
        cited.append(results[0].clauses.get().edition)
        archive_measure(measure=results[0], by=editor, reason="停止执行")

    assert cited == list(range(2, ROUNDS + 2))


def test_two_new_measures_with_one_slug(admin_client):
    admin_client.get(reverse("admin:index"))
    posted = {"title": "新", "promise": "得到", "kind": "service", "category": factories.category().pk}
    posted |= {"availability": "offer", "delivery": "not_stated", "stacking": "not_stated"}

    for number in range(ROUNDS):
        add = partial(admin_client.post, reverse("admin:incentives_measure_add"), posted | {"slug": f"new-{number}"})
        saved, told = sorted(at_once(add, add), key=lambda answer: -answer.status_code)

        assert (saved.status_code, told.status_code) == (302, 200)
        assert "已有事项使用这个网址标识" in told.content.decode()


@pytest.fixture
def acts(admin_client):
    """Everything that writes content, by name."""
    writer, reviewer = factories.user("writer"), factories.user("reviewer")
    tier, agency, document = factories.tier("a-tier"), factories.agency(), factories.document()
    public, other = factories.measure(tiers=[tier], agencies=[agency]), factories.measure()
    draft = factories.draft()
    waiting, clause = in_review(factories.measure(), writer), factories.clause(document)
    source = SourceFile.objects.create(name="文.txt", sha256="0" * 64, content=changed_text(1), brought_by=writer)

    def save(row, **values):
        url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        form = admin_client.get(url).context["adminform"].form
        posted = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
        return lambda: admin_client.post(url, posted | values)

    return {
        "publish": partial(publish_measure, measure=waiting, by=reviewer),
        "archive": partial(archive_measure, measure=other, by=reviewer, reason="停止执行"),
        "revise": partial(revise_measure, measure=public, by=writer),
        "submit": partial(submit_measure, measure=factories.draft(), by=writer),
        "save a draft": partial(admin_client.post, change(draft), fields(draft, title="改名")),
        "publish a document": partial(publish_document, document=document, by=reviewer),
        "archive a document": partial(archive_document, document=document, by=reviewer),
        "import": partial(import_document, data=changed_text(0)),
        "take over": partial(take_over, source=source, parsed=parse_document(read_file(changed_text(1))), by=writer),
        "mark as context": partial(mark_context, clause=clause, gist="大意", by=writer),
        "cite anew": partial(cite_anew, old=waiting.clauses.get(), new=clause, by=writer),
        "save a category": save(public.category, name="改名"),
        "save an agency": save(agency, name="绿谷市改名局"),
        "save a tier": save(tier, name="改名梯次"),
        "save a clause": save(clause, gist="改了的大意"),
        "recount": recount_all,
        "refresh": partial(refresh, Measure.objects.all()),
        "rebuild": partial(call_command, "rebuild_search", from_start=True, verbosity=0),
        "load": partial(call_command, "load_content", if_empty=True, verbosity=0),
    }


def tables_locked(act):
    """The tables that the act locks or writes, in the order of its statements; not those of sessions and logs."""
    tables = []

    def look(execute, sql, *args):
        if "policies_contentversion" in sql or re.search(r"FOR (NO KEY )?UPDATE|^(UPDATE|INSERT|DELETE)", sql):
            tables.extend(re.findall(r'(?:FROM|UPDATE|INTO) "?(policies_\w+|incentives_\w+)', sql)[:1])
        return execute(sql, *args)

    with connection.execute_wrapper(look):
        act()
    return tables


def test_content_lock_comes_first(acts):
    late = {
        name: tables for name, act in acts.items() if (tables := tables_locked(act)[:1]) != ["policies_contentversion"]
    }

    assert late == {}


def test_there_is_no_second_lock():
    """Another lock would need an order between the two (docs/adr/0011)."""
    code = [path for app in ("config", "policies", "incentives") for path in Path(settings.BASE_DIR, app).rglob("*.py")]

    places = [str(path.relative_to(settings.BASE_DIR)) for path in code if "select_for_update" in path.read_text()]

    assert places == ["policies/caching/content_version.py"]
