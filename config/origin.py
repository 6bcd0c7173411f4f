"""Origin of a request: its id and the client's address. Also the address of the site itself."""

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
    """Id and client address of a request, for records that are made during it."""

    request_id: str
    address: str


# Records are made in functions that have no request. Commands have no origin.
current: ContextVar[Origin | None] = ContextVar("origin", default=None)


def origin(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that sets `current` during the request and returns the id in X-Request-ID."""

    def answer(request: HttpRequest) -> HttpResponse:
        here = request.origin = Origin(_request_id(request), client_address(request))
        token = current.set(here)
        try:
            response = get_response(request)
        finally:
            current.reset(token)
        response.headers["X-Request-ID"] = here.request_id
        return response

    return answer


def client_address(request: HttpRequest) -> str:
    """The client's IP address; "" if there is none, as on a Unix socket.

    X-Forwarded-For is read only behind our own proxy, and only its last entry. The proxy wrote that one; the client
    may have written the others.
    """
    direct = _address(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_PROXY:
        return direct
    return _address(request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]) or direct


def root_of(request: HttpRequest) -> str:
    """Scheme and host, such as https://huiqi.example.cn: of SITE_DOMAIN if it is set, otherwise of the request."""
    domain = settings.SITE["domain"]
    return f"https://{domain}" if domain else request.build_absolute_uri("/").rstrip("/")


def _address(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)


def _request_id(request: HttpRequest) -> str:
    """The id that the proxy gave, so that both logs can be compared; otherwise a new one."""
    proxy_id = request.META.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else ""
    return proxy_id if ID.fullmatch(proxy_id) else uuid.uuid4().hex
