"""How many files are made at once. The other threads of the process stay free for readers."""

import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = 2  # in each process, of its four threads (docs/deployment.md)
RETRY_AFTER = 10  # seconds
places = BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """Raised if as many files as may be are being made."""


@contextmanager
def place() -> Iterator[None]:
    """Hold a place while a file is made. Raises Busy if none is free."""
    take()
    try:
        yield
    finally:
        places.release()


def take() -> None:
    if not places.acquire(blocking=False):
        raise Busy


class PartsInPlace:
    """The parts of a file that is made while it is sent. Its place is free again once it is closed or forgotten."""

    def __init__(self, parts: Iterable[str]) -> None:
        take()
        self.parts = parts
        self.close = weakref.finalize(self, places.release)

    def __iter__(self) -> Iterator[str]:
        yield from self.parts  # a generator: it keeps this object, and so the place, until the response is done
