"""What the list stores agrees with the rows after every way of writing them."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from incentives.editorial.workflow import archive_measure, publish_measure, revise_measure, submit_measure
from incentives.enums import Kind
from incentives.listing.search import index
from incentives.listing.upkeep.checks import index_agrees
from incentives.listing.upkeep.consistency import differences, disagreements
from incentives.listing.upkeep.refresh import follow
from incentives.models import FacetCell, Measure
from policies.caching import content_version
from policies.models import Agency, Category, Document, Synonym
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    row = factories.measure(
        title="绿谷贷款贴息",
        kind=Kind.SUBSIDY,
        tiers=[factories.tier("sme", is_sme=True)],
        agencies=[factories.agency(name="绿谷市金融局")],
    )
    factories.subsidy_tier(row, 300_000)
    factories.link(row, "basis", factories.document(title="绿谷贴息办法"))
    return factories.listed(row)


@pytest.fixture
def staff(client):
    user = factories.user("editor")
    user.user_permissions.set(Permission.objects.all())
    client.force_login(user)
    return client


def titles(client, q):
    return [card.measure.title for card in client.get(reverse("incentives:measure-list"), {"q": q}).context["cards"]]


def assert_agrees():
    assert disagreements() == []
    assert list(differences()) == []


def test_publishing_and_archiving(client, measure):
    author, reviewer = factories.user("author"), factories.user("reviewer")
    number = content_version.current().number
    draft = revise_measure(measure=measure, by=author)
    Measure.objects.filter(pk=draft.pk).update(title="新名贴息", change_note="改名")
    assert titles(client, "新名") == []

    submit_measure(measure=draft, by=author)
    published = publish_measure(measure=draft, by=reviewer)

    assert titles(client, "新名") == ["新名贴息"]
    assert content_version.current().number > number
    assert index.held() == {published.pk}
    assert_agrees()

    archive_measure(measure=published, by=reviewer, reason="停止执行")

    assert index.held() == set()
    assert not FacetCell.objects.exists()
    assert_agrees()


def test_loaded_content(client):
    call_command("load_content", verbosity=0)

    assert titles(client, "科创E贷")
    assert index.number_held() == Measure.objects.published().count()
    assert_agrees()


def save(client, row, **values):
    """Save a row through its admin form with some values changed."""
    meta = row._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    form = client.get(address).context["adminform"].form
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    inlines = client.get(address).context["inline_admin_formsets"]
    for inline in inlines:
        data |= {f"{inline.formset.prefix}-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    answer = client.post(address, data | values)
    assert answer.status_code == 302, answer.context["errors"]


@pytest.mark.parametrize(
    ("of", "values", "q"),
    [
        (lambda row: row.agencies.get(), {"name": "绿谷市信贷处"}, "信贷处"),
        (lambda row: row.tiers.get(), {"name": "初创企业梯队"}, "初创企业"),
        (lambda row: row.basis.get(), {"title": "云溪条例"}, "云溪条例"),
        (lambda row: row.category, {"name": "财税金融口"}, "财税金融口"),
    ],
)
def test_a_name_changed_in_the_admin_is_found_at_once(staff, measure, of, values, q):
    number = content_version.current().number

    save(staff, of(measure), **values)

    assert content_version.current().number > number
    assert titles(staff, q) == ["绿谷贷款贴息"]
    assert_agrees()


def test_category_moved_in_the_admin_moves_its_measures(staff, measure):
    save(staff, measure.category, position=7777)

    assert Measure.objects.get(pk=measure.pk).category_position == 7777
    assert_agrees()


def test_synonym_added_in_the_admin_works_at_once(staff, measure):
    staff.post(reverse("admin:policies_synonym_add"), {"word": "补息", "same_as": "贴息"})

    assert titles(staff, "补息") == ["绿谷贷款贴息"]
    answer = staff.post(reverse("admin:policies_synonym_add"), {"word": "贴息", "same_as": "贴息！"})
    assert "两个说法相同" in answer.content.decode()
    answer = staff.post(reverse("admin:policies_synonym_add"), {"word": "🙂", "same_as": "贴息"})
    assert "请写出字、字母或数字" in answer.content.decode()


def test_deleting_in_the_admin_is_followed(staff, measure):
    document = measure.basis.get()
    synonym = Synonym.objects.create(word="甲", same_as="乙")
    number = content_version.current().number

    staff.post(reverse("admin:policies_synonym_delete", args=[synonym.pk]), {"post": "yes"})
    assert content_version.current().number == number + 1
    action = {"action": "delete_selected", "_selected_action": [document.pk], "post": "yes"}
    staff.post(reverse("admin:policies_document_changelist"), action)

    assert str(synonym) == "甲＝乙"
    assert measure.basis.get() == document, "what a version rests on is not deleted"
    tier = measure.tiers.get()
    page = staff.post(reverse("admin:incentives_enterprisetier_delete", args=[tier.pk]), {"post": "yes"})
    assert page.status_code == 200
    assert measure.tiers.get() == tier, "without its tier the measure would be for anyone"
    assert_agrees()


def test_document_status_raises_the_version(staff, measure):
    document = factories.document()  # one that nothing published rests on
    number = content_version.current().number

    staff.post(reverse("admin:policies_document_changelist"), {"action": "archive", "_selected_action": [document.pk]})

    assert Document.objects.get(pk=document.pk).status == "archived"
    assert content_version.current().number > number
    assert_agrees()


def test_follow_leaves_other_rows_alone(measure):
    number = content_version.current().number
    with content_version.changing(factories.indicator()):
        pass

    assert content_version.current().number == number + 1
    assert follow([Category(pk=999), Agency(pk=999)])() is None


# --- Rebuilding and checking -------------------------------------------------------------------------------


def forget_behind_its_back(measure):
    index.erase([measure.pk])
    Measure._base_manager.filter(pk=measure.pk).update(best_award=5, indexed_as=0)
    FacetCell.objects.update(published=9, open=9)


def test_check_warns_and_rebuild_mends(measure, capsys):
    assert index_agrees(databases=["default"]) == []
    forget_behind_its_back(measure)

    warned = [warning.msg for warning in index_agrees(databases=["default"])]
    assert len(warned) == 3
    with pytest.raises(CommandError):
        call_command("rebuild_search", compare=True)
    err = capsys.readouterr().err
    assert f"{measure.slug}: best_award, indexed_as, index entry" in err
    assert "counts 9, has 1" in err

    call_command("rebuild_search", if_needed=True)

    assert index_agrees(databases=["default"]) == []
    call_command("rebuild_search", compare=True)
    assert "Indexed 1 measures." in capsys.readouterr().out


def test_rebuild_goes_on_where_it_stopped(capsys):
    done, waiting = factories.measure(), factories.measure()
    Measure._base_manager.filter(pk=waiting.pk).update(indexed_as=0)

    call_command("rebuild_search")
    assert "Indexed 1 measures." in capsys.readouterr().out

    call_command("rebuild_search")
    assert "Indexed 2 measures." in capsys.readouterr().out
    Measure._base_manager.filter(pk=waiting.pk).update(indexed_as=0)
    call_command("rebuild_search", from_start=True)
    assert "Indexed 2 measures." in capsys.readouterr().out
    call_command("rebuild_search", if_needed=True)
    assert capsys.readouterr().out == ""
    assert done.pk in index.held()


def test_rebuild_shows_its_progress(measure, capsys, monkeypatch):
    monkeypatch.setattr("django.core.management.base.OutputWrapper.isatty", lambda self: True)

    call_command("rebuild_search", no_color=True)

    assert "1/1" in capsys.readouterr().err


def test_rebuild_takes_out_what_is_no_longer_published(measure):
    Measure._base_manager.filter(pk=measure.pk).update(status="archived")
    assert len(disagreements()) == 3

    call_command("rebuild_search")

    assert_agrees()
    assert index.tokens_of(measure.pk) == set()


def test_check_is_silent_without_tables():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE incentives_facetcell RENAME TO incentives_facetcell_away")

    assert index_agrees(databases=["default"]) == []


def test_only_a_check_of_the_database_counts_tables(measure, capsys, django_assert_num_queries):
    forget_behind_its_back(measure)

    with django_assert_num_queries(0):
        call_command("check")
    assert "incentives.W001" not in capsys.readouterr().err
    call_command("check", databases=["default"])
    assert "incentives.W001" in capsys.readouterr().err
