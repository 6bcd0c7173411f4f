"""Whether everything the site needs is there: database, migrations, caches, index, disk."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.core.checks import Tags, run_checks
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

LEAST_FREE = 500  # MB
KEPT_SECONDS = 10  # the check of the index counts whole tables
_kept: dict[str, tuple[float, dict[str, str]]] = {}


def readiness() -> dict[str, str]:
    """Each check with what is wrong, empty where nothing is. The answer is kept for KEPT_SECONDS."""
    asked_at, answer = _kept.get("answer", (-KEPT_SECONDS, {}))
    if time.monotonic() - asked_at >= KEPT_SECONDS:
        answer = {name: _fault(check) for name, check in CHECKS.items()}
        _kept["answer"] = time.monotonic(), answer
    return answer


def _fault(check: Callable[[], str]) -> str:
    try:
        return check()
    except DatabaseError:
        return "the database does not answer"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return f"{missing} not applied: run manage.py migrate" if missing else ""


def unanswering_caches() -> list[str]:
    """The names of the caches that do not give back what is put in."""
    silent = []
    for name in settings.CACHES:
        key, value = "readiness", uuid4().hex
        caches[name].set(key, value, 60)
        if caches[name].get(key) != value:
            silent.append(name)
    return silent


def _caches() -> str:
    silent = unanswering_caches()
    return f"no answer from {', '.join(silent)}: pages are made each time and limits count nothing" if silent else ""


def _index() -> str:
    messages = run_checks(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS])
    return "; ".join(f"{message.msg} {message.hint or ''}".strip() for message in messages)


def _disk() -> str:
    places = {settings.VAR_DIR, Path(settings.AUDIT_LOG).parent}
    free = {place: shutil.disk_usage(place).free // 1_000_000 for place in places if place.exists()}
    return "; ".join(f"{free[place]} MB free in {place}" for place in sorted(free) if free[place] < LEAST_FREE)


CHECKS = {"database": _database, "migrations": _migrations, "caches": _caches, "index": _index, "disk": _disk}
