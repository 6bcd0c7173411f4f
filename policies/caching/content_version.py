"""The content version, which every public change raises (docs/adr/0006), and the content lock (docs/adr/0011)."""

import datetime
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Model
from django.utils import timezone

from policies.models import ContentVersion


class Stamp(NamedTuple):
    """The content's number and the time of its last change."""

    number: int
    changed_at: datetime.datetime


JUMP = 10_000  # more numbers than were given out between a backup and its restore
NEVER = Stamp(0, datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC))
# Only names of ours are set into the SQL.
READ = f"SELECT number, changed_at FROM {ContentVersion._meta.db_table} WHERE id = {ContentVersion.ONLY}"  # nosec


def current() -> Stamp:
    """The stamp as the connection that serves this page sees it.

    Asked before every public page, hence as bare SQL: building the same query anew took half the time of a kept page.
    """
    row = connection.first(_row) if connection.vendor == "postgresql" else _row()
    if row is None:
        return NEVER
    number, changed_at = row
    return Stamp(number, changed_at if timezone.is_aware(changed_at) else timezone.make_aware(changed_at, datetime.UTC))


def _row() -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return cursor.fetchone()


def kept(most: int) -> Callable[[Callable], Callable]:
    """Decorator of a function that reads the database: keeps `most` values in memory until the content changes.

    The stamp is read first, so that a value is never older than its stamp. Before the first change none is kept.
    `__wrapped__` of the decorated function reads the database itself.
    """

    def decorate(read: Callable) -> Callable:
        at = lru_cache(maxsize=most)(lambda stamp, *given: read(*given))

        @wraps(read)
        def found(*given: object) -> object:
            stamp = current()
            return at(stamp, *given) if stamp.number else read(*given)

        return found

    return decorate


def current_number() -> int:
    """The content's number; 0 in a database without tables."""
    try:
        return current().number
    except DatabaseError:
        return 0


LOCK_SECONDS = 10  # the longest wait for the content lock, for pages too


def lock() -> None:
    """Take the content lock until the caller's transaction ends; taking it again does nothing.

    Each transaction that writes content takes it first, before any other lock and before it reads what it decides on:
    of two such transactions the second waits, then sees what the first has written.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
    ContentVersion.objects.select_for_update().get_or_create(pk=ContentVersion.ONLY)


@transaction.atomic
def raise_version() -> None:
    """Add one to the content's number, under the content lock: no page built before the commit has the new number."""
    lock()
    ContentVersion.objects.filter(pk=ContentVersion.ONLY).update(number=F("number") + 1, changed_at=timezone.now())


def moving_past(number: int) -> str:
    """SQL that gives restored content a number that no page was ever kept under: above `number`, which stood before."""
    table = ContentVersion._meta.db_table  # and whole numbers: nothing here comes from outside
    greater = f"CASE WHEN {table}.number > {number:d} THEN {table}.number ELSE {number:d} END"
    values = f"({ContentVersion.ONLY:d}, {number + JUMP:d}, CURRENT_TIMESTAMP)"
    return (
        f"INSERT INTO {table} (id, number, changed_at) VALUES {values} "  # nosec
        f"ON CONFLICT (id) DO UPDATE SET number = {greater} + {JUMP:d}"
    )


# Another app stores values that it derives from rows of this one. Its follower is called before rows change; it returns
# a function that is called after the change, in the same transaction.
Follower = Callable[[Collection[Model]], Callable[[], None]]
followers: list[Follower] = []


def follower(follow: Follower) -> Follower:
    """Register `follow`. This app imports no other, so that an app that depends on its rows registers here."""
    followers.append(follow)
    return follow


@contextmanager
def changing(*rows: Model) -> Iterator[None]:
    """One transaction for a change of public rows: takes the content lock, raises the version, calls the followers."""
    with transaction.atomic():
        raise_version()
        catch_up = [follow([row for row in rows if row.pk]) for follow in followers]
        yield
        for finish in catch_up:
            finish()
