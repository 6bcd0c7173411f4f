"""The record for investigators: one JSON object a line, only ever appended, apart from the database and its editors.

Of people it holds the user name and the address, nothing else. docs/security.md says how to rotate and keep it.
"""

import errno
import json
import logging
import os
import re
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from config.origin import current

LOGGER = logging.getLogger("huiqi.audit")
LONGEST = 200  # characters of one fact: whoever writes a megabyte of title does not fill the disk
# What JSON may hold raw and a reader of lines trips over: ends of lines of other kinds, signs that steer a terminal,
# that turn the direction of writing, or that nobody sees.
UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
MOST = 300  # members of one fact; a role has some fifty permissions


def note(event: str, *, by: str = "", **facts: object) -> None:
    """Record `event` by the user named `by`, once the transaction it belongs to has held."""
    here = current.get()
    entry = {
        "at": timezone.localtime().isoformat(timespec="milliseconds"),
        "event": event,
        "request": here.request_id if here else "",
        "address": here.address if here else "",
        "user": _short(by),
    } | {name: _short(fact) for name, fact in facts.items()}
    # robust: a full disk is shown on the console and does not undo what has been committed already
    transaction.on_commit(partial(LOGGER.info, event, extra={"entry": entry}), robust=True)


def note_row(row: Model, *, by: str, done: str) -> None:
    """Record what was `done` to a row, under its model's name: which fields were changed, never their contents."""
    of = "/".join(map(str, row.natural_key())) if hasattr(row, "natural_key") else str(row)
    note(row._meta.model_name, by=by, of=of, done=done)


def _short(fact: object) -> object:
    if isinstance(fact, str):
        return fact[:LONGEST]
    if isinstance(fact, list | tuple | set | frozenset):
        return [_short(member) for member in (sorted(fact) if isinstance(fact, set | frozenset) else fact)][:MOST]
    return fact if isinstance(fact, int | float | None) else str(fact)[:LONGEST]


class JsonLines(logging.Handler):
    """Appends each entry with one write, so that lines of several processes never mix.

    The file is opened for each entry (they are rare): a rotated file needs no signal, and a file that may only be
    appended to (chattr +a) is enough.
    """

    def __init__(self, path: str | Path) -> None:
        super().__init__()
        self.path = Path(path)

    def emit(self, record: logging.LogRecord) -> None:
        line = json.dumps(record.entry, ensure_ascii=False, separators=(",", ":"))
        line = UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line) + "\n"
        try:
            file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                _append(file, line.encode(errors="backslashreplace"))
            finally:
                os.close(file)
        except OSError:
            self.handleError(record)


def _append(file: int, line: bytes) -> None:
    """Write a line; where a full disk cut the last one short, on a line of its own. Raises OSError if cut short too."""
    size = os.fstat(file).st_size
    if size and os.pread(file, 1, size - 1) != b"\n":
        line = b"\n" + line
    if os.write(file, line) < len(line):
        raise OSError(errno.ENOSPC, "an audit line was cut short")
