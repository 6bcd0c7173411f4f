"""`check --deploy` names each setting that is missing or unsafe on a server, beside what Django itself names."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.core.checks import Warning as Warned
from django.db import connection
from redis.exceptions import RedisError

from config.resilience.redis_cache import ForgivingRedis

NO_LIMIT = "Set maxmemory and maxmemory-policy allkeys-lru, so that kept pages cannot fill the machine."


@register(Tags.security, deploy=True)
def settings_of_a_server(**kwargs) -> list[CheckMessage]:
    """Settings that a server should have otherwise. What a small site may do without is only told (Info)."""
    site, is_file = settings.SITE, connection.vendor == "sqlite"
    told = [
        (not settings.HTTPS, Warned, "HTTPS is off: passwords and sessions cross the network in the clear."),
        (
            settings.HTTPS and not settings.BEHIND_PROXY,
            Warned,
            "BEHIND_PROXY is off: behind a proxy each page redirects to itself, and all readers count as one address.",
        ),
        (not settings.OTP_REQUIRED, Warned, "OTP_REQUIRED is off: a password alone opens the admin."),
        (not site["domain"], Warned, "SITE_DOMAIN is not set: addresses follow the Host, and no dataset is written."),
        (is_file, Info, "DATABASE_URL is not set: SQLite serves one machine and lets one person write at a time."),
        (settings.ADMIN_PATH == "admin/", Info, "ADMIN_PATH is the usual one: scanners find the sign-in page."),
        (settings.ONE_PERSON_OFFICE, Info, "ONE_PERSON_OFFICE is on: who edits a version may publish it."),
        (not _can_be_written(Path(settings.AUDIT_LOG)), Error, "AUDIT_LOG cannot be written by this user."),
    ]
    messages = [level(text, id=f"huiqi.{number:03}") for number, (is_so, level, text) in enumerate(told, 1) if is_so]
    return messages + list(_of_the_cache())


def _can_be_written(file: Path) -> bool:
    return os.access(file if file.exists() else file.parent, os.W_OK)


def _of_the_cache() -> Iterator[CheckMessage]:
    cache = caches["pages"]
    if not isinstance(cache, ForgivingRedis):
        text = "CACHE_URL is not set: each process keeps pages and counts limits by itself."
        yield Info(text, id="huiqi.020")
        return
    try:
        memory = cache.memory()
    except RedisError as error:
        yield Error(f"CACHE_URL names a server that does not answer: {error}", id="huiqi.021")
        return
    if not memory["maxmemory"]:
        yield Warned("The server at CACHE_URL has no limit of memory.", hint=NO_LIMIT, id="huiqi.022")
    elif memory["maxmemory_policy"] == "noeviction":
        yield Warned("The server at CACHE_URL refuses new pages once it is full.", hint=NO_LIMIT, id="huiqi.023")
