"""Redis as a cache that may be away: then it counts as empty, and it is used again once it answers."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from threading import Lock

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from prometheus_client import Counter
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

LOGGER = logging.getLogger("huiqi.cache")
FAULTS = Counter("huiqi_cache_faults_total", "Calls of the cache that failed.")
PATIENCE = 0.5  # seconds for a connection, and for an answer
PAUSE = 5  # seconds without a further try after a fault


class Outages:
    """Which servers are away, for all threads of the process. One thread in PAUSE seconds tries again."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.next_try: dict[str, float] = {}

    def may_try(self, server: str) -> bool:
        with self.lock:
            due = self.next_try.get(server)
            if due is None:
                return True
            if time.monotonic() < due:
                return False
            self.next_try[server] = time.monotonic() + PAUSE
            return True

    def failed(self, server: str, error: RedisError) -> None:
        FAULTS.inc()
        with self.lock:
            is_new = server not in self.next_try
            self.next_try[server] = time.monotonic() + PAUSE
        if is_new:
            LOGGER.error("The cache is away and counts as empty: %s", error)

    def succeeded(self, server: str) -> None:
        if server in self.next_try and self.next_try.pop(server, None):
            LOGGER.warning("The cache is back.")


outages = Outages()


def _or(empty: Callable[..., object]) -> Callable[[Callable], Callable]:
    """Decorator of a call of the client: `empty` gives the answer of an empty cache to the same arguments."""

    def decorate(call: Callable) -> Callable:
        @wraps(call)
        def tried(self, *args, **kwargs) -> object:
            server = self._servers[0]
            if not outages.may_try(server):
                return empty(*args, **kwargs)
            try:
                answer = call(self, *args, **kwargs)
            except RedisError as error:
                outages.failed(server, error)
                return empty(*args, **kwargs)
            outages.succeeded(server)
            return answer

        return tried

    return decorate


def _missing(key: str, delta: int) -> int:
    raise ValueError(f"Key '{key}' not found.")


class ForgivingClient(RedisCacheClient):
    """Django's client, with short timeouts and the answers of an empty cache while the server is away."""

    def __init__(self, servers: list[str], **options) -> None:
        # No retry: a connection that the server closed is noticed, and replaced, before it is used.
        patience = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE, "retry": Retry(NoBackoff(), 0)}
        super().__init__(servers, **patience | options)

    add = _or(lambda key, value, timeout: True)(RedisCacheClient.add)
    get = _or(lambda key, default: default)(RedisCacheClient.get)
    set = _or(lambda key, value, timeout: None)(RedisCacheClient.set)
    touch = _or(lambda key, timeout: False)(RedisCacheClient.touch)
    delete = _or(lambda key: False)(RedisCacheClient.delete)
    get_many = _or(lambda keys: {})(RedisCacheClient.get_many)
    has_key = _or(lambda key: False)(RedisCacheClient.has_key)
    incr = _or(_missing)(RedisCacheClient.incr)
    set_many = _or(lambda data, timeout: None)(RedisCacheClient.set_many)
    delete_many = _or(lambda keys: None)(RedisCacheClient.delete_many)
    clear = _or(lambda: False)(RedisCacheClient.clear)


class ForgivingRedis(RedisCache):
    """Cache backend for CACHE_URL=redis://…"""

    def __init__(self, server: str, params: dict) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient

    def memory(self) -> dict[str, object]:
        """What the server says of its memory (`INFO memory`). Raises RedisError while it is away."""
        return self._cache.get_client().info("memory")
