"""Pages of a list, down to a fixed depth; every page costs the same."""

from functools import cached_property

from django.core.paginator import Page, Paginator

from incentives.listing.facet_counts import groups_of_range
from incentives.listing.filterset import PAGE_SIZE, MeasureFilter
from incentives.listing.search.find import RANKED
from incentives.models import FacetCell
from incentives.models.measure import MeasureQuerySet


class MeasurePaginator(Paginator):
    """Pages of the measures that fit a filter, by key; their number comes from the filter's counts, without a query."""

    def __init__(self, measures: MeasureFilter, per_page: int = PAGE_SIZE) -> None:
        self.measures = measures
        super().__init__(measures, per_page)

    @cached_property
    def count(self) -> int:
        return self.measures.counts.reachable if self.measures.is_valid() else 0

    def page(self, number: int) -> Page:
        """One page of keys. Raises EmptyPage beyond the last page."""
        number = self.validate_number(number)
        return self._get_page(self.keys(number), number, self)

    def keys(self, number: int) -> list[int]:
        """The keys of the measures on a page, in order. They come from an index, so no other rows are read."""
        if not self.count:
            return []
        start = (number - 1) * self.per_page
        end = start + self.per_page
        rows, skipped = self._rows(start, end)
        return list(rows.values_list("pk", flat=True)[start - skipped : end - skipped])

    def _rows(self, start: int, end: int) -> tuple[MeasureQuerySet, int]:
        """Ordered rows that contain the places `start` to before `end`, and the number of rows left out before them."""
        measures, counts = self.measures, self.measures.counts
        if counts.only_newest:
            return measures.ordered(measures.fitting.newest(RANKED)), 0
        if measures.form.cleaned_data["sort"] != "relevance" or counts.cells.standings is None:
            return measures.qs, 0
        # First come measures that name a chosen tier, then those for all SMEs, then those that name no tier. The cells
        # give the size of each group, so only the groups on this page are sorted.
        standings, skipped = groups_of_range(counts.cells.standings, start, end)
        of_these = measures.audience.has_standing(standings, "audience")
        # Read first: the planner knows the cost of a list of keys, but only guesses that of a subquery.
        cells = list(FacetCell.objects.passing(measures.in_cells).filter(of_these).values_list("pk", flat=True))
        return measures.ordered(measures.unfaceted.filter(cell__in=cells), mixed=len(standings) > 1), skipped
