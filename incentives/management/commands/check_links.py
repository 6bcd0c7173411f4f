"""Requests every address of another site that public pages link to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.progress import show
from incentives.management.outside_links import outside_links, problems


class Command(BaseCommand):
    help = (
        "Request every address of another site that public pages link to (where to apply, agencies, original texts). "
        "Lists those that do not answer and where they stand; exit code 1 if there are any. Changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        links = outside_links()
        failures = {}
        for done, (link, failure) in enumerate(problems(list(links)), start=1):
            show(self.stderr, done, len(links))
            if failure:
                failures[link] = failure
        for link in sorted(failures):
            self.stderr.write(f"{failures[link]}: {link}: {'、'.join(links[link])}")
        if failures:
            raise CommandError(f"{len(failures)} of {len(links)} addresses do not answer. Mend them in the admin.")
        self.stdout.write(self.style.SUCCESS(f"All {len(links)} addresses answer."))
