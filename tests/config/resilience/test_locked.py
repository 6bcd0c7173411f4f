"""Pages beside a transaction that locks what they need."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.urls import reverse

from incentives.models import ReaderReport
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = "incentives_measure, incentives_readerreport, django_session"


@contextmanager
def locked(timeout: str = "lock_timeout") -> Iterator[None]:
    """Another connection holds the tables (PostgreSQL) or may alone write (SQLite); ours waits for 0.2 s."""
    is_postgres = connection.vendor == "postgresql"
    other = connection.copy()
    with other.cursor() as held, connection.cursor() as ours:
        ours.execute(f"SET {timeout} = '200ms'" if is_postgres else "PRAGMA busy_timeout = 200")
        held.execute("BEGIN" if is_postgres else "BEGIN IMMEDIATE")
        if is_postgres:
            held.execute(f"LOCK TABLE {TABLES} IN ACCESS EXCLUSIVE MODE")
        try:
            yield
        finally:
            held.execute("ROLLBACK")
            other.close()
            connection.close()


@pytest.fixture(autouse=True)
def answered(client):
    """Errors are answered, not raised in the test."""
    client.raise_request_exception = False


def assert_busy(answer) -> None:
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert answer["Cache-Control"] == "no-store"
    assert "系统正忙" in answer.content.decode()
    assert answer["X-Request-ID"] in answer.content.decode()


def test_page_of_the_admin_says_busy(client):
    client.force_login(factories.user("root", is_superuser=True))

    with locked():
        answer = client.get(reverse("admin:index"))  # its session is written

    assert_busy(answer)
    assert client.get(reverse("admin:index")).status_code == 200


def test_form_that_could_not_be_stored_says_busy(client):
    with locked():
        assert_busy(client.post(reverse("incentives:report"), {"about": "/", "kind": "wrong", "text": "应为 200 万元"}))

    assert not ReaderReport.objects.exists()


@pytest.mark.postgresql
@pytest.mark.parametrize("path", ["/measures/", "/match/", "/api/v1/measures", "/measures.csv", "/feeds/measures.atom"])
@pytest.mark.parametrize("timeout", ["lock_timeout", "statement_timeout"])
def test_page_of_a_locked_or_slow_table_says_busy(client, path, timeout):
    factories.measure()  # an empty list asks for no measure

    with locked(timeout):
        answer = client.get(path)

    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
