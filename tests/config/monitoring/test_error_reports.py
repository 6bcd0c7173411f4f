"""Errors are sent to a server of the protocol of Sentry; what a reader typed stays here."""

import gzip
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import brotli
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from config.monitoring import error_reports
from config.settings import BASE_DIR

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}
CODE = """
import config.wsgi, sentry_sdk
from django.test import RequestFactory
from django.urls import path
import config.urls
def broken(request, token):
    typed = request.GET["revenue"]
    raise ValueError("ours")
config.urls.urlpatterns.insert(0, path("preview/<slug:token>/", broken))
asked = {"PATH_INFO": "/preview/s3cret/", "QUERY_STRING": "revenue=420000", "HTTP_COOKIE": "sessionid=abc"}
list(config.wsgi.application(RequestFactory()._base_environ(**asked), lambda *answer: None))
sentry_sdk.flush(10)
"""


@pytest.fixture
def received():
    """A server that keeps what is sent to it: its address, and the bodies."""
    bodies = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            bodies.append(
                UNPACK[self.headers["Content-Encoding"]](self.rfile.read(int(self.headers["Content-Length"])))
            )
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", bodies
    server.shutdown()
    server.server_close()


def test_error_is_sent_without_what_a_reader_typed(received):
    address, bodies = received
    environment = os.environ | {"SENTRY_DSN": address, "DJANGO_SETTINGS_MODULE": "config.settings"}

    subprocess.run([sys.executable, "-c", CODE], cwd=BASE_DIR, env=environment, check=True, capture_output=True)

    sent = b"".join(bodies).decode()
    assert '"type":"ValueError"' in sent.replace('": "', '":"')
    assert "/preview/-/" in sent
    for secret in ("420000", "s3cret", "sessionid"):
        assert secret not in sent


def test_fault_of_the_database_is_not_sent():
    fault = OperationalError("connection refused")

    assert error_reports.without_answers({}, {"exc_info": (OperationalError, fault, None)}) is None


def test_nothing_is_sent_without_an_address(settings, monkeypatch):
    settings.SENTRY_DSN = ""
    monkeypatch.setattr(error_reports, "import_module", lambda name: pytest.fail("loaded"))

    error_reports.start()


def test_missing_package_is_named(settings, monkeypatch):
    def missing(name):
        raise ImportError

    settings.SENTRY_DSN = "http://key@localhost/1"
    monkeypatch.setattr(error_reports, "import_module", missing)

    with pytest.raises(ImproperlyConfigured, match="uv sync --extra sentry"):
        error_reports.start()
