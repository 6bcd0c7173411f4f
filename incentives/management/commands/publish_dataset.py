"""Writes the whole public catalogue to /data/: all of it or nothing."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import audit
from incentives.management.site_root import EXAMPLE, site_root
from incentives.opendata.dataset.publishing import ContentChanged, publish


class Command(BaseCommand):
    help = (
        "Write everything that is published as JSON, CSV and XLSX with JSON Schema, data dictionary and checksums, "
        "and serve it at /data/. The dataset before stays until the new one is whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--root",
            help=f"scheme and host of the addresses in the files, like {EXAMPLE} (default: https:// and SITE_DOMAIN)",
        )

    def handle(self, *args, **options) -> None:
        try:
            folder = publish(site_root(options["root"]), lambda name: self.stdout.write(f"Writing {name} …"))
        except ContentChanged:
            raise CommandError("The content changed meanwhile; nothing was changed. Run the command again.") from None
        except OSError as failure:
            raise CommandError(f"Cannot write the dataset, nothing was changed: {failure}") from failure
        audit.note("dataset-published", of=folder.name)
        size = sum(path.stat().st_size for path in folder.iterdir())
        self.stdout.write(self.style.SUCCESS(f"Published {folder.name}: {size / 1_000_000:.1f} MB at /data/."))
