"""How many measures fit a list's parameters, and how many each option would show."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F

from incentives.listing.facet_counts import AtLeast, FacetCounts, count_options
from incentives.listing.search.find import RANKED
from incentives.listing.stored_counts import (
    COMPLETE,
    CountedCells,
    cells_of_matches,
    open_on,
    stored_cells,
    tally_all,
)

if TYPE_CHECKING:
    from incentives.listing.filterset import MeasureFilter

DEPTH = 10_000  # measures that pages reach: nobody reads further, and each page would cost more than the last


class ListCounts:
    """The counts of one filter, exact but for `AtLeast`; zeros where one of its parameters is wrong.

    Without words and sums they come from the stored facet cells, otherwise from the rows that are found.
    """

    def __init__(self, measures: MeasureFilter) -> None:
        self.measures = measures

    @cached_property
    def cells(self) -> CountedCells:
        """The facet cells of the measures that fit everything but the facets."""
        measures = self.measures
        least = measures.form.cleaned_data["min_amount"] or 0
        if found := measures.search_result:
            return cells_of_matches(measures.options, measures.in_cells, found.tally, least)
        if least:
            return cells_of_matches(measures.options, measures.in_cells, tally_all(measures.unfaceted), least)
        number = F("published") if measures.includes_closed else open_on(measures.today)
        return stored_cells(measures.options, measures.chosen, measures.in_cells, number)

    @cached_property
    def exact(self) -> FacetCounts:
        """Total and counts as far as measures were counted."""
        return self.cells.counts(self.measures.chosen) if self.measures.is_valid() else count_options((), {})

    @cached_property
    def is_complete(self) -> bool:
        """Whether all that fit were counted: words may find more than COMPLETE."""
        return (
            not self.measures.is_valid()
            or not self.measures.search_result
            or self.measures.search_result.tally.complete
        )

    @cached_property
    def total(self) -> int:
        """How many measures fit; where words find more than COMPLETE, counted so far and no further."""
        if self.is_complete:
            return self.exact.total
        rows = self.measures.fitting.order_by()
        number = rows[: COMPLETE + 1].count() if self.measures.in_cells else COMPLETE + 1
        return AtLeast(COMPLETE) if number > COMPLETE else number

    def of(self, facet: str, option: str) -> int:
        """How many measures the list would show with `option` alone chosen in its facet."""
        number = self.exact.by_facet[facet][option]
        return number if self.is_complete else AtLeast(number)

    def without(self, facet: str) -> int:
        """How many measures would fit without the choice in `facet`."""
        return self.cells.counts(self.measures.chosen, but=facet).total

    @cached_property
    def shows_nearest(self) -> bool:
        """Whether nothing fits as it was asked, and the nearest is shown in its place."""
        return bool(self.measures.search_result and self.measures.search_result.is_nearest and self.total)

    @cached_property
    def only_newest(self) -> bool:
        """Whether so many fit that the order of relevance covers the RANKED newest alone."""
        return isinstance(self.total, AtLeast) and self.measures.form.cleaned_data["sort"] == "relevance"

    @cached_property
    def reachable(self) -> int:
        """How many of the measures that fit the pages show."""
        return RANKED if self.only_newest else min(self.total, DEPTH)

    @cached_property
    def has_days(self) -> bool:
        """Whether one of them has a day on which it closes; the facet cells know most times, without a query."""
        return bool(self.total and self.cells.dated) and self.measures.fitting.closing().exists()
