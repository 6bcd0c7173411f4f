"""Addresses for load balancers and monitors: /healthz, /readyz and /metrics."""

import ipaddress
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from config.monitoring.metrics import exposition
from config.monitoring.readiness import readiness
from config.origin import client_address

View = Callable[[HttpRequest], HttpResponse]


def for_monitors(view: View) -> View:
    """Decorator: 404 for an address outside MONITORS."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        address = client_address(request)
        allowed = address and any(ipaddress.ip_address(address) in network for network in settings.MONITORS)
        return view(request) if allowed else HttpResponseNotFound()

    return guarded


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` while this process answers. The database is not asked: without it, kept pages are still served."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
@for_monitors
def readyz(request: HttpRequest) -> HttpResponse:
    """One line for each check; 503 if one of them fails."""
    answers = readiness()
    lines = "".join(f"{name}: {fault or 'ok'}\n" for name, fault in answers.items())
    return HttpResponse(lines, status=503 if any(answers.values()) else 200, content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
@for_monitors
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures in the text format of Prometheus."""
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


PROBES = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


def probes(get_response: View) -> View:
    """Middleware that answers PROBES under any Host and over plain HTTP, and before anything asks the database."""
    return lambda request: PROBES.get(request.path_info, get_response)(request)
