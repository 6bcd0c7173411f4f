"""Writes the whole public catalogue to /data/: all of it or nothing."""

import re

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import audit
from incentives.opendata.dataset.publishing import ContentChanged, publish

ROOT = re.compile(r"https?://[^/?#\s]+/?")
EXAMPLE = "https://huiqi.example.cn"


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
            folder = publish(_root(options["root"]), lambda name: self.stdout.write(f"Writing {name} …"))
        except ContentChanged:
            raise CommandError("The content changed meanwhile; nothing was changed. Run the command again.") from None
        except OSError as failure:
            raise CommandError(f"Cannot write the dataset, nothing was changed: {failure}") from failure
        audit.note("dataset-published", of=folder.name)
        size = sum(path.stat().st_size for path in folder.iterdir())
        self.stdout.write(self.style.SUCCESS(f"Published {folder.name}: {size / 1_000_000:.1f} MB at /data/."))


def _root(option: str | None) -> str:
    """Scheme and host for the absolute addresses in the files, from --root or SITE_DOMAIN; raises CommandError."""
    domain = settings.SITE["domain"]
    if option is None and not domain:
        raise CommandError(
            "SITE_DOMAIN is not set, so the addresses in the files would lead nowhere; nothing was changed. "
            f"Set it in the environment or in .env, for example SITE_DOMAIN=huiqi.example.cn, or give --root {EXAMPLE}."
        )
    root = f"https://{domain}" if option is None else option
    if not ROOT.fullmatch(root):
        raise CommandError(f"{root} is no scheme and host like {EXAMPLE}; nothing was changed. Mend it.")
    return root.rstrip("/")
