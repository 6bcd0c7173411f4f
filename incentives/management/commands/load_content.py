"""Stores the content files of `fixtures/` in an empty database, or drafts on a live site what changed in them."""

from collections import Counter
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from config import audit
from incentives.listing.upkeep.refresh import refresh
from incentives.management.content_files import NOUNS, in_order, read_fixtures, store
from incentives.management.content_update import remember, update_content
from incentives.models import Measure
from policies.caching import content_version
from policies.models import Document


class Command(BaseCommand):
    help = "Load the content (fixtures/*.yaml) into a database without documents and measures: all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument(
            "--if-empty",
            action="store_true",
            help="when there is content already, say so and succeed instead of failing; either way nothing changes",
        )
        ways.add_argument(
            "--update",
            metavar="USER",
            help="on a live site: list what differs, and make drafts of the measures that the files changed since they "
            "were last loaded, in this user's name; what is published and every other row stays as it is",
        )

    def handle(self, *args: Any, if_empty: bool, update: str | None, verbosity: int, **options: Any) -> None:
        if update:
            for line in update_content(by=editor(update)):
                self.stdout.write(line)
            return
        with transaction.atomic():
            content_version.lock()
            if Document.objects.exists() or Measure.objects.exists():
                message = "The database already holds documents or measures; nothing was changed."
                if not if_empty:
                    raise CommandError(message)
                self.stdout.write(message)
                return
            entries = in_order(read_fixtures())
            stored = Counter(store(entry) for entry in entries)
            remember(entries)
            refresh(Measure.objects.published())
            audit.note("loaded", objects=sum(stored.values()))
        counts = ", ".join(f"{stored[model]} {noun}" for model, noun in NOUNS.items() if stored[model])
        if verbosity:
            self.stdout.write(self.style.SUCCESS(f"Loaded {counts}."))


def editor(name: str) -> AbstractUser:
    """The user in whose name drafts are made; raises CommandError unless they are active staff."""
    user = get_user_model().objects.filter(username=name, is_staff=True, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active member of staff named {name}. Nothing was changed.")
    return user
