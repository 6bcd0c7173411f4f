import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_healthz_says_ok(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_healthz_without_database(client, monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", broken)

    assert client.get("/healthz").status_code == 503
