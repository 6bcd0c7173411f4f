"""The handbook (政策汇编): offers by category, the rest in brief, indexes and sources, ready to be set on paper."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from cn2an import an2cn
from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from incentives.enums import Availability
from incentives.models import EnterpriseTier, Measure
from incentives.models.amount import NOT_STATED
from incentives.paper.entry import PaperEntry, SourceLine, entries, source_line
from policies.caching import content_version
from policies.models import Clause
from policies.text.wording import dated

LONGEST_CODE = 200  # characters of an address that a small QR code can hold
Progress = Callable[[int, int], None]


class Brief(NamedTuple):
    """A measure that is no offer, in one line; `place` is where the document `source` states it."""

    title: str
    promise: str
    availability: str
    source: str
    place: str


@dataclass(frozen=True)
class Chapter:
    """The offers of one category, numbered from 1."""

    number: int
    name: str
    entries: tuple[PaperEntry, ...]

    @property
    def heading(self) -> str:
        """一、财政扶持: headings of the first level as GB/T 9704 numbers them."""
        return f"{an2cn(self.number)}、{self.name}"

    @property
    def numbered(self) -> list[tuple[str, PaperEntry]]:
        """The entries with their headings, of the second level: （一）…"""
        return [(f"（{an2cn(place)}）{one.title}", one) for place, one in enumerate(self.entries, 1)]


@dataclass(frozen=True)
class Handbook:
    """All that a handbook says. `root` is the site's scheme and host, `address` the page of this handbook."""

    title: str
    issuer: str
    day: datetime.date
    version: int
    root: str
    address: str
    note: str
    chapters: tuple[Chapter, ...]
    others: tuple[Brief, ...]
    sources: tuple[SourceLine, ...]
    tier_names: tuple[str, ...]

    @cached_property
    def entries(self) -> list[tuple[str, PaperEntry]]:
        return [numbered for chapter in self.chapters for numbered in chapter.numbered]

    @property
    def total(self) -> int:
        return len(self.entries) + len(self.others)

    @property
    def code_address(self) -> str:
        """Where the QR code of the cover leads: to this handbook, or to the site if the address is too long for it."""
        return self.address if len(self.address) <= LONGEST_CODE else f"{self.root}/"

    @property
    def day_text(self) -> str:
        return dated(self.day)

    @cached_property
    def by_tier(self) -> list[tuple[str, list[PaperEntry]]]:
        """The offers that name each tier, in the order of the ladder, then those that name none."""
        offers = [one for _, one in self.entries]
        found = [(name, [one for one in offers if name in one.tiers]) for name in self.tier_names]
        return [group for group in (*found, ("来源未限定梯次", [one for one in offers if not one.tiers])) if group[1]]

    @cached_property
    def by_sum(self) -> list[PaperEntry]:
        """The offers with a stated sum, the greatest first."""
        return sorted((one for _, one in self.entries if one.award), key=lambda one: -(one.award or 0))

    @cached_property
    def others_by_source(self) -> list[tuple[str, list[Brief]]]:
        """The measures that are no offers, by the document that tells of them."""
        found: dict[str, list[Brief]] = {}
        for one in self.others:
            found.setdefault(one.source, []).append(one)
        return list(found.items())

    @property
    def by_sum_note(self) -> str:
        return f"只列金额明确的 {len(self.by_sum)} 项，按最高一档由高到低。不同事项的金额不要相加。"


def handbook(
    keys: Sequence[int], title: str, root: str, address: str, note: str = "", progress: Progress = lambda done, of: None
) -> Handbook:
    """The handbook of the published measures with `keys`, which keep their order within each category.

    `note` is printed on its last page. `progress` is called with the offers that are done and their number.
    """
    rows = Measure.objects.published().filter(pk__in=keys)
    place = {key: number for number, key in enumerate(keys)}
    offers = rows.offers().values_list("category__position", "pk")
    ordered = [key for _, key in sorted(offers, key=lambda row: (row[0], place[row[1]]))]
    made = []
    for one in entries(ordered):
        made.append(one)
        progress(len(made), len(ordered))
    by_category = {name: tuple(members) for name, members in groupby(made, attrgetter("category"))}
    clauses = Prefetch("clauses", Clause.objects.public().select_related("document"))
    rest = rows.exclude(availability=Availability.OFFER).defer("summary", "wording").prefetch_related(clauses)
    others = sorted(rest, key=lambda one: place[one.pk])
    documents = [clause.document for one in others for clause in one.clauses.all()]
    cited = [line for one in made for line in one.documents] + [source_line(document) for document in documents]
    return Handbook(
        title=title,
        issuer=settings.SITE["sponsor"] or settings.SITE["organiser"] or settings.SITE["name"],
        day=timezone.localdate(),
        version=content_version.current().number,
        root=root,
        address=address,
        note=note,
        chapters=tuple(Chapter(number, *part) for number, part in enumerate(by_category.items(), 1)),
        others=tuple(_brief(one) for one in others),
        sources=tuple(dict.fromkeys(cited)),
        tier_names=tuple(EnterpriseTier.objects.values_list("name", flat=True)),
    )


def _brief(measure: Measure) -> Brief:
    first = next(iter(measure.clauses.all()), None)
    source, place = (first.document.quoted_title, first.locator) if first else (NOT_STATED, NOT_STATED)
    return Brief(measure.title, measure.promise, measure.get_availability_display(), source, place)
