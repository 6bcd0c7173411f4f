"""The kept database: taken only for the same migrations, and never half written."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from tests import migrated

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def apart(tmp_path, settings, monkeypatch):
    """A checkout with one migration, and a test database of its own."""
    settings.BASE_DIR = settings.VAR_DIR = tmp_path
    migration = tmp_path / "policies" / "migrations" / "0001_initial.py"
    migration.parent.mkdir(parents=True)
    migration.write_text("first")
    monkeypatch.setattr(connection.creation, "_get_test_db_name", lambda: str(tmp_path / "test.sqlite3"))
    return migration


def test_kept_database_has_the_tables_and_serves_the_same_migrations_alone(apart, tmp_path):
    assert migrated.restore() is False

    migrated.keep()

    if connection.vendor != "sqlite":  # a server's database is made anew
        assert migrated.restore() is False
        return
    assert migrated.restore() is True
    with closing(sqlite3.connect(tmp_path / "test.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 40
    apart.write_text("changed")
    assert migrated.restore() is False


def test_changes_of_a_run_that_was_killed_are_not_in_the_copy(apart, tmp_path):
    migrated.keep()
    left = tmp_path / "test.sqlite3-wal"
    left.write_bytes(b"changes")

    restored = migrated.restore()

    assert left.exists() is not restored


def test_older_copies_go(apart, tmp_path):
    migrated.keep()
    apart.write_text("changed")

    migrated.keep()

    assert len(list(tmp_path.glob("tests-migrated-*"))) == (connection.vendor == "sqlite")
