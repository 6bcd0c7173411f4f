"""What a query finds: the measures that hold every word, else the nearest."""

from dataclasses import dataclass

from incentives.listing.stored_counts import Tally, tally
from incentives.models.list_columns import ListColumnsQuerySet
from policies.search.query import Query

RANKED = 2_000  # where more than stored_counts.COMPLETE fit, the newest that are put in order of relevance


@dataclass(frozen=True)
class SearchResult:
    """The measures that fit a query, and how many stand in each facet cell.

    `is_nearest`: none holds every word, these come nearest.
    """

    rows: ListColumnsQuerySet
    tally: Tally
    query: Query
    is_nearest: bool = False

    @property
    def complete(self) -> bool:
        return self.tally.complete

    def ranked(self, rows: ListColumnsQuerySet, *first: str) -> ListColumnsQuerySet:
        """`rows`, a part of those found, the most relevant first."""
        if self.is_nearest:
            return rows.with_likeness(self.query.near).by_relevance("-likeness", *first)
        return rows.with_closeness(self.query.wordings).by_relevance(*first, "closeness")


def find(measures: ListColumnsQuerySet, query: Query, *, by_tier: bool) -> SearchResult:
    """The part of `measures` that holds every word of the query; where none does, the nearest RANKED."""
    exact = measures.matching(query.exact)
    counts = tally(exact, by_tier=by_tier)
    if counts.total or not query.near:
        return SearchResult(exact, counts, query)
    near = measures.matching(query.near).with_likeness(query.near).newest(RANKED, "-likeness")
    return SearchResult(near, tally(near, by_tier=by_tier), query, is_nearest=True)
