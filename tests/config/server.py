"""The site as gunicorn serves it, in processes of its own, for tests of what a test client cannot show."""

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.settings import BASE_DIR
from tests.config.sockets import free_port

SECONDS = 60  # to start, on a busy machine


@dataclass(frozen=True)
class Answer:
    """A response, and the seconds until it was there."""

    status: int
    headers: dict[str, str]
    text: str
    seconds: float


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    process: subprocess.Popen
    port: int
    log: Path

    def get(self, path: str, **headers: str) -> Answer:
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        return Answer(
            response.status, dict(response.getheaders()), body.decode(errors="replace"), time.monotonic() - began
        )

    def children(self) -> set[str]:
        return set(Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split())

    def renew_workers(self) -> None:
        """Replace all workers, as a reload does, and wait for the new ones."""
        old = self.children()
        self.process.send_signal(signal.SIGHUP)
        until(lambda: len(self.children()) == len(old) and not self.children() & old)

    def answers(self) -> bool:
        try:
            return self.get("/healthz").status == 200
        except OSError:
            return False


def until(condition, seconds: float = SECONDS) -> None:
    """Wait until `condition()`; raises TimeoutError."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


@contextmanager
def site(workers: int = 1, threads: int = 4, **environment: str) -> Iterator[Server]:
    """The site on a free port; `environment` is added to that of the tests."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
    command += [f"--bind=127.0.0.1:{port}", f"--workers={workers}", f"--threads={threads}"]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        with log.open("w") as written:
            process = subprocess.Popen(
                command, cwd=BASE_DIR, env=os.environ | environment, stdout=written, stderr=written
            )
        server = Server(process, port, log)
        try:
            until(server.answers)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
