"""The number of measures that fit a list's parameters, and the number that each option would show."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F

from incentives.enums import Availability
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

DEPTH = 10_000  # measures that the pages reach; later pages would cost more and more


class ListCounts:
    """The counts of one filter: exact unless they are AtLeast, and 0 if a parameter is invalid.

    Without words and sums, the counts come from the stored facet cells; otherwise from the rows that fit.
    """

    def __init__(self, measures: MeasureFilter) -> None:
        self.measures = measures

    @cached_property
    def cells(self) -> CountedCells:
        """The facet cells of the measures that fit all parameters but the facets."""
        measures = self.measures
        least = measures.form.cleaned_data["min_amount"] or 0
        if found := measures.search_result:
            return cells_of_matches(measures.vocabulary, measures.in_cells, found.tally, least)
        if least:
            return cells_of_matches(measures.vocabulary, measures.in_cells, tally_all(measures.unfaceted), least)
        return self._stored()

    def _stored(self) -> CountedCells:
        """The stored cells. Those of the list without a choice are kept with the options until the content changes."""
        measures, kept = self.measures, self.measures.options.counted
        given = measures.vocabulary, measures.chosen, measures.in_cells
        has_choice = measures.in_cells or measures.vocabulary.by_name
        column = F("published") if measures.includes_closed else F("open")
        cells = None if has_choice else kept.get(measures.includes_closed)
        if cells is None:
            cells = stored_cells(*given, column)
        if not has_choice:
            kept[measures.includes_closed] = cells
        has_closed = cells.first_closing is not None and cells.first_closing < measures.today
        return stored_cells(*given, open_on(measures.today)) if has_closed and not measures.includes_closed else cells

    @cached_property
    def exact(self) -> FacetCounts:
        """Total and counts of the measures that were counted, at most COMPLETE."""
        return self.cells.counts(self.measures.chosen) if self.measures.is_valid() else count_options((), {})

    @cached_property
    def is_complete(self) -> bool:
        """Whether all measures that fit were counted; words may find more than COMPLETE."""
        return (
            not self.measures.is_valid()
            or not self.measures.search_result
            or self.measures.search_result.tally.complete
        )

    @cached_property
    def total(self) -> int:
        """The number of measures that fit; an AtLeast if the words find more than COMPLETE."""
        if self.is_complete:
            return self.exact.total
        rows = self.measures.fitting.order_by()
        number = rows[: COMPLETE + 1].count() if self.measures.in_cells else COMPLETE + 1
        return AtLeast(COMPLETE) if number > COMPLETE else number

    def of(self, facet: str, option: str) -> int:
        """The number of measures the list would show with only `option` chosen in its facet."""
        number = self.exact.by_facet[facet][option]
        return number if self.is_complete else AtLeast(number)

    def without(self, facet: str) -> int:
        """The number of measures that would fit without the choice in `facet`."""
        return self.cells.counts(self.measures.chosen, but=facet).total

    @cached_property
    def offers(self) -> int | None:
        """How many of the measures are offers; None if not all were counted, or if readers chose by availability."""
        if not self.is_complete or self.measures.in_cells.get("availability"):
            return None
        return self.exact.by_facet["availability"][Availability.OFFER]

    @cached_property
    def shows_nearest(self) -> bool:
        """Whether no measure holds every word, and the nearest are shown instead."""
        return bool(self.measures.search_result and self.measures.search_result.is_nearest and self.total)

    @cached_property
    def only_newest(self) -> bool:
        """Whether so many fit that only the newest RANKED are ordered by relevance."""
        return isinstance(self.total, AtLeast) and self.measures.form.cleaned_data["sort"] == "relevance"

    @cached_property
    def reachable(self) -> int:
        """The number of measures that the pages show."""
        return RANKED if self.only_newest else min(self.total, DEPTH)

    @cached_property
    def has_days(self) -> bool:
        """Whether one of the measures opens or closes on a day. The facet cells usually answer this without a query."""
        return bool(self.total and self.cells.dated) and self.measures.fitting.with_dates().exists()
