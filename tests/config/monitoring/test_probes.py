import shutil
from collections import namedtuple
from ipaddress import ip_network

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from config.monitoring import readiness
from incentives.models import Measure
from tests import factories


@pytest.fixture(autouse=True)
def asked_anew(monkeypatch, settings):
    """The answer is made for each request, and all caches keep what is put in."""
    monkeypatch.setattr(readiness, "KEPT_SECONDS", 0)
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {name: memory | {"LOCATION": f"readiness-{name}"} for name in settings.CACHES}


@pytest.mark.parametrize("host", ["10.0.0.5", "scanner.example", "testserver"])
def test_healthz_answers_under_any_host_without_the_database(client, settings, host):
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get("/healthz", headers={"host": host})  # without `db`, a query fails the test

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_says_that_all_is_there(client):
    answer = client.get("/readyz", headers={"host": "10.0.0.5"})

    assert answer.status_code == 200
    assert answer.content.decode().splitlines() == [
        "database: ok",
        "migrations: ok",
        "caches: ok",
        "index: ok",
        "disk: ok",
    ]


def line(client, name: str) -> tuple[int, str]:
    """The status of /readyz and what it says of one check."""
    answer = client.get("/readyz")
    return answer.status_code, dict(row.split(": ", 1) for row in answer.content.decode().splitlines())[name]


@pytest.mark.django_db
def test_readyz_counts_missing_migrations(client):
    MigrationRecorder(connection).record_unapplied(*MigrationLoader(connection).graph.leaf_nodes("policies")[0])

    status, said = line(client, "migrations")

    assert status == 503
    assert said == "1 not applied: run manage.py migrate"


@pytest.mark.django_db
def test_readyz_names_a_cache_that_keeps_nothing(client, settings):
    settings.CACHES = {**settings.CACHES, "limits": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert line(client, "caches") == (503, "no answer from limits: pages are made each time and limits count nothing")


@pytest.mark.django_db
def test_readyz_tells_of_an_index_that_disagrees(client):
    measure = factories.measure()
    Measure._base_manager.filter(pk=measure.pk).update(indexed_as=0)

    status, said = line(client, "index")

    assert status == 503
    assert "1 of 1 published measures are not in the index" in said
    assert "rebuild_search" in said


@pytest.mark.django_db
def test_readyz_tells_of_a_full_disk(client, monkeypatch):
    full = namedtuple("Usage", "total used free")(10**12, 10**12, 12_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: full)

    status, said = line(client, "disk")

    assert status == 503
    assert said.startswith("12 MB free in ")


@pytest.mark.django_db
def test_readyz_is_asked_of_the_database_once_in_a_while(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(readiness, "KEPT_SECONDS", 60)
    client.get("/readyz")

    with django_assert_num_queries(0):
        assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
def test_others_see_neither_the_checks_nor_the_figures(client, db, settings, path):
    assert client.get(path, REMOTE_ADDR="203.0.113.7").status_code == 404
    assert client.get(path, REMOTE_ADDR="").status_code == 404

    settings.MONITORS = [ip_network("203.0.113.0/24")]
    assert client.get(path, REMOTE_ADDR="203.0.113.7").status_code == 200

    settings.BEHIND_PROXY = True
    forwarded = {"x-forwarded-for": "203.0.113.7, 198.51.100.9"}
    assert client.get(path, REMOTE_ADDR="203.0.113.7", headers=forwarded).status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_probes_are_only_read(client, db, path):
    assert client.post(path).status_code == 405
