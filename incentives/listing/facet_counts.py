"""Facet counts from cells: the count of an option ignores the choice in its own facet and respects all others.

A cell holds the number of measures that share the same facet values. It counts for a facet's options if it fails no
facet, or only that facet. One pass over the cells gives all counts and the total. Pure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class FacetValues:
    """The facet values that some measures share; `tier` and `region` hold all that they serve, `agency` all."""

    category: frozenset[str]
    tier: frozenset[str]
    availability: frozenset[str]
    kind: frozenset[str]
    delivery: frozenset[str]
    agency: frozenset[str]
    amount: frozenset[str]
    region: frozenset[str]

    def failed(self, chosen: Mapping[str, frozenset[str]]) -> list[str]:
        """The facets that have a choice but none of the chosen options."""
        return [facet for facet, values in chosen.items() if values.isdisjoint(getattr(self, facet))]


FACETS = tuple(field.name for field in fields(FacetValues))


class AtLeast(int):
    """A lower bound, where counting stopped; shown as 1万+ or 320+."""

    def __str__(self) -> str:
        return "1万+" if self >= 10_000 else f"{int(self)}+"


@dataclass(frozen=True)
class FacetCounts:
    """The number of measures that pass all facets, and for each facet and option the number that pass all others."""

    total: int
    by_facet: Mapping[str, Counter[str]]


def chosen_facets(chosen: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """The chosen options by facet, without the facets that have no choice."""
    return {facet: frozenset(values) for facet, values in chosen.items() if values}


def count_options(cells: Iterable[tuple[FacetValues, int]], chosen: Mapping[str, Iterable[str]]) -> FacetCounts:
    """Counts of all options under the `chosen` ones (OR within a facet, AND between facets)."""
    required = chosen_facets(chosen)
    sums: dict[str, Counter[frozenset[str]]] = {facet: Counter() for facet in FACETS}
    total = 0
    for cell, number in cells:
        failed = cell.failed(required) if required else ()
        if len(failed) > 1:
            continue
        for facet in failed or FACETS:
            sums[facet][getattr(cell, facet)] += number  # by set first: there are far fewer sets than cells
        total += 0 if failed else number
    return FacetCounts(total, {facet: _by_option(by_set) for facet, by_set in sums.items()})


def count_options_apart(
    cells: Iterable[tuple[FacetValues, int]],
    by_agency: Iterable[tuple[FacetValues, int]],
    chosen: Mapping[str, Iterable[str]],
    *,
    without_agency: bool = False,
) -> FacetCounts:
    """Like `count_options`, for cells whose agencies are counted apart; these are far fewer than all combinations.

    `cells` are the cells of the chosen agencies, without their agencies. `by_agency` holds the agencies of the cells
    that pass all other facets. `without_agency` ignores the choice of agencies; the total then comes from `by_agency`.
    """
    others = count_options(cells, {facet: options for facet, options in chosen.items() if facet != "agency"})
    agencies = count_options(by_agency, {})
    total = agencies.total if without_agency else others.total
    return FacetCounts(total, {**others.by_facet, "agency": agencies.by_facet["agency"]})


def groups_of_range(numbers: Sequence[int], start: int, end: int) -> tuple[list[int], int]:
    """The consecutive groups (of sizes `numbers`) that hold the places `start` to `end`, and the number before them."""
    groups, before, skipped = [], 0, 0
    for group, number in enumerate(numbers):
        if before < end and start < before + number:
            groups.append(group)
        elif not groups:
            skipped = before + number
        before += number
    return groups, skipped


def _by_option(by_set: Mapping[frozenset[str], int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for options, number in by_set.items():
        for option in options:
            counts[option] += number
    return counts
