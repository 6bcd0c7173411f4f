"""Rebuilds the search index, the list columns and the facet cells from the rows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Q

from config.progress import show
from incentives.listing.search import index
from incentives.listing.search.entry import FORMAT
from incentives.listing.upkeep.consistency import differences, disagreements
from incentives.listing.upkeep.recount import recount_all
from incentives.listing.upkeep.refresh import CHUNK, refresh
from incentives.models import Measure
from incentives.models.list_columns import UNLISTED
from policies.caching import content_version


class Command(BaseCommand):
    help = (
        "Rebuild the search index, the list columns and the facet counts from the rows. Each portion is stored by "
        "itself: after an interruption the same command continues where it stopped."
    )
    requires_system_checks = []  # a check warns of the disagreement that this command ends

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--from-start", action="store_true", help="start again instead of continuing")
        what.add_argument("--if-needed", action="store_true", help="do nothing where index and tables agree")
        what.add_argument("--compare", action="store_true", help="change nothing; exit code 1 where anything differs")

    def handle(self, *args: Any, from_start: bool, if_needed: bool, compare: bool, **options: Any) -> None:
        if compare:
            self._compare()
        elif not if_needed or disagreements():
            self._rebuild(from_start)

    def _compare(self) -> None:
        lines = [f"{name}: {what}" for name, what in differences()] + disagreements()
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise CommandError("Index and tables disagree. Run manage.py rebuild_search.")
        self.stdout.write(self.style.SUCCESS("Index and tables agree."))

    def _rebuild(self, from_start: bool) -> None:
        published = Measure.objects.published()
        waiting = published.filter(Q(cell=None) | ~Q(indexed_as=FORMAT))
        self._begin(from_start or not waiting.exists())
        total = waiting.count()
        done = last = 0
        in_order = waiting.order_by("pk").values_list("pk", flat=True)
        while keys := list(in_order.filter(pk__gt=last)[:CHUNK]):
            refresh(Measure.objects.filter(pk__in=keys))
            done, last = done + len(keys), keys[-1]
            show(self.stderr, done, total)
        recount_all()
        self.stdout.write(self.style.SUCCESS(f"Indexed {done} measures."))

    @transaction.atomic
    def _begin(self, from_start: bool) -> None:
        """Remove what is no longer published; `from_start` marks all that is as not indexed."""
        content_version.lock()
        if from_start:
            Measure._base_manager.filter(status="published").update(indexed_as=0)
        gone = index.held() - set(Measure.objects.published().values_list("pk", flat=True))
        index.erase(gone)
        Measure._base_manager.exclude(status="published").filter(cell__isnull=False).update(**UNLISTED)
