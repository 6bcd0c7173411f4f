"""Cache of public pages: ETag, Last-Modified, 304, and a copy on the server (docs/adr/0006).

The key of a page contains all that it depends on: release, content version, local day, address, display cookies and
whether htmx asks. The content version is read from the database with every request, so no page is stale and nothing
has to be cleared. Only views declared `public_page` are cached.
"""

import datetime
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe

from config.pages.display import display_of
from policies.caching import content_version

KEPT_SECONDS = 24 * 3600
LONGEST_QUERY = 1000  # characters; pages with a longer query are not cached
VARIES = ("Cookie", "HX-Request", "Accept-Encoding")
View = Callable[..., HttpResponse]


class Copy(NamedTuple):
    """A cached response: body as sent, and headers."""

    body: bytes
    headers: dict[str, str]


def public_page(view: View) -> View:
    """Declare that the pages of a view depend only on the key of the cache, and so may be cached."""

    @wraps(view)
    def declared(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.is_public_page = True
        return response

    return declared


class PublicPages:
    """Middleware that answers with 304 or the cached page, and otherwise caches the page of a public view."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_be_public(request):
            return self.get_response(request)
        stamp = content_version.current()
        etag = etag_of(request, stamp.number)
        if copy := caches["pages"].get(etag):
            return _answer(request, _response(copy))
        response = self.get_response(request)
        if not _is_keepable(response):
            return response
        response.headers["ETag"] = etag
        response.headers["Last-Modified"] = http_date(last_changed(stamp).timestamp())
        response.headers.setdefault("Cache-Control", "no-cache")  # browsers may store it, but must ask each time
        patch_vary_headers(response, VARIES)
        caches["pages"].set(etag, Copy(response.content, dict(response.headers)), KEPT_SECONDS)
        return _answer(request, response)


def _may_be_public(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    asked = request.method in {"GET", "HEAD"} and len(query) <= LONGEST_QUERY and not settings.DEBUG
    return asked and _shows_content(request.path_info)


def _shows_content(path: str) -> bool:
    """Whether an app with content answers at `path`. Other pages, such as /healthz, cost no query."""
    try:
        return not {"admin"}.issuperset(resolve(path).app_names)
    except Resolver404:
        return False


def _is_keepable(response: HttpResponse) -> bool:
    """Whether the response may be cached: declared public, complete, and without a cookie or a use of the session.

    A view whose every request counts sets `is_counted`.
    """
    whole = response.status_code == 200 and not response.streaming and not response.cookies
    whole = whole and not getattr(response, "is_counted", False)
    return whole and getattr(response, "is_public_page", False) and "Cookie" not in response.get("Vary", "")


def etag_of(request: HttpRequest, state: object) -> str:
    """The ETag of a page, made of all parts of the key. `state` is mostly the content version."""
    display = display_of(request)
    parts = (
        settings.RELEASE,
        state,
        timezone.localdate(),
        request.scheme,
        request.get_host(),
        request.path_info,
        sorted(request.GET.lists()),
        display.mode,
        display.scheme,
        request.headers.get("HX-Request", ""),
        "gzip" in request.headers.get("Accept-Encoding", ""),
    )
    return f'"{hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"'


def last_changed(stamp: content_version.Stamp) -> datetime.datetime:
    """The last change of the content, or midnight if that is later: with a new day a measure may have ended."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return max(stamp.changed_at, midnight)


def _response(copy: Copy) -> HttpResponse:
    return HttpResponse(copy.body, headers=copy.headers)


def _answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    changed = parse_http_date_safe(response.headers["Last-Modified"])
    return get_conditional_response(request, response.headers["ETag"], changed, response) or response
