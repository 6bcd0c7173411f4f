"""Writes a list of measures as a handbook, a Word file: what /handbook.docx answers, with progress, for long lists."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict
from django.urls import reverse

from config import audit
from config.progress import show
from incentives.management.site_root import EXAMPLE, site_root
from incentives.paper.handbook import handbook
from incentives.paper.request import HandbookRequest
from incentives.paper.word.write import write_handbook


class Command(BaseCommand):
    help = "Write the measures of a list, or all open ones, as a handbook (.docx) with contents and indexes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the Word file to write; an existing one is replaced")
        parser.add_argument("--query", default="", help="what stands behind ? in the address of the list or selection")
        parser.add_argument("--root", help=f"scheme and host of its QR codes, like {EXAMPLE} (default: SITE_DOMAIN)")

    def handle(self, *args, **options) -> None:
        root, asked = site_root(options["root"]), HandbookRequest(QueryDict(options["query"]))
        if asked.errors:
            raise CommandError(" ".join(asked.errors))
        address = root + reverse("incentives:handbook") + (f"?{options['query']}" if options["query"] else "")
        book = handbook(asked.measure_keys(), asked.title, root, address, asked.missing_text)
        try:
            with options["file"].open("wb") as target:
                write_handbook(book, target, lambda done, of: show(self.stdout, done, of))
        except OSError as failure:
            raise CommandError(f"Cannot write {options['file']}: {failure}") from failure
        audit.note("exported", file="docx", filters=asked.names)
        self.stdout.write(self.style.SUCCESS(f"Wrote {book.total} measures to {options['file']}."))
