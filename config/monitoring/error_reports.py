"""Errors sent to Sentry, or to a server that speaks its protocol, if SENTRY_DSN is set."""

from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.monitoring.logs import without_tokens
from config.origin import current
from config.resilience.faults import is_of_the_database

KEPT = ("method", "url")  # of the request


def start() -> None:
    """Send errors to SENTRY_DSN from now on; without one, nothing. Raises ImproperlyConfigured without the package."""
    if not settings.SENTRY_DSN:
        return
    try:
        sdk = import_module("sentry_sdk")
    except ImportError as error:
        raise ImproperlyConfigured("SENTRY_DSN is set: install the package with `uv sync --extra sentry`.") from error
    sdk.init(
        dsn=settings.SENTRY_DSN,
        release=settings.RELEASE,
        before_send=without_answers,
        include_local_variables=False,
        max_breadcrumbs=0,
        max_request_body_size="never",
        send_default_pii=False,
    )


def without_answers(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any] | None:
    """The event without what a reader typed or who they are; None for a fault of the database, which the log tells."""
    if is_of_the_database((hint.get("exc_info") or [None, None])[1]):
        return None
    request = {name: value for name, value in event.get("request", {}).items() if name in KEPT}
    if "url" in request:
        request["url"] = without_tokens(urlsplit(request["url"])._replace(query="", fragment="").geturl())
    here = current.get()
    event.pop("user", None)
    return event | {"request": request, "tags": {"request": here.request_id if here else ""}}
