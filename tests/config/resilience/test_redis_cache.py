"""A Redis that is refused, silent, killed and started again, each for real."""

import logging
import time
from collections import defaultdict

import pytest
from django.core.cache import caches
from django.urls import reverse

from config.resilience import pause, redis_cache
from config.resilience.pause import Pause
from tests import factories
from tests.config.redis import redis_server
from tests.config.server import until
from tests.config.sockets import free_port, silent_port

LIST = reverse("incentives:measure-list")


@pytest.fixture
def at(settings, monkeypatch):
    """A function that points all caches at a port."""

    def point(port: int) -> None:
        backend = {"BACKEND": "config.resilience.redis_cache.ForgivingRedis", "LOCATION": f"redis://127.0.0.1:{port}/0"}
        settings.CACHES = {name: backend | {"KEY_PREFIX": name} for name in settings.CACHES}

    monkeypatch.setattr(redis_cache, "pauses", defaultdict(Pause))
    return point


def told(caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "huiqi.cache"]


def test_dead_cache_counts_as_empty_and_is_logged_once(client, db, at, caplog):
    factories.measure(title="贷款贴息")
    at(free_port())

    with caplog.at_level(logging.WARNING, "huiqi.cache"):
        answers = [client.get(path) for path in (LIST, f"{LIST}?q=贴息", "/", "/suggest/?q=贷")]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert "贷款贴息" in answers[0].content.decode()
    (line,) = told(caplog)
    assert line.startswith("The cache is away and counts as empty: Error 111")


def test_silent_cache_holds_up_one_request_and_no_other(client, db, at):
    with silent_port() as port:
        at(port)
        began = time.monotonic()
        client.get(LIST)
        first = time.monotonic() - began
        waited = []
        for number in range(20):
            began = time.monotonic()
            caches["pages"].get(str(number))
            waited.append(time.monotonic() - began)

    assert first < 3
    assert max(waited) < 0.1


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        (lambda cache: cache.get("a", 7), 7),
        (lambda cache: cache.add("a", 1), True),
        (lambda cache: cache.set("a", 1), None),
        (lambda cache: cache.touch("a"), False),
        (lambda cache: cache.delete("a"), False),
        (lambda cache: cache.get_many(["a"]), {}),
        (lambda cache: cache.set_many({"a": 1}), []),
        (lambda cache: cache.delete_many(["a"]), None),
        (lambda cache: "a" in cache, False),
        (lambda cache: cache.clear(), False),
        (lambda cache: cache.get_or_set("a", 3), 3),
    ],
)
def test_every_call_has_the_answer_of_an_empty_cache(at, call, answer):
    at(free_port())

    assert call(caches["default"]) == answer


def test_calls_share_one_client(at):
    at(free_port())
    client = caches["pages"]._cache

    assert client.get_client("a") is client.get_client("b", write=True)


def test_counter_of_a_dead_cache_is_missing(at):
    at(free_port())

    with pytest.raises(ValueError, match="not found"):
        caches["default"].incr("a")


def test_cache_that_is_back_is_used_again_by_itself(client, db, at, caplog, monkeypatch):
    monkeypatch.setattr(pause, "SECONDS", 0.2)
    factories.measure()
    port = free_port()
    at(port)

    with caplog.at_level(logging.WARNING, "huiqi.cache"):
        with redis_server(port):
            kept = client.get(LIST)["ETag"]
            assert caches["pages"].get(kept)
        assert client.get(LIST).status_code == 200
        with redis_server(port):
            until(lambda: client.get(LIST) and caches["pages"].get(kept))

    first, second = told(caplog)
    assert first.startswith("The cache is away")
    assert second == "The cache is back."


def test_full_cache_serves_pages(client, db, at):
    factories.measure()
    port = free_port()
    at(port)

    with redis_server(port, "--maxmemory", "1mb", "--maxmemory-policy", "noeviction"):
        assert client.get(LIST).status_code == 200
        assert caches["pages"].memory()["maxmemory_policy"] == "noeviction"


def test_kept_pages_end_by_themselves(client, db, at):
    factories.measure()
    port = free_port()
    at(port)

    with redis_server(port):
        client.get(LIST)
        server = caches["pages"]._cache.get_client()
        ends = {key: server.ttl(key) for key in server.scan_iter() if not key.endswith(b"last-version")}
        assert ends
        assert all(0 < seconds <= 24 * 3600 for seconds in ends.values())
