"""The pages of the list: as deep as anybody reads, each costing the same."""

from django.core.paginator import Paginator

from incentives.listing.filterset import PAGE_SIZE, MeasureFilter


class MeasurePaginator(Paginator):
    """Pages of a valid filter's measures; the facet cells know how many there are, so nothing is counted."""

    def __init__(self, measures: MeasureFilter) -> None:
        self.count = measures.reachable if measures.is_valid() else 0
        super().__init__(measures, PAGE_SIZE)

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = self.object_list.shown(start, start + self.per_page) if self.count else []
        return self._get_page(rows, number, self)
