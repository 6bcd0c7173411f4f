"""How often one address may ask for what costs much; browsing is never counted.

A middleware of our own, since django-ratelimit (last release 2023, 5.2 not named) counts in fixed windows, which let
twice the limit through at their border, and answers in the views. Counters live in the cache: behind several servers
set CACHE_URL to a shared one.
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
    """`most` requests in `seconds` for what `counts` says is counted."""

    name: str
    most: int
    seconds: int
    counts: Callable[[HttpRequest], bool]


def _under(*beginnings: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.path_info.startswith(beginnings)


def _search(request: HttpRequest) -> bool:
    """The list with words to look for; filters and pages without words are browsing."""
    return request.path_info.startswith("/measures") and any(request.GET.getlist("q"))


def _sign_in(request: HttpRequest) -> bool:
    """Wherever a password or a code can be guessed, also by whoever holds somebody's session."""
    return request.method == "POST" and request.path_info.removeprefix(f"/{settings.ADMIN_PATH}") in GUESSABLE


GUESSABLE = {"login/", "account/code/", "account/confirm/", "account/second-factor/", "password_change/"}
# Fair to an office of fifty behind one address; the first that fits counts.
LIMITS = (
    Limit("sign-in", 30, 300, _sign_in),
    Limit("reports", 10, 600, lambda request: request.method == "POST" and request.path_info.startswith("/report")),
    Limit("search", 120, 60, _search),
    Limit("match", 120, 60, _under("/match/", "/compare/")),
    Limit("suggest", 300, 60, _under("/suggest/")),
    Limit("api", 300, 60, _under("/api/")),
    Limit("files", 60, 60, _under("/feeds/", "/data/", "/measures.")),
)


def rate_limit(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 429 with Retry-After for who asks too often."""

    def answer(request: HttpRequest) -> HttpResponse:
        limit = next((limit for limit in LIMITS if limit.counts(request)), None)
        if limit and (wait := _wait(limit, _sender(request))):
            return too_many(request, seconds=wait)
        return get_response(request)

    return answer


def _sender(request: HttpRequest) -> str:
    """Whom a request is counted for: an IPv6 customer holds a whole /64 and could change address with each request."""
    address = client_address(request)
    if ":" in address:
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return address


def _wait(limit: Limit, sender: str) -> int:
    """Count a request that is answered; else the seconds until it would be. What is refused is not counted.

    A sliding window from two counters: of the window before as much counts as still lies within `seconds`.
    """
    cache = caches["limits"]
    window, passed = divmod(time.time(), limit.seconds)
    keys = [f"{limit.name}:{sender}:{int(window) - back}" for back in (0, 1)]
    count, before = (cache.get(key, 0) for key in keys)
    if before * (1 - passed / limit.seconds) + count + 1 <= limit.most:
        _raise(keys[0], 2 * limit.seconds)
        return 0
    if cache.add(f"{keys[0]}:told", 1, timeout=limit.seconds):  # once a window, not with each request
        audit.note("throttled", limit=limit.name)
    if count < limit.most:  # room comes as the window before moves out
        left = limit.seconds * (1 - (limit.most - count - 1) / before) - passed
    else:
        left = limit.seconds * (2 - (limit.most - 1) / count) - passed
    return max(1, ceil(round(left, 3)))


def _raise(key: str, timeout: int) -> None:
    cache = caches["limits"]
    cache.add(key, 0, timeout=timeout)
    try:
        cache.incr(key)
    except ValueError:  # dropped between the two lines
        cache.set(key, 1, timeout=timeout)
