import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from incentives.listing.search import index
from tests import migrated
from tests.dialect import is_on_both

REPLY = Path(__file__).resolve().parents[2] / "shared" / "source" / "reply-2024-00020.txt"


def pytest_configure() -> None:
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is not
    # A busy machine makes an example slow, not wrong.
    hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    hypothesis_settings.load_profile("unhurried")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that run on both databases; leave out, on SQLite, those of what only a server does."""
    is_marked = cache(is_on_both)
    for item in items:
        if is_marked(item.path.relative_to(config.rootpath)):
            item.add_marker("both_databases")
    if connection.vendor != "postgresql":
        of_a_server = [item for item in items if item.get_closest_marker("postgresql")]
        config.hook.pytest_deselected(items=of_a_server)
        items[:] = [item for item in items if not item.get_closest_marker("postgresql")]


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings) -> bool:
    """Whether the test database is there already: a copy from an earlier run with the same migrations."""
    return migrated.restore()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb: bool, django_db_blocker) -> None:
    """The migrated test database; on SQLite a copy is kept for the next run."""
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            migrated.keep()


@pytest.fixture(scope="session")
def empty_static_root(tmp_path_factory) -> Path:
    """An empty STATIC_ROOT: for each new client WhiteNoise lists all files there: 0.2 s for 1,100 files."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def plain_and_quick(request, settings, empty_static_root):
    """Plain static files, which need no collectstatic, and a fast password hasher for all tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # No page cache: a cached page has no context, and tests change rows without raising the content version.
    # No rate limits: tests send many requests (tests/config/middleware/test_rate_limit.py turns the limits on).
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {**settings.CACHES, "pages": nothing, "limits": nothing}
    if "browser" not in request.keywords:
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
        settings.STATIC_ROOT = empty_static_root


@pytest.fixture(autouse=True)
def places_are_free(monkeypatch) -> None:
    """A test that leaves a file unread holds its place until it is collected: the next test has places of its own."""
    if places := sys.modules.get("incentives.opendata.files.places"):
        monkeypatch.setattr(places, "places", BoundedSemaphore(places.AT_ONCE))


@pytest.fixture(autouse=True)
def index_is_emptied(request, django_db_blocker) -> Iterator[None]:
    """Empty the search index after a test that commits: on SQLite, Django does not, since it has no model."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        with django_db_blocker.unblock():
            index.erase(index.held())


@pytest.fixture
def reply_bytes() -> bytes:
    """The official text of the reply, which the repository does not hold."""
    if not REPLY.exists():
        pytest.skip("the official text of the reply is not beside the repository (../shared/source)")
    return REPLY.read_bytes()


@pytest.fixture(scope="module")
def beneath(django_db_setup, django_db_blocker) -> Iterator[Callable[..., Any]]:
    """A function that calls another to create rows for all tests of a module; each test's own writes are rolled back.

    The rows are removed after the module. Tests of the module that do not use this fixture may see them too.
    """
    around = transaction.atomic()

    def make(function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        with django_db_blocker.unblock():
            return function(*arguments, **options)

    make(around.__enter__)
    yield make
    make(transaction.set_rollback, True)
    make(around.__exit__, None, None, None)


@pytest.fixture(scope="module")
def content(beneath) -> None:
    """The content in fixtures/, loaded once for a module."""
    beneath(call_command, "load_content", verbosity=0)


@pytest.fixture
def transaction_point(db):
    """A context manager that rolls back its writes, so that examples of a property test do not affect each other."""

    @contextmanager
    def block():
        with transaction.atomic():
            point = transaction.savepoint()
            try:
                yield
            finally:
                transaction.savepoint_rollback(point)

    return block
