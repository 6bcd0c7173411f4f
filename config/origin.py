"""Where a request comes from (its id, its sender's address), and the name of the site that it came to."""

import ipaddress
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ID = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass(frozen=True)
class Origin:
    """What a record needs to know of the request it was made in."""

    request_id: str
    address: str


# Records are written deep inside actions, which know no request; commands have none.
current: ContextVar[Origin | None] = ContextVar("origin", default=None)


def origin(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: note the request's origin while it is answered, and name its id in the answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        here = Origin(_request_id(request), client_address(request))
        token = current.set(here)
        try:
            response = get_response(request)
        finally:
            current.reset(token)
        response.headers["X-Request-ID"] = here.request_id
        return response

    return answer


def client_address(request: HttpRequest) -> str:
    """The sender's IP address; "" where there is none, as on a socket file.

    X-Forwarded-For counts only behind our own proxy, and of it only the last entry: that one the proxy wrote, all
    before it are the client's own words.
    """
    direct = _address(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_PROXY:
        return direct
    return _address(request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]) or direct


def root_of(request: HttpRequest) -> str:
    """https://huiqi.example.cn: the host that is set, else the one asked."""
    domain = settings.SITE["domain"]
    return f"https://{domain}" if domain else request.build_absolute_uri("/").rstrip("/")


def _address(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)


def _request_id(request: HttpRequest) -> str:
    """The proxy's own id where it gives one, so that its log and ours can be laid side by side; else a new one."""
    proxy_id = request.META.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else ""
    return proxy_id if ID.fullmatch(proxy_id) else uuid.uuid4().hex
