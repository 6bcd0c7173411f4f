"""Redis as a cache that may be away: then it counts as empty, and it is used again once it answers."""

import logging
from collections import defaultdict
from collections.abc import Callable
from functools import wraps

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from prometheus_client import Counter
from redis import ConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from config.resilience.pause import Pause

LOGGER = logging.getLogger("huiqi.cache")
FAULTS = Counter("huiqi_cache_faults_total", "Calls of the cache that failed.")
PATIENCE = 0.5  # seconds for a connection, and for an answer


pauses: dict[str, Pause] = defaultdict(Pause)  # of each server, for all threads and all caches there


def _or(empty: Callable[..., object]) -> Callable[[Callable], Callable]:
    """Decorator of a call of the client: `empty` gives the answer of an empty cache to the same arguments."""

    def decorate(call: Callable) -> Callable:
        @wraps(call)
        def tried(self, *args, **kwargs) -> object:
            pause = pauses[self._servers[0]]
            if pause.is_on():
                return empty(*args, **kwargs)
            try:
                answer = call(self, *args, **kwargs)
            except RedisError as error:
                FAULTS.inc()
                if pause.failed():
                    LOGGER.error("The cache is away and counts as empty: %s", error)
                return empty(*args, **kwargs)
            if pause.succeeded():
                LOGGER.warning("The cache is back.")
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
        self.clients: dict[ConnectionPool, Redis] = {}

    def get_client(self, key: str | None = None, *, write: bool = False) -> Redis:
        """The client of a server. Django makes one for each call, which takes longer than the call itself."""
        pool = self._get_connection_pool(write)
        if pool not in self.clients:
            self.clients[pool] = super().get_client(key, write=write)
        return self.clients[pool]

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
