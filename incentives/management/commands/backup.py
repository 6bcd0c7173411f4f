"""Writes a backup of the database to a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.operations.backups import BackupError, back_up


class Command(BaseCommand):
    help = (
        "Write the whole database into FILE while the site runs: an SQLite file, or with PostgreSQL pg_dump's archive; "
        "and its checksum into FILE.sha256. It holds password hashes and second factors: only its owner may read it. "
        "Overwrites nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            back_up(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"Wrote {file}, {file.stat().st_size} bytes."))
