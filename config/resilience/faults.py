"""Faults of the database that pass: it is away, locked, full or too slow."""

import sqlite3
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError


def is_of_the_database(error: BaseException | None) -> bool:
    """Whether `error` was raised because of such a fault, also while another one was handled.

    What SQLite calls SQLITE_ERROR is a wrong statement or a missing table, and so a fault of ours.
    """
    return any(isinstance(one, OperationalError | InterfaceError) and not _is_ours(one) for one in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen = set()
    while error and id(error) not in seen:
        yield error
        seen.add(id(error))
        error = error.__cause__ or error.__context__


def _is_ours(error: BaseException) -> bool:
    return getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
