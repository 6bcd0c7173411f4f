from types import SimpleNamespace

import pytest

from config.monitoring import deploy_checks
from config.monitoring.deploy_checks import settings_of_a_server
from tests.config.redis import redis_server
from tests.config.sockets import free_port, silent_port

GOOD = {"HTTPS": True, "BEHIND_PROXY": True, "OTP_REQUIRED": True, "ADMIN_PATH": "desk/", "ONE_PERSON_OFFICE": False}


@pytest.fixture(autouse=True)
def server(settings, tmp_path, monkeypatch):
    """The settings of a server as it should be, but for its cache."""
    for name, value in GOOD.items():
        setattr(settings, name, value)
    settings.SITE = {**settings.SITE, "domain": "huiqi.example.cn"}
    monkeypatch.setattr(deploy_checks, "connection", SimpleNamespace(vendor="postgresql"))
    settings.AUDIT_LOG = str(tmp_path / "audit.jsonl")


def told() -> list[str]:
    return [message.msg for message in settings_of_a_server()]


@pytest.fixture
def at(settings):
    """A function that points the cache at a port."""

    def point(port: int) -> None:
        backend = {"BACKEND": "config.resilience.redis_cache.ForgivingRedis", "LOCATION": f"redis://127.0.0.1:{port}/0"}
        settings.CACHES = dict.fromkeys(settings.CACHES, backend)

    return point


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTPS", False),
        ("BEHIND_PROXY", False),
        ("OTP_REQUIRED", False),
        ("SITE", {"domain": ""}),
        ("ADMIN_PATH", "admin/"),
        ("ONE_PERSON_OFFICE", True),
        ("AUDIT_LOG", "/no-such-folder/audit.jsonl"),
    ],
)
def test_each_setting_is_named(settings, name, value):
    in_memory = told()
    setattr(settings, name, value)

    (new,) = set(told()) - set(in_memory)
    assert new.startswith({"SITE": "SITE_DOMAIN"}.get(name, name))


def test_database_in_a_file_is_told(monkeypatch):
    monkeypatch.setattr(deploy_checks, "connection", SimpleNamespace(vendor="sqlite"))

    assert told()[0].startswith("DATABASE_URL is not set")


def test_cache_in_memory_is_told():
    assert told() == ["CACHE_URL is not set: each process keeps pages and counts limits by itself."]


def test_cache_that_is_refused_or_silent_is_an_error(at):
    at(free_port())
    (refused,) = settings_of_a_server()
    with silent_port() as port:
        at(port)
        (silent,) = settings_of_a_server()

    for message in (refused, silent):
        assert message.is_serious()
        assert message.msg.startswith("CACHE_URL names a server that does not answer")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], ["The server at CACHE_URL has no limit of memory."]),
        (["--maxmemory", "64mb"], ["The server at CACHE_URL refuses new pages once it is full."]),
        (["--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"], []),
    ],
)
def test_cache_without_bounds_is_told(at, options, said):
    port = free_port()
    at(port)

    with redis_server(port, *options):
        assert told() == said
