"""What a reader asks the handbook to hold: the filters of the list, or single measures by `m`, as on the selection."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from incentives.listing.filterset import MeasureFilter
from incentives.listing.heading import heading_of
from incentives.models import Measure

MOST = 2000  # measures of a handbook; at least as many pages
NAMED = 5  # unknown slugs that a message names
LONGEST_NAME = 60  # characters of a file name; file systems allow 255 bytes, and 汉字 take three


@dataclass(frozen=True)
class HandbookRequest:
    """The parameters of `/handbook/`; `errors` says in the reader's words why there is none, if so."""

    query: QueryDict

    @cached_property
    def slugs(self) -> list[str]:
        return list(dict.fromkeys(filter(None, self.query.getlist("m"))))

    @cached_property
    def filter(self) -> MeasureFilter:
        measures = MeasureFilter(self.query)
        measures.is_valid()  # cleans the parameters
        return measures

    @cached_property
    def errors(self) -> list[str]:
        return list(self._errors())

    def _errors(self) -> Iterator[str]:
        if not self.slugs and not self.filter.is_valid():
            for name, messages in self.filter.form.errors.items():
                yield from (f"{self.filter.filters[name].label}：{message}" for message in messages)
        elif self.total > MOST:
            yield f"一本汇编最多 {MOST} 项，这里有 {self.total} 项。请加筛选条件分成几本，或下载 Excel。"
        elif not self.total:
            yield "所选的事项都找不到，可能已撤下。" if self.slugs else "没有符合这些条件的惠企事项。请放宽条件。"

    @cached_property
    def total(self) -> int:
        """The number of measures, beyond MOST not exactly."""
        return len(self._found) if self.slugs else self.filter.counts.total

    @cached_property
    def missing(self) -> list[str]:
        """The asked slugs that no published measure has."""
        return [slug for slug in self.slugs if slug not in self._found]

    @property
    def missing_text(self) -> str:
        """Which are missing, in words; empty if none is."""
        if not self.missing:
            return ""
        names = "、".join(self.missing[:NAMED]) + ("等" if len(self.missing) > NAMED else "")
        return f"有 {len(self.missing)} 项找不到，可能已撤下，没有编入：{names}。"

    @cached_property
    def _found(self) -> dict[str, int]:
        """Slug → key of the asked measures that are published."""
        return dict(Measure.objects.published().filter(slug__in=self.slugs[: MOST + 1]).values_list("slug", "pk"))

    @cached_property
    def title(self) -> str:
        return "惠企事项清单汇编" if self.slugs else f"{heading_of(self.filter).removeprefix('全部')}汇编"

    def measure_keys(self) -> list[int]:
        """Keys of the measures: as given, or in the order of `sort`, without which by title."""
        if self.slugs:
            return [self._found[slug] for slug in self.slugs if slug in self._found]
        rows = self.filter.qs if self.query.get("sort") else self.filter.fitting.by_title()
        return list(rows.values_list("pk", flat=True)[: MOST + 1])

    @property
    def names(self) -> list[str]:
        """The names of the parameters, never their values."""
        return ["m"] if self.slugs else sorted(self.filter.filters.keys() & self.query.keys())

    def file_name(self, day: str) -> str:
        """A file name without characters that file systems refuse: 惠企事项汇编-2026-11-24.docx."""
        return re.sub(r'[\s\\/:*?"<>|“”\x00-\x1f]+', "", self.title)[:LONGEST_NAME] + f"-{day}.docx"
