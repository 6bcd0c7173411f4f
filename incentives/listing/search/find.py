"""Finds the measures that hold every word of a query, or else the nearest."""

from dataclasses import dataclass

from incentives.listing.stored_counts import Tally, tally
from incentives.models.list_columns import ListColumnsQuerySet
from policies.search.query import Query
from policies.search.tokens import without_signs

RANKED = 2_000  # newest measures ordered by relevance when more than stored_counts.COMPLETE fit


@dataclass(frozen=True)
class SearchResult:
    """The measures that fit a query, and their number in each facet cell.

    `query`: as typed, or what a question is about. `is_nearest`: no measure holds every word; these are the nearest.
    """

    rows: ListColumnsQuerySet
    tally: Tally
    query: Query
    is_nearest: bool = False

    @property
    def order(self) -> dict[str, object]:
        """The keyword arguments of `by_relevance` for this result."""
        meant = tuple((without_signs(meaning),) for meaning in self.query.meanings)
        return {"near": self.query.near, "words": meant} if self.is_nearest else {"words": self.query.wordings}


def find(measures: ListColumnsQuerySet, query: Query, *, by_tier: bool) -> SearchResult:
    """The `measures` that hold every word of the query, or of what it is about; if none does, the RANKED nearest.

    `by_tier`: count measures whose award depends on the tier apart (see `Tally`).
    """
    # What owners call a thing stands for several entries, of which few hold every word.
    for words in (query,) if query.meanings else dict.fromkeys((query, query.subject)):
        exact = measures.matching(words.exact)
        counts = tally(exact, by_tier=by_tier)
        if counts.total:
            return SearchResult(exact, counts, words)
    if not query.near.words:
        return SearchResult(exact, counts, query)
    near = measures.nearest(query.near, RANKED)
    return SearchResult(near, tally(near, by_tier=by_tier), query, is_nearest=True)
