"""Django's backend for PostgreSQL, for a server that may be away or may stop answering.

One thread of a process at a time tries to connect, and none for some seconds after a try that took long: the others
fail at once and serve what needs no database. Nobody waits for an answer for longer than the server may work on it.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from django.db import utils as errors
from django.db.backends.postgresql import base
from prometheus_client import Counter
from psycopg import Connection, OperationalError

from config.resilience.pause import SLOW, Pause

T = TypeVar("T")
FAULTS = Counter("huiqi_database_faults_total", "Connections that failed or stopped answering.")


class Turns:
    """Who may connect to a server now, of all threads of the process."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.began = 0.0  # when the thread whose turn it is began
        self.pause = Pause()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The turn to connect. Raises OperationalError where another thread waits, or has waited in vain."""
        while not self.lock.acquire(timeout=0.1):
            if time.monotonic() - self.began > SLOW:
                raise OperationalError("another thread is waiting for the server")
        self.began = time.monotonic()
        try:
            if self.pause.is_on():
                raise OperationalError("the server did not answer a moment ago")
            try:
                yield
            except OperationalError:
                FAULTS.inc()
                if time.monotonic() - self.began >= SLOW:
                    self.pause.failed()
                raise
            self.pause.succeeded()
        finally:
            self.lock.release()


servers: dict[tuple, Turns] = defaultdict(Turns)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that gives up on a server that does not answer."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.patience = self.settings_dict.get("ANSWER_SECONDS", 0)

    def get_new_connection(self, conn_params: dict) -> Connection:
        server = tuple(str(conn_params.get(name)) for name in ("host", "port", "dbname"))
        with servers[server].turn():
            connection = super().get_new_connection(conn_params)
        wait = connection.wait
        connection.wait = lambda steps, *args, **kwargs: wait(self._patient(steps), *args, **kwargs)
        return connection

    def is_usable(self) -> bool:
        """Whether the connection answers, soon. Asked once in a request, unless `first` was asked before."""
        with self._impatient():
            return super().is_usable()

    def first(self, ask: Callable[[], T]) -> T:
        """What `ask` answers. On a connection that was lost since the last request, it is asked again on a new one.

        So the first query of a request takes the place of the question whether the connection answers.
        """
        if self.connection is None or self.in_atomic_block or self.health_check_done:
            return ask()
        self.health_check_done = True
        with self._impatient():
            try:
                return ask()
            except (errors.OperationalError, errors.InterfaceError):
                self.close()
                return ask()

    @contextmanager
    def _impatient(self) -> Iterator[None]:
        patience, self.patience = self.patience, SLOW
        try:
            yield
        finally:
            self.patience = patience

    def _patient(self, steps: Generator) -> Generator:
        """The steps of psycopg for one answer; resumed every 0.1 s. Raises OperationalError after `patience`."""
        end = time.monotonic() + self.patience if self.patience else None
        try:
            wanted = next(steps)
            while True:
                ready = yield wanted
                if not ready and end and time.monotonic() > end:
                    FAULTS.inc()
                    raise OperationalError(f"the server did not answer within {self.patience} s")
                wanted = steps.send(ready)
        except StopIteration as done:
            return done.value
