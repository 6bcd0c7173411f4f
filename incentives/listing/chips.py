"""The list's address with one choice taken away: what chips, the empty state and pages link to."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from incentives.listing.facet_counts import FACETS
from incentives.listing.filterset import MeasureFilter
from policies.text.wording import money


@dataclass(frozen=True)
class Chip:
    """One active choice, with the address of the list without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True)
class FacetOption:
    """One option of a facet, how many measures it would show, and whether it is ticked."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class LeastAward:
    """One option of the box 奖励不低于: the sum in 元 as a parameter, in words, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


ROUND_SUMS = (100_000, 500_000, 1_000_000, 2_000_000)  # in 元


def without(query: QueryDict, name: str, value: str | None = None) -> str:
    """`?…` without the parameter `name`, or without one `value` of it; never with a page."""
    rest = query.copy()
    rest.setlist(name, [] if value is None else [other for other in rest.getlist(name) if other != value])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"


def canonical_query(measures: MeasureFilter) -> str:
    """`?…` of the filters that make a list what it is, in one order; its sorting is not among them."""
    names = [name for name in measures.filters if name not in {"sort", "page"}]
    query = measures.data.copy()
    query.clear()
    for name in names:
        query.setlist(name, sorted(value for value in measures.data.getlist(name) if value))
    page = measures.form.cleaned_data["page"] if measures.is_valid() else None
    if page and page > 1:
        query["page"] = str(page)
    return f"?{encoded}" if (encoded := query.urlencode()) else ""


def chips(measures: MeasureFilter) -> list[Chip]:
    """The active choices in the order of the form; only of a valid form."""
    values, query = measures.form.cleaned_data, measures.data
    active = [
        Chip(facet, label, without(query, facet, value))
        for facet, labels in chosen_labels(measures).items()
        for value, label in labels.items()
    ]
    if values["q"]:
        active.insert(0, Chip("q", f"“{values['q']}”", without(query, "q")))
    if values["min_amount"]:
        active.append(Chip("min_amount", f"奖励达 {money(values['min_amount'])}", without(query, "min_amount")))
    if values["include_closed"] in {"1", "true"}:
        active.append(Chip("include_closed", "含已截止", without(query, "include_closed")))
    return active


def chosen_labels(measures: MeasureFilter) -> Mapping[str, dict[str, str]]:
    """Per facet the ticked options, value → label."""
    return {
        facet: {value: label for value, label in choices(measures, facet) if value in measures.chosen[facet]}
        for facet in FACETS
    }


def options(measures: MeasureFilter) -> list[tuple[str, str, list[FacetOption]]]:
    """Per facet its name, label and options with their counts; options that nothing has are left out unless ticked."""
    ticked = measures.chosen if measures.is_valid() else {facet: [] for facet in FACETS}
    return [
        (
            facet,
            measures.filters[facet].label,
            [
                FacetOption(value, label, measures.count_of(facet, value), value in ticked[facet])
                for value, label in choices(measures, facet)
                if measures.count_of(facet, value) or value in ticked[facet] or facet in {"category", "tier"}
            ],
        )
        for facet in FACETS
    ]


def least_awards(measures: MeasureFilter) -> list[LeastAward]:
    """The round sums, and besides them what the reader asked for: a sum of their own, or what is no sum as typed."""
    measures.is_valid()  # cleans each parameter by itself
    typed = measures.form["min_amount"].value() or ""
    chosen = measures.form.cleaned_data.get("min_amount")
    sums = sorted({*ROUND_SUMS, chosen} - {None})
    own = [] if chosen or not typed else [LeastAward(typed, typed, chosen=True)]
    return own + [LeastAward(str(yuan), money(yuan), yuan == chosen) for yuan in sums]


def choices(measures: MeasureFilter, facet: str) -> list[tuple[str, str]]:
    return [(str(value), label) for value, label in measures.filters[facet].extra["choices"]]


def loosenings(measures: MeasureFilter) -> list[tuple[str, str, int]]:
    """For an empty result: label, address and total without one facet's choice, the most fruitful first."""
    query = measures.data
    rows = [
        (measures.filters[facet].label, without(query, facet), measures.total_without(facet))
        for facet in FACETS
        if measures.chosen[facet]
    ]
    return sorted((row for row in rows if row[2]), key=lambda row: -row[2])
