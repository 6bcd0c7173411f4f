"""Requests every address and admin action in every role and compares the results with matrix.py."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver, path, reverse
from django.urls.resolvers import RegexPattern

from incentives.editorial.transitions import TRANSITIONS, own_editor
from incentives.editorial.workflow import ACTIONS as WORKFLOW_ACTIONS
from incentives.enums import MeasureStatus
from incentives.models import Measure, PreviewLink
from policies.enums import DocumentStatus
from policies.models import Agency, Document, SourceFile
from tests import factories
from tests.config.access.matrix import ACTIONS, RIGHTS, ROLES, ROWS, World
from tests.config.access.people import ROLES as GROUPS
from tests.config.access.people import staff
from tests.config.access.steps import DOCUMENT_STEPS, ON_PAGES, OWN_EDITORS, WORKFLOW
from tests.config.access.walk import address, again, outcome, patterns, signed_in, text
from tests.policies import sample_document

pytestmark = pytest.mark.django_db
STATELESS = {"incentives:check", "incentives:api:check_text", "incentives:api:match"}  # they answer and write nothing


def unmatched_addresses(resolver: URLResolver | None = None) -> set[str]:
    """Addresses without a row, and rows without an address."""
    return {key for key, _ in patterns(resolver)} ^ set(ROWS)


def test_every_address_has_a_row_and_every_row_an_address():
    assert unmatched_addresses() == set()


def test_address_without_a_row_is_noticed():
    new = path("new/", lambda request: HttpResponse(), name="new")
    with_it = URLResolver(RegexPattern("^/"), [new, *get_resolver().url_patterns])

    assert unmatched_addresses(with_it) == {"new"}


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_its_row_says(role, transaction_point):
    world, client, column, wrong = World(), signed_in(role), ROLES.index(role), []

    for key, route in patterns():
        for method, expected in (("get", ROWS[key].get), ("post", ROWS[key].post)):
            with transaction_point():
                answer = getattr(again(client), method)(address(key, route, world))
            if outcome(answer) != expected[column]:
                wrong.append((key, method, outcome(answer), "instead of", expected[column]))

    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", ROLES)
def test_no_address_takes_a_post_without_its_token(role, transaction_point):
    world, client, taken = World(), signed_in(role), []

    for key, route in patterns():
        with transaction_point():
            answer = again(client, enforce_csrf_checks=True).post(address(key, route, world), {"post": "yes"})
        if outcome(answer) not in {"403", "404", "405", "login"} and key not in STATELESS:
            taken.append((key, answer.status_code))

    assert taken == []


def model_admins() -> dict[str, admin.ModelAdmin]:
    return {model._meta.label_lower.replace(".", "_"): found for model, found in admin.site._registry.items()}


def offered(model_admin: admin.ModelAdmin, user) -> set[str]:
    request = RequestFactory().get("/")
    request.user = user
    return set(model_admin.get_actions(request))


def unmatched_actions() -> set[tuple[str, str]]:
    """Actions without a row, and rows without an action."""
    root = factories.user("root", is_superuser=True)
    return {(name, action) for name, found in model_admins().items() for action in offered(found, root)} ^ set(ACTIONS)


def test_every_action_has_a_row_and_every_row_an_action():
    assert unmatched_actions() == set()
    assert set(model_admins()) == set(RIGHTS)


def test_action_without_a_row_is_noticed(monkeypatch):
    def lend(model_admin, request, queryset):
        """An action without a row in the matrix."""

    agencies = admin.site._registry[Agency]
    monkeypatch.setattr(agencies, "actions", [*agencies.actions, lend])

    assert unmatched_actions() == {("policies_agency", "lend")}


@pytest.mark.parametrize("role", ROLES[1:])
def test_actions_are_offered_to_whom_their_row_says(role):
    user = staff(role)

    there = {(name, action) for name, found in model_admins().items() for action in offered(found, user)}

    assert there == {row for row, roles in ACTIONS.items() if role in roles}


@pytest.mark.parametrize("role", ROLES)
def test_posted_action_that_is_not_yours_changes_nothing(role, transaction_point):
    world, client = World(), signed_in(role)
    rows = {model._meta.label_lower.replace(".", "_"): row for model, row in world.rows.items()}

    for (name, action), roles in ACTIONS.items():
        if role in roles:
            continue
        posted = {"action": action, "_selected_action": rows[name].pk, "post": "yes"}
        model = type(rows[name])
        before = list(model.objects.order_by("pk").values())
        answer = again(client).post(reverse(f"admin:{name}_changelist"), posted)
        assert answer.status_code in {200, 302, 403}
        assert list(model.objects.order_by("pk").values()) == before, (name, action)


@pytest.mark.parametrize("role", ROLES[1:])
def test_posted_action_that_is_yours_is_taken(role, transaction_point):
    world, client, refused = World(), signed_in(role), []
    rows = {model._meta.label_lower.replace(".", "_"): row for model, row in world.rows.items()}

    for (name, action), roles in ACTIONS.items():
        if role not in roles:
            continue
        posted = {"action": action, "_selected_action": rows[name].pk}
        with transaction_point():
            answer = again(client).post(reverse(f"admin:{name}_changelist"), posted, follow=True)
        if answer.status_code != 200 or not (answer.redirect_chain or action in {"check_figures", "delete_selected"}):
            refused.append((name, action, answer.status_code))

    assert refused == []


def test_every_step_of_the_workflow_has_a_row():
    assert set(WORKFLOW) == set(WORKFLOW_ACTIONS)
    listed = {
        (model, action) for model, action in ACTIONS if action not in {"delete_selected", "check_figures", "read_terms"}
    }
    assert {action for model, action in listed if model == "incentives_measure"} == set(WORKFLOW) - ON_PAGES
    assert {action for model, action in listed if model == "policies_document"} == set(DOCUMENT_STEPS)


def test_table_of_transitions_says_what_the_matrix_says():
    groups = {name: role for role, name in GROUPS.items()}

    told = {
        row.verb: ({groups[row.role]}, {source.value: row.target.value for source in row.sources})
        for row in TRANSITIONS.values()
    }

    assert told == WORKFLOW
    assert {row.verb for row in TRANSITIONS.values() if not row.in_list} == ON_PAGES
    assert {row.verb for row in TRANSITIONS.values() if row.objection is own_editor} == OWN_EDITORS


def version(status: str) -> Measure:
    """A complete version in `status`, edited by none of these users."""
    return factories.measure(published=status not in {"draft", "review"}, status=status)


def statuses(row: Measure) -> list[str]:
    return list(Measure.objects.filter(slug=row.slug).order_by("version").values_list("status", flat=True))


def ways(row: Measure, verb: str) -> Iterator[tuple[str, str, dict]]:
    """Each way to request a step: method, address, posted data."""
    page = reverse("admin:incentives_measure_step", args=[row.pk, verb])
    yield "get", page, {"reason": "不全", "seen": row.lock}
    yield "post", page, {"reason": "不全", "seen": row.lock}
    if ("incentives_measure", verb) in ACTIONS:
        yield "post", reverse("admin:incentives_measure_changelist"), {"action": verb, "_selected_action": row.pk}


@pytest.mark.parametrize("role", ROLES)
def test_each_step_moves_what_its_row_says_and_nothing_else(role, transaction_point):
    client, wrong = signed_in(role), []

    for verb, (takers, moves) in WORKFLOW.items():
        for status in MeasureStatus.values:
            row = version(status)
            for method, page, posted in ways(row, verb):
                with transaction_point():
                    answer = getattr(again(client), method)(page, posted)
                    now = statuses(row)
                taken = role in takers and method == "post" and verb not in OWN_EDITORS
                moved = moves.get(status) if taken else None
                expected = [status, moved] if moved and verb == "revise" else [moved or status]
                if answer.status_code >= 500 or now != expected:
                    wrong.append((verb, method, page, status, now, "instead of", expected))

    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", ROLES)
def test_step_is_refused_to_whom_it_is_not_for(role, transaction_point):
    client, row = signed_in(role), version("review")

    for verb, (takers, _) in WORKFLOW.items():
        address_ = reverse("admin:incentives_measure_step", args=[row.pk, verb])
        with transaction_point():
            answer = again(client).post(address_, {"reason": "不全"})
        assert outcome(answer) == ("ok" if role in takers else "login" if role == "anonymous" else "403"), verb


@pytest.mark.parametrize("role", ROLES)
def test_documents_are_moved_by_whom_their_row_says(role, transaction_point):
    client, page = signed_in(role), reverse("admin:policies_document_changelist")

    for action, (takers, becomes) in DOCUMENT_STEPS.items():
        for status in DocumentStatus.values:
            document = factories.document(status=status)
            with transaction_point():
                again(client).post(page, {"action": action, "_selected_action": document.pk})
                now = Document.objects.get(pk=document.pk).status
            assert now == (becomes if role in takers else status), (action, status)


@pytest.mark.parametrize("role", ROLES)
def test_previews_are_made_and_revoked_by_editors_and_read_by_their_holders(role):
    world, client = World(), signed_in(role)
    page = reverse("admin:incentives_measure_previews", args=[world.draft.pk])
    secret = reverse("incentives:preview", args=[world.token])

    client.post(page, {"recipient": "法规处"})

    assert PreviewLink.objects.count() == (2 if role == "editor" else 1)
    assert client.get(secret).status_code == 200
    client.post(page, {"revoke": world.rows[PreviewLink].pk})
    assert client.get(secret).status_code == (404 if role == "editor" else 200)


@pytest.mark.parametrize("role", ROLES)
def test_upload_is_seen_and_stored_by_its_bringer_alone(role):
    world, client = World(), signed_in(role)
    refused = {"anonymous": "login", "editor": "404"}.get(role, "403")
    page, text = reverse("admin:policies_document_hand_in"), sample_document.document()

    assert outcome(client.get(page, {"source": world.waiting.pk})) == refused
    client.post(page, {"source": world.waiting.pk, "step": "take"})
    assert SourceFile.objects.get(pk=world.waiting.pk).edition is None

    shown = client.post(page, {"text": text})
    own = SourceFile.objects.waiting().exclude(pk=world.waiting.pk).first()
    assert (own is not None) == (role == "editor")
    if own:
        seen = {"source": own.pk, "seen": shown.context["plan"].token, "text": text, "step": "take"}
        assert [outcome(client.get(page, {"source": own.pk})), outcome(client.post(page, seen))] == ["ok", "ok"]
        assert SourceFile.objects.get(pk=own.pk).edition == 1


@pytest.mark.parametrize("role", ROLES)
def test_originals_are_fetched_by_staff_once_they_are_taken_over(role):
    world, client = World(), signed_in(role)

    def fetched(file: SourceFile) -> str:
        return outcome(client.get(reverse("admin:policies_document_original", args=[file.pk])))

    stranger = role == "anonymous"
    assert fetched(world.rows[SourceFile]) == ("login" if stranger else "ok")
    assert fetched(world.waiting) == ("login" if stranger else "404")


@pytest.mark.parametrize("role", ROLES)
def test_drafts_and_what_is_archived_stay_inside(role):
    world, client = World(), signed_in(role)
    hidden = factories.document(draft=True)
    clause = factories.clause(hidden)

    for address_ in (world.draft.get_absolute_url(), hidden.get_absolute_url(), clause.get_absolute_url()):
        assert client.get(address_).status_code == 404
    for key in ("incentives:measure-list", "incentives:api:measures", "incentives:measures-csv"):
        assert world.draft.title not in text(client.get(reverse(key)))
