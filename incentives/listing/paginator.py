"""The pages of a list: as deep as anybody reads, each costing the same."""

from functools import cached_property

from django.core.paginator import Page, Paginator

from incentives.listing.cards import with_rows
from incentives.listing.facet_counts import groups_of_range
from incentives.listing.filterset import PAGE_SIZE, MeasureFilter
from incentives.listing.search.find import RANKED
from incentives.models import FacetCell, Measure
from incentives.models.measure import MeasureQuerySet


class MeasurePaginator(Paginator):
    """Pages of the measures that fit a filter; nothing is counted anew, since its counts know how many there are."""

    def __init__(self, measures: MeasureFilter, per_page: int = PAGE_SIZE) -> None:
        self.measures = measures
        super().__init__(measures, per_page)

    @cached_property
    def count(self) -> int:
        return self.measures.counts.reachable if self.measures.is_valid() else 0

    def page(self, number: int) -> Page:
        """The page with the measures and all that their cards show; EmptyPage beyond the last."""
        number = self.validate_number(number)
        keys = self.keys(number)
        by_key = Measure.objects.filter(pk__in=keys).with_card().in_bulk() if keys else {}
        return self._get_page(with_rows([by_key[key] for key in keys]), number, self)

    def keys(self, number: int) -> list[int]:
        """The keys of the measures on a page, in order, from an index: only rows that are shown are read."""
        if not self.count:
            return []
        start = (number - 1) * self.per_page
        end = start + self.per_page
        rows, skipped = self._rows(start, end)
        return list(rows.values_list("pk", flat=True)[start - skipped : end - skipped])

    def _rows(self, start: int, end: int) -> tuple[MeasureQuerySet, int]:
        """The ordered rows among which those from `start` to before `end` are, and how many come before these."""
        measures, counts = self.measures, self.measures.counts
        if counts.only_newest:
            return measures.ordered(measures.fitting.newest(RANKED)), 0
        if measures.form.cleaned_data["sort"] != "relevance" or counts.cells.standings is None:
            return measures.qs, 0
        # First come measures that name a chosen tier, then those for all SMEs, then those that name nobody. The cells
        # know how many there are of each: only the groups on this page are sorted.
        standings, skipped = groups_of_range(counts.cells.standings, start, end)
        of_these = measures.audience.has_standing(standings, "audience")
        # Asked for first: the planner knows what keys cost, and guesses what a subquery finds.
        cells = list(FacetCell.objects.passing(measures.in_cells).filter(of_these).values_list("pk", flat=True))
        return measures.ordered(measures.unfaceted.filter(cell__in=cells), mixed=len(standings) > 1), skipped
