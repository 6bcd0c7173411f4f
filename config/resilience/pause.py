"""A pause after failures: what just failed is not tried again by everybody."""

import time
from threading import Lock

SECONDS = 5  # of a pause
SLOW = 1  # seconds: a failure that took less costs nobody anything


class Pause:
    """For all threads of a process: after so many failures in a row, one thread in SECONDS seconds may try."""

    def __init__(self, after: int = 1) -> None:
        self.after = after
        self.lock = Lock()
        self.failures = 0
        self.next_try = 0.0

    def is_on(self) -> bool:
        """Whether not to try now. The first thread to ask after SECONDS is told to try."""
        with self.lock:
            if self.failures < self.after:
                return False
            if time.monotonic() < self.next_try:
                return True
            self.next_try = time.monotonic() + SECONDS
            return False

    def failed(self) -> bool:
        """Count a failure; whether it is the first in a row."""
        with self.lock:
            self.failures += 1
            self.next_try = time.monotonic() + SECONDS
            return self.failures == 1

    def succeeded(self) -> bool:
        """Whether failures have just come to an end."""
        if not self.failures:
            return False
        with self.lock:
            had_failed, self.failures = bool(self.failures), 0
            return had_failed
