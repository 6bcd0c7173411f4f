"""Facet counts from cells: a count ignores its own facet's choice and respects all others. Pure.

A cell says how many measures share the same values. It counts for a facet's option if it fails no facet,
or only that facet; one pass over the cells gives every count and the total.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Cell:
    """The facet values that some measures share; `tier` holds every tier they serve, `agency` every agency."""

    category: frozenset[str]
    tier: frozenset[str]
    kind: frozenset[str]
    delivery: frozenset[str]
    agency: frozenset[str]
    amount: frozenset[str]


FACETS = tuple(field.name for field in fields(Cell))


@dataclass(frozen=True)
class Folded:
    """How many measures pass all facets, and per facet how many pass all the others, by option."""

    total: int
    counts: Mapping[str, Counter[str]]


def fold(cells: Iterable[tuple[Cell, int]], chosen: Mapping[str, Iterable[str]]) -> Folded:
    """Counts of the options of every facet under the `chosen` options (within a facet OR, between facets AND)."""
    wanted = {facet: frozenset(values) for facet, values in chosen.items() if values}
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    total = 0
    for cell, number in cells:
        failed = [facet for facet, values in wanted.items() if values.isdisjoint(getattr(cell, facet))]
        if len(failed) > 1:
            continue
        for facet in failed or FACETS:
            for option in getattr(cell, facet):
                counts[facet][option] += number
        total += 0 if failed else number
    return Folded(total, counts)
