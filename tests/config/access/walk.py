"""Requests every address of the site in each role and returns the results."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.config.access.matrix import ROWS, World
from tests.config.access.people import staff


def patterns(resolver: URLResolver | None = None, namespace: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """The key in ROWS and the route of every address."""
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
    """The body, read to its end so that a streamed file is closed."""
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
