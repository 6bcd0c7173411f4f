"""Options and links of a list: facet options, chips that remove one choice, files, feed and calendar."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from incentives.enums import Availability
from incentives.listing.facet_counts import FACETS
from incentives.listing.filterset import MeasureFilter
from incentives.models.audience import NAMES_ONE
from policies.text.wording import money, quoted


@dataclass(frozen=True)
class Chip:
    """One active choice, with the address of the list without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True)
class FacetOption:
    """One option of a facet, the number of measures it would show, and whether it is ticked."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class LeastAward:
    """One option of the select box 奖励不低于: the sum in 元 as a parameter, its label, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Narrower:
    """A part of the list, with its address ("" if it is empty), and what the others are."""

    label: str
    url: str
    others: str = ""


@dataclass(frozen=True)
class Downloads:
    """The downloads of a list: the query string (`?…`) for its files, its feed, and its calendar ("" without dates)."""

    query: str
    feed_url: str
    calendar_url: str


COMPLETE_FACETS = {"category", "tier", "agency"}
ROUND_SUMS = {yuan: money(yuan) for yuan in (100_000, 500_000, 1_000_000, 2_000_000)}


def without(query: QueryDict, name: str, value: str | None = None) -> str:
    """The query string (`?…`) without the parameter `name`, or without one `value` of it; `page` is always dropped."""
    rest = query.copy()
    rest.setlist(name, [] if value is None else [other for other in rest.getlist(name) if other != value])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"


def adding(query: QueryDict, name: str, value: str) -> str:
    """The query string (`?…`) with one more parameter; `page` is dropped."""
    rest = query.copy()
    rest.pop("page", None)
    rest.appendlist(name, value)
    return f"?{rest.urlencode()}"


def narrower(measures: MeasureFilter) -> list[Narrower]:
    """For a valid filter: the offers alone, and the measures that name a chosen tier, where these are not all."""
    counts, query = measures.counts, measures.data
    links = []
    if counts.offers is not None and counts.offers < counts.total:
        others = f"{counts.total - counts.offers} 项了解即可"
        url = adding(query, "availability", Availability.OFFER) if counts.offers else ""
        links.append(Narrower(f"{counts.offers} 项可享受", url, others))
    named = counts.cells.standings[NAMES_ONE] if counts.cells.standings else 0
    if 0 < named < counts.total:
        links.append(Narrower(f"只看点名的 {named} 项", adding(query, "named", "1")))
    return links


def canonical_query(measures: MeasureFilter) -> str:
    """The query string (`?…`) of the canonical address: the filters in a fixed order, without sorting."""
    names = [name for name in measures.filters if name not in {"sort", "page"}]
    query = measures.data.copy()
    query.clear()
    for name in names:
        query.setlist(name, sorted(value for value in measures.data.getlist(name) if value))
    page = measures.form.cleaned_data["page"] if measures.is_valid() else None
    if page and page > 1:
        query["page"] = str(page)
    return f"?{encoded}" if (encoded := query.urlencode()) else ""


def downloads(measures: MeasureFilter) -> Downloads:
    """The downloads of a valid filter, with its parameters as given but without the page."""
    given = measures.data.copy()
    for name in {*given} - {*measures.filters} | {"page"}:
        given.pop(name, None)
    query = f"?{given.urlencode()}" if given else ""
    calendar_url = reverse("incentives:measures-calendar") + query if measures.counts.has_days else ""
    return Downloads(query, reverse("incentives:measures-feed") + query, calendar_url)


def chips(measures: MeasureFilter) -> list[Chip]:
    """The active choices in the order of the form. Call it on a valid form only."""
    values, query = measures.form.cleaned_data, measures.data
    active = [
        Chip(facet, label, without(query, facet, value))
        for facet, labels in chosen_labels(measures).items()
        for value, label in labels.items()
    ]
    if values["q"]:
        active.insert(0, Chip("q", quoted(values["q"]), without(query, "q")))
    if values["named"] and measures.chosen["tier"]:
        active.append(Chip("named", "只看点名的", without(query, "named")))
    if values["min_amount"]:
        active.append(Chip("min_amount", f"奖励达 {money(values['min_amount'])}", without(query, "min_amount")))
    if values["include_closed"]:
        active.append(Chip("include_closed", "含已截止", without(query, "include_closed")))
    return active


def chosen_labels(measures: MeasureFilter) -> Mapping[str, dict[str, str]]:
    """The ticked options of each facet, as value → label."""
    return {
        facet: {value: label for value, label in choices(measures, facet) if value in measures.chosen[facet]}
        for facet in FACETS
    }


def options(measures: MeasureFilter) -> list[tuple[str, str, list[FacetOption]]]:
    """Name, label and options of each facet; options with a count of 0 are left out unless ticked.

    Categories, tiers and agencies are always complete.
    """
    ticked = measures.chosen if measures.is_valid() else {facet: [] for facet in FACETS}
    return [
        (
            facet,
            measures.filters[facet].label,
            [
                FacetOption(value, label, measures.counts.of(facet, value), value in ticked[facet])
                for value, label in choices(measures, facet)
                if measures.counts.of(facet, value)
                or value in ticked[facet]
                or (facet in COMPLETE_FACETS and measures.counts.total)
            ],
        )
        for facet in FACETS
        if facet != "region" or ticked[facet] or len(choices(measures, facet)) > 1  # one region is no choice
    ]


def least_awards(measures: MeasureFilter) -> list[LeastAward]:
    """The round sums, and the sum that the reader gave in the address; a value that is not a sum is kept as typed."""
    measures.is_valid()  # cleans each parameter by itself
    typed = measures.form["min_amount"].value() or ""
    chosen = measures.form.cleaned_data.get("min_amount")
    sums = ROUND_SUMS if chosen is None or chosen in ROUND_SUMS else ROUND_SUMS | {chosen: money(chosen)}
    wrong = [LeastAward(typed, typed, chosen=True)] if typed and chosen is None else []
    return wrong + [LeastAward(str(yuan), label, yuan == chosen) for yuan, label in sorted(sums.items())]


def choices(measures: MeasureFilter, facet: str) -> list[tuple[str, str]]:
    """The options of a facet: value and label."""
    given = measures.filters[facet].extra["choices"]
    return [(str(value), label) for value, label in (given() if callable(given) else given)]


def loosenings(measures: MeasureFilter) -> list[tuple[str, str, int]]:
    """For an empty result: label, address and total of the list without the choice in a facet, greatest total first."""
    query = measures.data
    rows = [
        (measures.filters[facet].label, without(query, facet), measures.counts.without(facet))
        for facet in FACETS
        if measures.chosen[facet]
    ]
    return sorted((row for row in rows if row[2]), key=lambda row: -row[2])
