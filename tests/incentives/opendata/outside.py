"""The site as outside programs see it: through WSGI, without Django's test client."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from config.wsgi import application


@contextmanager
def connection_kept() -> Iterator[None]:
    """As with Django's test client, a request leaves the test's own connection open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@contextmanager
def outside_client() -> Iterator[httpx.Client]:
    with connection_kept():
        transport = httpx.WSGITransport(app=application)
        with httpx.Client(transport=transport, base_url="http://testserver", follow_redirects=True) as client:
            yield client
