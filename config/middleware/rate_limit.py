"""Rate limits per client address, for expensive requests only. Other pages are not counted.

django-ratelimit is not used: its last release (2023) does not name Django 5.2, its fixed windows let twice the limit
through around their boundary, and it answers in views. Counters are in the cache: several servers need a shared one
(CACHE_URL).
"""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from config import audit
from config.origin import client_address
from config.pages.errors import too_many


@dataclass(frozen=True)
class Limit:
    """At most `most` requests in `seconds` seconds, of those for which `counts` is true."""

    name: str
    most: int
    seconds: int
    counts: Callable[[HttpRequest], bool]


def _under(*beginnings: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.path_info.startswith(beginnings)


def _search(request: HttpRequest) -> bool:
    """The list with search words. Filters and pages without words are not counted."""
    return request.path_info.startswith("/measures") and any(request.GET.getlist("q"))


def _sign_in(request: HttpRequest) -> bool:
    """Requests by which a password or a code can be guessed, also within a session."""
    return request.method == "POST" and request.path_info.removeprefix(f"/{settings.ADMIN_PATH}") in GUESSABLE


def _check(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path_info in {"/check/", "/api/v1/check"}


GUESSABLE = {"login/", "account/code/", "account/confirm/", "account/second-factor/", "password_change/"}
# Enough for an office of fifty people behind one address. The first limit that matches applies.
LIMITS = (
    Limit("sign-in", 30, 300, _sign_in),
    Limit("reports", 10, 600, lambda request: request.method == "POST" and request.path_info.startswith("/report")),
    Limit("check", 10, 600, _check),
    Limit("search", 120, 60, _search),
    Limit("match", 120, 60, _under("/match/", "/compare/", "/api/v1/match")),
    Limit("handbook", 30, 300, _under("/handbook")),
    Limit("suggest", 300, 60, _under("/suggest/")),
    Limit("api", 300, 60, _under("/api/")),
    Limit("files", 60, 60, _under("/feeds/", "/data/", "/measures.")),
)


def _public(request: HttpRequest) -> bool:
    return request.method != "POST" and not request.path_info.startswith(f"/{settings.ADMIN_PATH}")


MADE = Limit("pages", 300, 60, _public)  # of what no cache held: a page takes some 65 ms


def limit_made_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that stands within the cache of pages, and so counts those that have to be made."""
    return _limited(get_response, (MADE,))


def rate_limit(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers 429 with Retry-After when a limit is exceeded."""
    return _limited(get_response, LIMITS)


def _limited(get_response: Callable[[HttpRequest], HttpResponse], limits: tuple[Limit, ...]) -> Callable:
    def answer(request: HttpRequest) -> HttpResponse:
        limit = next((limit for limit in limits if limit.counts(request)), None)
        if limit and (wait := _wait(limit, _sender(request))):
            return too_many(request, seconds=wait)
        return get_response(request)

    return answer


def _sender(request: HttpRequest) -> str:
    """The address that is counted. IPv6 is counted by /64, as one customer has a whole /64 to choose addresses from."""
    address = client_address(request)
    if ":" in address:
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return address


def _wait(limit: Limit, sender: str) -> int:
    """Count the request and return 0, or return the seconds until it would be allowed. Refused requests do not count.

    A sliding window made of two counters: the previous one counts by its share that lies within the last `seconds`.
    """
    cache = caches["limits"]
    window, passed = divmod(time.time(), limit.seconds)
    keys = [f"{limit.name}:{sender}:{int(window) - back}" for back in (0, 1)]
    count, before = (cache.get(key, 0) for key in keys)
    if before * (1 - passed / limit.seconds) + count + 1 <= limit.most:
        _raise(keys[0], 2 * limit.seconds)
        return 0
    if cache.add(f"{keys[0]}:told", 1, timeout=limit.seconds):  # recorded once in a window
        audit.note("throttled", limit=limit.name)
    if count < limit.most:  # allowed as the previous window passes out of the last `seconds`
        left = limit.seconds * (1 - (limit.most - count - 1) / before) - passed
    else:
        left = limit.seconds * (2 - (limit.most - 1) / count) - passed
    return max(1, ceil(round(left, 3)))


def _raise(key: str, timeout: int) -> None:
    cache = caches["limits"]
    cache.add(key, 0, timeout=timeout)
    try:
        cache.incr(key)
    except ValueError:  # the cache dropped the key in between
        cache.set(key, 1, timeout=timeout)
