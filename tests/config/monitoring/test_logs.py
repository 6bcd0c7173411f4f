import io
import json
import logging

import pytest
from django.db import OperationalError

from config.monitoring import logs
from config.origin import Origin, current


@pytest.fixture
def log(monkeypatch):
    """The entries that the site's own handler has written."""
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one.formatter, logs.LogLine)]
    written = io.StringIO()
    monkeypatch.setattr(handler, "stream", written)
    monkeypatch.setattr(handler, "filters", [logs.OnceAMinute()])
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


def test_line_tells_when_what_and_of_which_request(log):
    token = current.set(Origin("request-0001", "203.0.113.7"))
    try:
        raise ValueError("ours")
    except ValueError:
        logging.getLogger("huiqi").exception("failed: %s", "a\nforged\u2028line /preview/s3cret/")
    finally:
        current.reset(token)

    (entry,) = log()
    assert entry["time"][10] == "T"
    assert (entry["level"], entry["logger"], entry["request"]) == ("error", "huiqi", "request-0001")
    assert entry["message"] == "failed: a\nforged\u2028line /preview/-/"
    assert 'raise ValueError("ours")' in entry["traceback"]


@pytest.mark.django_db
def test_scanners_with_a_wrong_host_write_one_line(client, log):
    for number in range(20):
        assert client.get("/", headers={"host": f"scanner-{number}.example"}).status_code == 400

    (entry,) = log()
    assert entry["logger"] == "django.security.DisallowedHost"
    assert "traceback" not in entry


def test_line_of_a_missing_page_tells_its_request(client, db, log):
    answer = client.get("/no-such-page/")

    (entry,) = log()
    assert (entry["level"], entry["request"]) == ("warning", answer["X-Request-ID"])


def test_what_was_left_out_is_told_a_minute_later(log, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(logs.time, "monotonic", lambda: now[0])

    def away() -> None:
        try:
            raise OperationalError("connection refused\nIs the server running?")
        except OperationalError:
            logging.getLogger("django.request").exception("Service Unavailable: /match/")

    for _ in range(5):
        away()
    now[0] += 61
    away()

    assert [entry["message"] for entry in log()] == [
        "Service Unavailable: /match/: connection refused",
        "Service Unavailable: /match/: connection refused (4 like it left out)",
    ]
    assert not any("traceback" in entry for entry in log())


def test_other_errors_are_all_written(log):
    for _ in range(3):
        try:
            raise ValueError
        except ValueError:
            logging.getLogger("django.request").exception("Internal Server Error: /")

    assert len(log()) == 3
