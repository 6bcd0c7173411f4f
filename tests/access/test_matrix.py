"""Walks every address and admin action of the site as everybody; tests/access/matrix.py says what must come of it."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import factories
from tests.access.matrix import ACTIONS, RIGHTS, ROLES, ROWS, World
from tests.access.people import staff

pytestmark = pytest.mark.django_db


def patterns(resolver: URLResolver | None = None, namespace: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """Key in ROWS and route of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from patterns(pattern, namespace + inner, route)
        elif isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or _unnamed(route)), route


def _unnamed(route: str) -> str:
    """admin/policies/agency/<path:object_id>/ → policies_agency/<path:object_id>/"""
    app, _, rest = route.removeprefix(settings.ADMIN_PATH).partition("/")
    return f"{app}_{rest}" if rest else app


def address(key: str, route: str, world: World) -> str:
    row = ROWS[key]
    if row.path:
        return f"/{settings.ADMIN_PATH}{row.path}"
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(row.filled(world)[part[1]]), route)


def text(answer) -> str:
    """The body, read to its end: a file that is sent closes then."""
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode(errors="replace")


def outcome(answer) -> str:
    text(answer)
    if answer.status_code in {200, 204}:
        return "ok"
    if answer.status_code in {301, 302}:
        return "login" if answer["Location"].startswith(f"{reverse('admin:login')}?") else "ok"
    return str(answer.status_code)


def signed_in(role: str) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(staff(role))
    return client


def again(client: Client, **options) -> Client:
    """A browser with the same cookies: what one request does to its session does not reach the next."""
    twin = Client(**options)
    twin.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    return twin


def test_every_address_has_a_row_and_every_row_an_address():
    assert {key for key, _ in patterns()} == set(ROWS)


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
        if outcome(answer) not in {"403", "404", "405", "login"}:
            taken.append((key, answer.status_code))

    assert taken == []


def model_admins() -> dict[str, admin.ModelAdmin]:
    return {model._meta.label_lower.replace(".", "_"): found for model, found in admin.site._registry.items()}


def offered(model_admin: admin.ModelAdmin, user) -> set[str]:
    request = RequestFactory().get("/")
    request.user = user
    return set(model_admin.get_actions(request))


def test_every_action_has_a_row_and_every_row_an_action():
    root = factories.user("root", is_superuser=True)
    there = {(name, action) for name, found in model_admins().items() for action in offered(found, root)}

    assert there == set(ACTIONS)
    assert set(model_admins()) == set(RIGHTS)


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


@pytest.mark.parametrize("role", ROLES)
def test_drafts_and_what_is_archived_stay_inside(role):
    world, client = World(), signed_in(role)
    hidden = factories.document(draft=True)
    clause = factories.clause(hidden)

    for address_ in (world.draft.get_absolute_url(), hidden.get_absolute_url(), clause.get_absolute_url()):
        assert client.get(address_).status_code == 404
    for key in ("incentives:measure-list", "incentives:api:measures", "incentives:measures-csv"):
        assert world.draft.title not in text(client.get(reverse(key)))
