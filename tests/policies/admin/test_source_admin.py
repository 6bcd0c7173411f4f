import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from policies.enums import DocumentStatus
from policies.models import Agency
from tests import factories

pytestmark = pytest.mark.django_db
MODELS = ("agency", "category", "document", "clause", "indicator")


@pytest.fixture
def rows():
    figure = factories.indicator()
    rows = (factories.agency(), factories.category(), figure.clause.document, figure.clause, figure)
    return dict(zip(MODELS, rows, strict=True))


@pytest.mark.parametrize("model", MODELS)
def test_list_search_and_form_open(admin_client, rows, model):
    listed = admin_client.get(reverse(f"admin:policies_{model}_changelist"), {"q": "绿"})
    form = admin_client.get(reverse(f"admin:policies_{model}_change", args=[rows[model].pk]))
    new = admin_client.get(reverse(f"admin:policies_{model}_add"))

    assert (listed.status_code, form.status_code, new.status_code) == (200, 200, 200)


def test_figures_are_listed_as_people_read_them(admin_client, rows):
    assert "120 家" in admin_client.get(reverse("admin:policies_indicator_changelist")).content.decode()


def test_document_is_published_and_archived_by_actions(admin_client):
    document = factories.document(draft=True)
    address = reverse("admin:policies_document_changelist")

    for action, status in (("publish", DocumentStatus.PUBLISHED), ("archive", DocumentStatus.ARCHIVED)):
        admin_client.post(address, {"action": action, "_selected_action": [document.pk]})
        document.refresh_from_db()
        assert document.status == status
    assert LogEntry.objects.count() == 2


def rest(measure, clause, by):
    """Let a measure rest on a clause, or on its document, in one of the four ways."""
    {
        "basis": lambda: measure.basis.add(clause.document),
        "clauses": lambda: measure.clauses.add(clause),
        "row": lambda: factories.subsidy_tier(measure, 5, clause=clause),
        "condition": lambda: factories.condition(measure, clause=clause),
    }[by]()


@pytest.mark.parametrize("rests", ["basis", "clauses", "row", "condition"])
def test_document_on_which_published_measures_rest_is_not_archived(admin_client, rests):
    clause, measure = factories.clause(), factories.measure(title="贷款贴息", kind="subsidy", published=False)
    rest(measure, clause, rests)
    factories.publish([measure])
    free = factories.document()
    chosen = {"action": "archive", "_selected_action": [clause.document.pk, free.pk]}

    page = admin_client.post(reverse("admin:policies_document_changelist"), chosen, follow=True)

    assert "“贷款贴息” 以它为出处或依据" in page.content.decode()
    clause.document.refresh_from_db()
    free.refresh_from_db()
    assert (clause.document.status, free.status) == (DocumentStatus.PUBLISHED, DocumentStatus.ARCHIVED)


def test_view_on_site_for_published_documents_only(admin_client):
    published, draft = factories.document(), factories.document(draft=True)

    def page(document):
        return admin_client.get(reverse("admin:policies_document_change", args=[document.pk])).content.decode()

    assert "在站点上查看" in page(published)
    assert "在站点上查看" not in page(draft)


def test_wrong_dates_are_refused_at_the_field(admin_client):
    document = factories.document()
    posted = {
        "title": document.title,
        "slug": document.slug,
        "genre": document.genre,
        "validity": document.validity,
        "written_on": "2025-03-02",
        "published_on": "2025-03-01",
        "relations-TOTAL_FORMS": 0,
        "relations-INITIAL_FORMS": 0,
    }

    answer = admin_client.post(reverse("admin:policies_document_change", args=[document.pk]), posted)

    assert answer.context["adminform"].form.errors == {"published_on": ["发布日期不能早于成文日期。"]}


def test_place_that_cannot_be_is_an_error_at_the_field(admin_client):
    clause = factories.clause()
    posted = {"document": clause.document_id, "edition": 1, "path": "1,7", "position": 1, "gist": "大意"}

    page = admin_client.post(reverse("admin:policies_clause_change", args=[clause.pk]), posted).content.decode()

    assert "位置写作“部分.句”" in page


def move(client, clause, to):
    posted = {"document": to.pk, "edition": 1, "path": "9.9", "position": 99, "gist": "大意"}
    page = client.post(reverse("admin:policies_clause_change", args=[clause.pk]), posted, follow=True).content.decode()
    clause.refresh_from_db()
    return page


@pytest.mark.parametrize("cites", ["clauses", "row", "condition"])
def test_sentence_that_published_measures_cite_is_not_hidden(admin_client, cites):
    clause, measure, hidden = (
        factories.clause(),
        factories.draft(title="贷款贴息", kind="subsidy"),
        factories.document(draft=True),
    )
    rest(measure, clause, cites)
    factories.publish([measure])
    open_document = factories.document()

    refused = move(admin_client, clause, hidden)
    assert f"“{hidden}”未公开，而已发布的事项 “贷款贴息” 引用这一句" in refused
    assert clause.document != hidden

    move(admin_client, clause, open_document)
    assert clause.document == open_document


def test_sentence_that_only_drafts_cite_moves_anywhere(admin_client):
    clause, hidden = factories.clause(), factories.document(draft=True)
    factories.draft().clauses.add(clause)

    move(admin_client, clause, hidden)

    assert clause.document == hidden


@pytest.mark.parametrize("name", ["tiers", "basis", "clauses", "indicators"])
def test_what_a_version_on_record_names_is_not_deleted(admin_client, name):
    row = {
        "tiers": lambda: factories.tier("sme"),
        "basis": factories.document,
        "clauses": factories.clause,
        "indicators": factories.indicator,
    }[name]()
    measure = factories.measure(title="贷款贴息", sourced=False)
    factories.link(measure, name, row)
    address = f"admin:{row._meta.app_label}_{row._meta.model_name}"
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}

    page = admin_client.post(reverse(f"{address}_delete", args=[row.pk]), {"post": "yes"})
    admin_client.post(reverse(f"{address}_changelist"), chosen)

    assert "贷款贴息" in page.content.decode()
    assert getattr(measure, name).get() == row


def test_editors_propose_an_agency_and_administrators_confirm_it(client, admin_client):
    call_command("setup_roles")
    editor = factories.user("editor")
    editor.groups.add(Group.objects.get(name="编辑"))
    client.force_login(editor)
    values = {"name": "绿谷市作坊局", "short_name": "作坊局", "slug": "zf"}

    page = client.post(reverse("admin:policies_agency_add"), values, follow=True).content.decode()

    agency = Agency.objects.get(slug="zf")
    assert agency.is_proposed
    assert "管理员确认之前" in page
    assert not Agency.objects.confirmed().exists()

    chosen = {"action": "confirm", "_selected_action": [agency.pk]}
    admin_client.post(reverse("admin:policies_agency_changelist"), chosen)

    assert Agency.objects.confirmed().get() == agency
