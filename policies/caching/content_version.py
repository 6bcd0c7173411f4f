"""Which state of the public content this is: a number that every public change raises (docs/adr/0006)."""

import datetime
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
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
    with connection.cursor() as cursor:
        cursor.execute(READ)
        row = cursor.fetchone()
    if row is None:
        return NEVER
    number, changed_at = row
    return Stamp(number, changed_at if timezone.is_aware(changed_at) else timezone.make_aware(changed_at, datetime.UTC))


def current_number() -> int:
    """The content's number; 0 in a database without tables."""
    try:
        return current().number
    except DatabaseError:
        return 0


@transaction.atomic
def raise_version() -> None:
    """Put the content one number up; the row stays locked until the caller's transaction ends.

    So two publications follow one another, and no page built before the commit bears the new number.
    """
    raised = {"number": F("number") + 1, "changed_at": timezone.now()}
    first = {"number": 1, "changed_at": raised["changed_at"]}
    ContentVersion.objects.update_or_create(pk=ContentVersion.ONLY, defaults=raised, create_defaults=first)


def move_past(number: int) -> None:
    """Give the restored content a number that no page was ever kept under: above `number`, which stood before."""
    raised = max(number, current_number()) + JUMP
    ContentVersion.objects.update_or_create(pk=ContentVersion.ONLY, defaults={"number": raised})


# What another app keeps of our rows: told before a change, a follower answers with what to do after it.
Follower = Callable[[Collection[Model]], Callable[[], None]]
followers: list[Follower] = []


def follower(follow: Follower) -> Follower:
    """Register `follow`: this app knows of no other, and what is kept of its rows must not fall behind."""
    followers.append(follow)
    return follow


@contextmanager
def changing(*rows: Model) -> Iterator[None]:
    """A change of rows that the public sees: the version rises and the followers catch up in one transaction."""
    with transaction.atomic():
        raise_version()
        catch_up = [follow([row for row in rows if row.pk]) for follow in followers]
        yield
        for finish in catch_up:
            finish()
