"""The audit file: one JSON object a line, appended only, apart from the database.

Of people it holds only the user name and the IP address. docs/security.md says how to rotate and keep it.
"""

import errno
import logging
import os
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from config.monitoring.logs import json_line
from config.origin import current

LOGGER = logging.getLogger("huiqi.audit")
LONGEST = 200  # characters of one value, so that a long title cannot fill the disk
MOST = 300  # members of one value; a role has some fifty permissions


def note(event: str, *, by: str = "", **facts: object) -> None:
    """Write `event` by the user named `by` to the audit file, after the present transaction has been committed."""
    here = current.get()
    entry = {
        "at": timezone.localtime().isoformat(timespec="milliseconds"),
        "event": event,
        "request": here.request_id if here else "",
        "address": here.address if here else "",
        "user": _short(by),
    } | {name: _short(fact) for name, fact in facts.items()}
    # robust: an error is logged to the console, and other functions registered for the commit still run
    transaction.on_commit(partial(LOGGER.info, event, extra={"entry": entry}), robust=True)


def note_row(row: Model, *, by: str, done: str) -> None:
    """Write what was `done` to a row, as an event named after its model: names of fields, never their values."""
    of = "/".join(map(str, row.natural_key())) if hasattr(row, "natural_key") else str(row)
    note(row._meta.model_name, by=by, of=of, done=done)


def _short(fact: object) -> object:
    if isinstance(fact, str):
        return fact[:LONGEST]
    if isinstance(fact, list | tuple | set | frozenset):
        return [_short(member) for member in (sorted(fact) if isinstance(fact, set | frozenset) else fact)][:MOST]
    return fact if isinstance(fact, int | float | None) else str(fact)[:LONGEST]


class JsonLines(logging.Handler):
    """Logging handler that appends each entry with one write, so that lines of several processes do not mix.

    It opens the file for each entry, as entries are rare. So rotating the file needs no signal. The file may be
    append-only (chattr +a) and has to be readable.
    """

    def __init__(self, path: str | Path) -> None:
        super().__init__()
        self.path = Path(path)

    def emit(self, record: logging.LogRecord) -> None:
        line = json_line(record.entry) + "\n"
        try:
            file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                _append(file, line.encode(errors="backslashreplace"))
            finally:
                os.close(file)
        except OSError:
            self.handleError(record)


def _append(file: int, line: bytes) -> None:
    """Append a line, on a line of its own if a full disk cut the last one short. Raises OSError if this one is cut."""
    size = os.fstat(file).st_size
    if size and os.pread(file, 1, size - 1) != b"\n":
        line = b"\n" + line
    if os.write(file, line) < len(line):
        raise OSError(errno.ENOSPC, "an audit line was cut short")
