"""The log: one JSON object a line, and what repeats itself is written once a minute."""

import datetime
import json
import logging
import re
import time

from config.origin import current
from config.resilience.faults import is_of_the_database

# Characters that JSON allows as they are, but that end a line, control a terminal, change the direction of writing or
# are invisible.
UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
PREVIEW = re.compile(r"(/preview/)[^/\s]+")  # the token would open a draft to readers of the log, for a week
PAUSE = 60  # seconds


def without_tokens(text: str) -> str:
    """`text` with the secret of each link to a draft replaced by a dash."""
    return PREVIEW.sub(r"\1-", text)


def json_line(entry: dict[str, object]) -> str:
    """`entry` as one line of JSON that no value in it can break or forge."""
    line = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    return UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line)


class LogLine(logging.Formatter):
    """A record as JSON: time, level, logger, request id, message and, of an error, the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        here = current.get() or getattr(getattr(record, "request", None), "origin", None)  # Django logs a 404 last
        entry = {
            "time": datetime.datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": here.request_id if here else "",
            "message": without_tokens(record.getMessage()),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json_line(entry)


class OnceAMinute(logging.Filter):
    """Of records about the database being away, and of those about a wrong Host, passes one in PAUSE seconds.

    It passes as one line without a traceback, and says how many were left out before it. Each process counts by itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[str, float] = {}
        self.left_out: dict[str, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        kind = _kind(record)
        if not kind:
            return True
        if time.monotonic() - self.written.get(kind, -PAUSE) < PAUSE:
            self.left_out[kind] = self.left_out.get(kind, 0) + 1
            return False
        self.written[kind] = time.monotonic()
        reason = f": {_first_line(record.exc_info[1])}" if kind == "database" and record.exc_info else ""
        left_out = self.left_out.pop(kind, 0)
        record.msg = f"{record.getMessage()}{reason}" + (f" ({left_out} like it left out)" if left_out else "")
        record.args, record.exc_info, record.exc_text = (), None, None
        return True


def _kind(record: logging.LogRecord) -> str:
    """`host`, `database`, or empty for a record that is always written."""
    if record.name == "django.security.DisallowedHost":
        return "host"
    is_busy = getattr(record, "status_code", None) == 503
    return "database" if is_busy or (record.exc_info and is_of_the_database(record.exc_info[1])) else ""


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]
