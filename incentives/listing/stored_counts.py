"""The facet cells from which counts are made: stored cells, and cells of the measures that a search finds."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Case, Count, F, Min, OuterRef, Q, Subquery, Sum, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from incentives.enums import Availability
from incentives.listing.facet_counts import (
    FACETS,
    FacetCounts,
    FacetValues,
    chosen_facets,
    count_options,
    count_options_apart,
)
from incentives.listing.options import Options
from incentives.models import FacetCell, Measure
from incentives.models.audience import STANDINGS, Audience, keys_of, tiers_served
from incentives.models.computed import attainable
from incentives.models.facet_cell import Chosen, wider
from incentives.models.list_columns import ListColumnsQuerySet

COMPLETE = 10_000  # measures that a search counts exactly
WITHOUT_AGENCY = ("category_id", "audience", "kind", "delivery", "amount", "availability", "region")
OWN = len(WITHOUT_AGENCY)
NONE = frozenset()
NO_VALUES = FacetValues(*[NONE] * len(FACETS))
Counted = list[tuple[FacetValues, int]]


@dataclass(frozen=True)
class CountedCells:
    """The cells of a list, each with the number of its measures.

    `by_agency`: the agencies counted apart, if `cells` come without them; both are far fewer than all combinations.
    `standings`: how many measures name a chosen tier, are for all SMEs, or name no tier; None if not counted.
    `dated`: whether one of the measures may open or close on a day.
    `first_closing`: the first day on which one of those closes that stored cells count as open.
    """

    cells: Counted
    dated: bool
    by_agency: Counted | None = None
    standings: Sequence[int] | None = None
    first_closing: datetime.date | None = None

    def counts(self, chosen: Mapping[str, Sequence[str]], *, but: str = "") -> FacetCounts:
        """Total and counts of the options under the `chosen` ones, without the choice in the facet `but`."""
        others = {facet: options for facet, options in chosen.items() if facet != but}
        if self.by_agency is None:
            return count_options(self.cells, others)
        return count_options_apart(self.cells, self.by_agency, others, without_agency=but == "agency")


def stored_cells(
    options: Options, chosen: Mapping[str, Collection[str]], in_cells: Chosen, number: Combinable
) -> CountedCells:
    """The stored cells that a list needs; `in_cells` holds the `chosen` options as stored in cells.

    `number` is the expression for the measures of a cell that count.
    """
    others = {facet: choice for facet, choice in in_cells.items() if facet != "agency"}
    of_agencies = {facet: choice for facet, choice in in_cells.items() if facet == "agency"}
    groups = FacetCell.objects.passing(of_agencies).missing_at_most_one(others).order_by().values_list(*WITHOUT_AGENCY)
    closing = Min("first_closing")
    rows = list(groups.annotate(number=Sum(number), days=Sum("dated"), closing=closing))
    by_agencies = FacetCell.objects.passing(others).order_by().values_list("agencies")
    sums = list(by_agencies.annotate(number=Sum(number), closing=closing))
    acting = agencies_named([text for text, *_ in sums], options)
    cells = list(zip(facet_values([row[:OWN] for row in rows], options), [row[OWN] for row in rows], strict=True))
    return CountedCells(
        cells,
        any(row[OWN + 1] for row in rows),
        [(replace(NO_VALUES, agency=acting[text]), number) for text, number, _ in sums],
        _by_standing(rows, cells, chosen, in_cells["tier"]) if "tier" in in_cells else None,
        min((row[-1] for row in (*rows, *sums) if row[-1]), default=None),
    )


def _by_standing(
    rows: Sequence[tuple], cells: Counted, chosen: Mapping[str, Collection[str]], audience: Audience
) -> list[int]:
    """The number of measures that pass all facets, for each of STANDINGS to the chosen tiers."""
    required = {facet: options for facet, options in chosen_facets(chosen).items() if facet != "agency"}
    counted = zip([row[1] for row in rows], cells, strict=True)
    fitting = [(text, number) for text, (values, number) in counted if not values.failed(required)]
    standing = {text: audience.standing(keys_of(text)) for text in {text for text, _ in fitting}}
    numbers = Counter()
    for text, number in fitting:
        numbers[standing[text]] += number
    return [numbers[standing] for standing in STANDINGS]


def facet_values(columns: Sequence[tuple], options: Options) -> list[FacetValues]:
    """Stored columns (WITHOUT_AGENCY, with or without agencies) as facet values; equal values share one set."""
    audiences, agencies = {row[1] for row in columns}, {text for row in columns for text in row[OWN:]}
    keys = {text: keys_of(text) for text in audiences | agencies}
    served = options.served(keys[text] for text in audiences)
    tiers = {text: served[keys[text]] for text in audiences}
    slugs = {row.pk: row.slug for row in options.agencies}
    acting = {text: frozenset(slugs[key] for key in keys[text] if key in slugs) for text in agencies}
    categories = {row.pk: frozenset([row.slug]) for row in options.categories}
    regions = {
        text: frozenset(row.slug for row in options.regions if text in wider(row.slug))
        for text in {row[OWN - 1] for row in columns}
    }
    sets = {value: frozenset([value]) for value in {value for row in columns for value in row[2 : OWN - 1]}}
    return [
        FacetValues(
            category=categories.get(category, NONE),
            tier=tiers[audience],
            availability=sets[availability],
            kind=sets[kind],
            delivery=sets[delivery],
            agency=acting[named[0]] if named else NONE,
            amount=sets[amount],
            region=regions[region],
        )
        for category, audience, kind, delivery, amount, availability, region, *named in columns
    ]


def agencies_named(texts: Iterable[str], options: Options) -> dict[str, frozenset[str]]:
    """The slugs of agencies, by the text stored in a cell's `agencies`."""
    slugs = {row.pk: row.slug for row in options.agencies}
    return {text: frozenset(slugs[key] for key in keys_of(text) if key in slugs) for text in set(texts)}


class OpenNumbers(NamedTuple):
    """How many measures are open, and how many of these are offers."""

    total: int = 0
    offers: int = 0

    @property
    def others(self) -> int:
        return self.total - self.offers


def open_by_category(today: datetime.date) -> dict[int, OpenNumbers]:
    """The numbers of measures open on `today`, by the key of their category, as the list shows them."""
    is_offer = Q(availability=Availability.OFFER)
    number = open_on(today)
    rows = FacetCell.objects.order_by().values_list("category_id")
    sums = rows.annotate(total=Sum(number), offers=Coalesce(Sum(number, filter=is_offer), 0))
    return defaultdict(OpenNumbers, {key: OpenNumbers(*numbers) for key, *numbers in sums})


@dataclass(frozen=True)
class Tally:
    """The number of measures in each cell; not `complete` if there are more than COMPLETE measures.

    When amounts matter, measures whose award depends on the tier are counted apart. `by_tier` holds their cell, and
    for each rung the key of its tier (None: no tier) and its award (元), by the key of the measure.
    """

    numbers: Counter[int]
    by_tier: Mapping[int, tuple[int, list[tuple[int | None, int]]]]
    complete: bool

    @property
    def total(self) -> int:
        return sum(self.numbers.values()) + len(self.by_tier)


def tally(measures: ListColumnsQuerySet, *, by_tier: bool) -> Tally:
    """Count measures by cell, up to COMPLETE; with `by_tier`, those whose award depends on the tier apart."""
    if not by_tier:
        cells = list(measures.order_by().values_list("cell", flat=True)[: COMPLETE + 1])
        return Tally(Counter(cells), {}, len(cells) <= COMPLETE)
    rows = list(_with_rungs(Measure.objects.filter(pk__in=measures.order_by().values("pk")[: COMPLETE + 1])))
    cell_of = {key: cell for key, cell, varies, *_ in rows if not varies}
    rungs = _rungs_by_key(row for row in rows if row[2])
    return Tally(Counter(cell_of.values()), rungs, len(cell_of) + len(rungs) <= COMPLETE)


def tally_all(measures: ListColumnsQuerySet) -> Tally:
    """Count all measures by cell; those whose award depends on the tier apart."""
    numbers = measures.filter(award_by_tier=False).order_by().values_list("cell").annotate(Count("pk"))
    return Tally(Counter(dict(numbers)), _rungs_by_key(_with_rungs(measures.filter(award_by_tier=True))), complete=True)


def _with_rungs(measures: ListColumnsQuerySet) -> Iterable[tuple]:
    sums = Coalesce(attainable("subsidy_tiers__"), 0)
    return measures.order_by().values_list("pk", "cell", "award_by_tier", "subsidy_tiers__enterprise_tier", sums)


def _rungs_by_key(rows: Iterable[tuple]) -> dict[int, tuple[int, list]]:
    rungs: dict[int, tuple[int, list]] = {}
    for key, cell, _, tier, yuan in rows:
        rungs.setdefault(key, (cell, []))[1].append((tier, yuan))
    return rungs


def cells_of_matches(options: Options, in_cells: Chosen, matches: Tally, least: int = 0) -> CountedCells:
    """The cells of found measures; with `least` (元), a measure counts only for tiers with at least that award."""
    keys = {*matches.numbers, *(cell for cell, _ in matches.by_tier.values())}
    cells = FacetCell.objects.filter(pk__in=keys).missing_at_most_one(in_cells)
    rows = list(cells.values_list("pk", "dated", *WITHOUT_AGENCY, "agencies"))
    by_key = dict(zip((row[0] for row in rows), facet_values([row[2:] for row in rows], options), strict=True))
    counted = [(by_key[key], number) for key, number in matches.numbers.items() if key in by_key]
    reaching = [
        (by_key[cell], [frozenset([tier] if tier else []) for tier, yuan in rungs if yuan >= least])
        for cell, rungs in matches.by_tier.values()
        if cell in by_key
    ]
    served = tiers_served((named for _, rungs in reaching for named in rungs), options.tiers) if reaching else {}
    for values, rungs in reaching:
        tiers = NONE.union(*(served[named] for named in rungs))
        counted.append((replace(values, tier=values.tier & tiers), 1))
    return CountedCells(counted, any(row[1] for row in rows))


def open_on(today: datetime.date) -> Combinable:
    """Expression on a facet cell: how many of its measures are open on `today`, even if it was counted earlier."""
    closed = Measure.objects.listed().filter(closes_on__gte=OuterRef("first_closing"), closes_on__lt=today)
    return F("open") - Case(When(first_closing__lt=today, then=number_of(closed)), default=0)


def number_of(measures: ListColumnsQuerySet) -> Coalesce:
    """Expression on a facet cell: how many of `measures` are in it."""
    in_cell = measures.filter(cell=OuterRef("pk")).order_by().values("cell")
    return Coalesce(Subquery(in_cell.annotate(number=Count("pk")).values("number")), 0)
