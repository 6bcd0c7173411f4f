"""Replaces everything in the database by a backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.operations.backups import BackupError, restore
from incentives.editorial.preview_links import revoking_all_previews
from policies.caching import content_version


class Command(BaseCommand):
    help = (
        "Replace everything in the database by what FILE, written by `backup`, holds: all of it or, where anything "
        "fails, nothing. Stop the site first. A backup of another kind of database or of a later release is refused, "
        "and so is one that is not what FILE.sha256 was made of."
    )
    requires_system_checks = []  # a database to be restored may be empty

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--no-input", action="store_true", help="do not ask before the database is replaced")

    def handle(self, *args: Any, file: Path, no_input: bool, **options: Any) -> None:
        if not no_input and input("This replaces everything in the database. Type yes to go on: ") != "yes":
            raise CommandError("Nothing was changed.")
        statements = [revoking_all_previews(), content_version.moving_past(content_version.current_number())]
        try:
            is_of_this_release = restore(file, statements=statements)
        except BackupError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.stdout.write(self.style.SUCCESS("Restored. Everybody signs in again."))
        if not is_of_this_release:
            self.stdout.write(
                "The backup is of an older release: run manage.py migrate, then rebuild_search --if-needed."
            )
