"""A Redis for tests, from Debian's package."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.config.server import until


def needs_redis() -> None:
    """Skip the test where there is no Redis; under CI a missing one fails it."""
    if shutil.which("redis-server"):
        return
    if os.environ.get("CI"):
        pytest.fail("redis-server is missing: .ci/run installs it")
    pytest.skip("redis-server is not installed")


@contextmanager
def redis_server(port: int, *options: str) -> Iterator[None]:
    """A Redis on `port` that stores nothing; killed, not stopped, at the end."""
    needs_redis()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until(lambda: _answers(port))
        yield
    finally:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    asked = subprocess.run(["redis-cli", "-p", str(port), "ping"], capture_output=True, text=True, check=False)
    return asked.stdout.strip() == "PONG"
