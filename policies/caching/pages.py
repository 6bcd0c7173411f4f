"""Cache of public pages: ETag, Last-Modified, 304, and a copy on the server (docs/adr/0006).

The key of a page contains all that it depends on: release, content version, local day, address, display cookies and
whether htmx asks. The content version is read from the database with every request, so no page is stale and nothing
has to be cleared. Only views declared `public_page` are cached. While the database does not answer, the pages cached
under its last version are served with a notice (docs/adr/0020).
"""

import datetime
import gzip
import hashlib
import logging
import re
import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe
from prometheus_client import Counter

from config.pages.display import display_of
from config.resilience.pause import SLOW, Pause
from policies.caching import content_version

KEPT_SECONDS = 24 * 3600
LONGEST_QUERY = 1000  # characters; pages with a longer query are not cached
NEAR = 100  # pages that a process holds itself, mostly under 10 kB each
VARIES = ("Cookie", "HX-Request", "Accept-Encoding")
View = Callable[..., HttpResponse]


NOTICE = '<p class="note note--warn" role="status">数据库暂时连不上，这是此前保存的页面，内容可能已有变化。</p>'
MAIN = re.compile(rb'<main id="main"[^>]*>')
LAST = "last-version"  # its key in the cache
LOGGER = logging.getLogger("huiqi.pages")
SERVED = Counter("huiqi_pages_total", "Public pages: kept, made, or kept while the database is away.", ["how"])


class Copy(NamedTuple):
    """A cached response: body as sent, and headers."""

    body: bytes
    headers: dict[str, str]


def public_page(view: View, parameters: Iterable[str] | None = None) -> View:
    """Declare that the pages of a view depend only on the key of the cache, and so may be cached.

    `parameters` names those of the address that the view reads. Others are removed before it is asked, so that
    `?junk=1` is no page of its own. None: all are kept, for addresses that refuse unknown ones or are limited.
    """

    @wraps(view)
    def declared(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.is_public_page = True
        return response

    declared.parameters = None if parameters is None else frozenset(parameters)
    return declared


class PublicPages:
    """Middleware that answers with 304 or the cached page, and otherwise caches the page of a public view."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        self.last = 0  # the content version that was read last
        self.near: dict[str, Copy] = {}  # some of the cached pages, by their ETag
        self.pause = Pause()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match = _match_of(request)
        if match is None:
            return self.get_response(request)
        _drop_unknown(request, getattr(match.func, "parameters", None))
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            return self.get_response(request)
        try:
            stamp = self._stamp()
        except DatabaseError as error:
            return self._without_database(request, error)
        etag = etag_of(request, stamp.number)
        if copy := self._cached(etag):
            SERVED.labels("kept").inc()
            request.resolver_match = match  # for the figures of /metrics
            return _answer(request, _response(copy))
        response = self.get_response(request)
        if not _is_keepable(response):
            return response
        response.headers["ETag"] = etag
        response.headers["Last-Modified"] = http_date(last_changed(stamp).timestamp())
        response.headers.setdefault("Cache-Control", "no-cache")  # browsers may store it, but must ask each time
        patch_vary_headers(response, VARIES)
        SERVED.labels("made").inc()
        caches["pages"].set(etag, Copy(response.content, dict(response.headers)), KEPT_SECONDS)
        return _answer(request, response)

    def _cached(self, etag: str) -> Copy | None:
        """The page under this ETag, which never changes. This process is asked before the cache that all share."""
        if copy := self.near.get(etag):
            return copy
        if copy := caches["pages"].get(etag):
            if len(self.near) >= NEAR:
                self.near.clear()
            self.near[etag] = copy
        return copy

    def _stamp(self) -> content_version.Stamp:
        """The content version; its number is kept beside the pages, for new processes too. Raises DatabaseError."""
        if self.pause.is_on():
            raise OperationalError("the content version could not be read a moment ago")
        began = time.monotonic()
        try:
            stamp = content_version.current()
        except DatabaseError:
            if time.monotonic() - began >= SLOW:
                self.pause.failed()
            raise
        self.pause.succeeded()
        if stamp.number != self.last:
            self.last = stamp.number
            caches["pages"].set(LAST, stamp.number, None)
        return stamp

    def _without_database(self, request: HttpRequest, error: DatabaseError) -> HttpResponse:
        """The page as it was kept, with a notice; otherwise what the view answers, which may need no database."""
        last = caches["pages"].get(LAST, self.last)
        today = timezone.localdate()
        tags = [etag_of(request, last, day) for day in (today, today - datetime.timedelta(days=1))]
        if copy := caches["pages"].get(tags[0]) or caches["pages"].get(tags[1]):
            LOGGER.error("Kept pages are served without the database", exc_info=error)
            SERVED.labels("kept without database").inc()
            return _told(copy)
        return self.get_response(request)


def _match_of(request: HttpRequest) -> ResolverMatch | None:
    """The view that answers at a public address, if its page may be cached. Other pages cost no query."""
    if request.method not in {"GET", "HEAD"} or settings.DEBUG:
        return None
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    is_ours = match.app_names and "admin" not in match.app_names
    return match if is_ours else None


def _drop_unknown(request: HttpRequest, known: frozenset[str] | None) -> None:
    """Remove the parameters that the view does not read from the request."""
    if known is None or request.GET.keys() <= known:
        return
    asked = request.GET.copy()
    for name in request.GET.keys() - known:
        del asked[name]
    request.GET, request.META["QUERY_STRING"] = asked, asked.urlencode()


def _is_keepable(response: HttpResponse) -> bool:
    """Whether the response may be cached: declared public, complete, and without a cookie or a use of the session.

    A view whose every request counts sets `is_counted`.
    """
    whole = response.status_code == 200 and not response.streaming and not response.cookies
    whole = whole and not getattr(response, "is_counted", False)
    return whole and getattr(response, "is_public_page", False) and "Cookie" not in response.get("Vary", "")


def etag_of(request: HttpRequest, state: object, day: datetime.date | None = None) -> str:
    """The ETag of a page, made of all parts of the key. `state` is mostly the content version, `day` today."""
    display = display_of(request)
    parts = (
        settings.RELEASE,
        state,
        day or timezone.localdate(),
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


def _told(copy: Copy) -> HttpResponse:
    """The cached page with NOTICE at the head of its main part; clients do not store it."""
    body = gzip.decompress(copy.body) if copy.headers.get("Content-Encoding") == "gzip" else copy.body
    response = HttpResponse(MAIN.sub(lambda found: found[0] + NOTICE.encode(), body, count=1), headers=copy.headers)
    for name in ("Content-Encoding", "Content-Length", "ETag", "Last-Modified"):
        response.headers.pop(name, None)
    response.headers["Cache-Control"] = "no-store"
    return response


def _response(copy: Copy) -> HttpResponse:
    return HttpResponse(copy.body, headers=copy.headers)


def _answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    changed = parse_http_date_safe(response.headers["Last-Modified"])
    return get_conditional_response(request, response.headers["ETag"], changed, response) or response
