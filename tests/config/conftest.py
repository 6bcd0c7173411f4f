import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import caches

from config.audit import LOGGER, JsonLines
from config.monitoring import readiness


@pytest.fixture
def audit_log(tmp_path, monkeypatch) -> Callable[[], list[dict]]:
    """A function that returns the audit entries written since the test began."""
    (handler,) = [handler for handler in LOGGER.handlers if isinstance(handler, JsonLines)]
    monkeypatch.setattr(handler, "path", tmp_path / "audit.jsonl")

    def entries() -> list[dict]:
        file: Path = handler.path
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    return entries


@pytest.fixture(autouse=True)
def readiness_is_asked_anew():
    """Forget the last answer of /readyz."""
    readiness._kept.clear()


@pytest.fixture(autouse=True)
def unlimited_again():
    """Clear the counters of the rate limits, which are in the cache."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
