"""The facet cells of a list: stored ones for what is published, and those of the measures that a search finds."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, Count, F, OuterRef, Subquery, Sum, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from incentives.listing.facet_counts import FacetValues, chosen_facets
from incentives.listing.options import Options
from incentives.models import FacetCell, Measure
from incentives.models.audience import SME, served
from incentives.models.facet_cell import FacetCellQuerySet, keys_of
from incentives.models.list_columns import ListColumnsQuerySet

COMPLETE = 10_000  # measures that a search counts exactly
WITHOUT_AGENCY = ("category_id", "audience", "kind", "delivery", "amount")
NONE = frozenset()


class CellReader:
    """Makes cells of stored columns; sets once made are shared, since thousands of cells have a few hundred."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.categories = {row.pk: frozenset([row.slug]) for row in options.categories}
        self.tiers = {row.pk: row.slug for row in options.tiers}
        self.agencies = {row.pk: row.slug for row in options.agencies}
        self.sets: dict[tuple[str, str], frozenset[str]] = {}

    def cell(
        self, category: int, audience: str, kind: str, delivery: str, amount: str, agencies: str = ""
    ) -> FacetValues:
        return FacetValues(
            self.categories.get(category, NONE),
            self.served(audience),
            self.single(kind),
            self.single(delivery),
            self.acting(agencies),
            self.single(amount),
        )

    def single(self, value: str) -> frozenset[str]:
        return self.sets.get(("", value)) or self.sets.setdefault(("", value), frozenset([value]))

    def acting(self, agencies: str) -> frozenset[str]:
        if ("agencies", agencies) not in self.sets:
            slugs = [self.agencies[key] for key in keys_of(agencies) if key in self.agencies]
            self.sets["agencies", agencies] = frozenset(slugs)
        return self.sets["agencies", agencies]

    def served(self, audience: str) -> frozenset[str]:
        if ("audience", audience) not in self.sets:
            slugs = [self.tiers[key] for key in keys_of(audience) if key in self.tiers]
            self.sets["audience", audience] = served(slugs, self.tiers.values(), self.options.sme_tiers)
        return self.sets["audience", audience]


class StoredCounts:
    """The stored cells as a list with some options chosen needs them."""

    def __init__(self, options: Options, chosen: Mapping[str, list[str]], today: datetime.date, closed: bool) -> None:
        self.options = options
        self.chosen = chosen_facets(chosen)
        self.number = F("published") if closed else open_on(today)
        self.reader = CellReader(options)
        self.dated = False  # whether it may be that a fitting measure has a day on which it closes; known with the rows

    @cached_property
    def keys(self) -> dict[str, Sequence]:
        """The chosen options as the cells hold them."""
        keys: dict[str, Sequence] = {facet: sorted(options) for facet, options in self.chosen.items()}
        for facet, rows in (("category", self.options.categories), ("agency", self.options.agencies)):
            if facet in keys:
                keys[facet] = [row.pk for row in rows if row.slug in self.chosen[facet]]
        if "tier" in keys:
            keys["tier"] = self.options.named_or_for_smes(keys["tier"])
        return keys

    @property
    def other_keys(self) -> dict[str, Sequence]:
        return {facet: options for facet, options in self.keys.items() if facet != "agency"}

    @property
    def passing(self) -> FacetCellQuerySet:
        return FacetCell.objects.passing(self.keys)

    @cached_property
    def rows(self) -> list[tuple[tuple, int]]:
        """Stored columns but for the agencies, with their numbers: cells of the chosen agencies failing at most one."""
        by_agency = {"agency": self.keys["agency"]} if "agency" in self.keys else {}
        cells = FacetCell.objects.passing(by_agency).missing_at_most_one(self.other_keys)
        groups = cells.order_by().values_list(*WITHOUT_AGENCY)
        rows = list(groups.annotate(number=Sum(self.number), closing=Sum("dated")))
        self.dated = any(row[-1] for row in rows)
        return [(row[:5], row[5]) for row in rows]

    @cached_property
    def cells(self) -> list[tuple[FacetValues, int]]:
        """To be folded over all facets but the agencies."""
        return [(self.reader.cell(*columns), number) for columns, number in self.rows]

    @cached_property
    def by_agency(self) -> list[tuple[FacetValues, int]]:
        """To be folded over the agencies alone: the cells that pass all other facets."""
        cells = FacetCell.objects.passing(self.other_keys).order_by().values_list("agencies")
        return [
            (FacetValues(NONE, NONE, NONE, NONE, self.reader.acting(agencies), NONE), number)
            for agencies, number in cells.annotate(number=Sum(self.number))
        ]

    @cached_property
    def standings(self) -> list[int]:
        """How many fitting measures name a chosen tier, are for all SMEs, or name nobody."""
        numbers, chosen = [0, 0, 0], self._chosen_tiers
        others = {facet: options for facet, options in self.chosen.items() if facet != "agency"}
        for (columns, number), (cell, _) in zip(self.rows, self.cells, strict=True):
            if not cell.failed(others):
                tiers = set(keys_of(columns[1]))
                numbers[0 if tiers & chosen else 1 if tiers else 2] += number
        return numbers

    def of_standings(self, standings: Sequence[int]) -> FacetCellQuerySet:
        """The passing cells of some standings."""
        return self.passing.by_audience_class(standings, sorted(self._chosen_tiers), self._sme)

    @property
    def _chosen_tiers(self) -> set[int]:
        return {tier.pk for tier in self.options.tiers if tier.slug in self.chosen.get("tier", NONE)}

    @property
    def _sme(self) -> int | None:
        return next((tier.pk for tier in self.options.tiers if tier.slug == SME), None)


def open_by_category(today: datetime.date) -> Counter[int]:
    """How many measures are open on `today`, by the key of their category: what the list of each shows."""
    numbers = Counter()
    for (category, *_), number in StoredCounts(Options(()), {}, today, closed=False).rows:
        numbers[category] += number
    return numbers


@dataclass(frozen=True)
class Tally:
    """How many of some measures stand in each cell; `complete` unless there are more than COMPLETE.

    With amounts in question, measures whose award depends on the tier are apart in `by_tier`: the cell of each, and
    what its rungs award to which tier (in 元; no tier: to anyone).
    """

    numbers: Counter[int]
    by_tier: Mapping[int, tuple[int, list[tuple[str | None, int]]]]
    complete: bool

    @property
    def total(self) -> int:
        return sum(self.numbers.values()) + len(self.by_tier)


def tally(measures: ListColumnsQuerySet, *, by_tier: bool) -> Tally:
    """Count measures by cell, as far as COMPLETE."""
    if not by_tier:
        cells = list(measures.order_by().values_list("cell", flat=True)[: COMPLETE + 1])
        return Tally(Counter(cells), {}, len(cells) <= COMPLETE)
    rows = list(_with_rungs(Measure.objects.filter(pk__in=measures.order_by().values("pk")[: COMPLETE + 1])))
    cell_of = {key: cell for key, cell, varies, *_ in rows if not varies}
    rungs = _rungs_by_key(row for row in rows if row[2])
    return Tally(Counter(cell_of.values()), rungs, len(cell_of) + len(rungs) <= COMPLETE)


def tally_all(measures: ListColumnsQuerySet) -> Tally:
    """Count measures by cell, however many; those whose award depends on the tier apart."""
    numbers = measures.filter(award_by_tier=False).order_by().values_list("cell").annotate(Count("pk"))
    return Tally(Counter(dict(numbers)), _rungs_by_key(_with_rungs(measures.filter(award_by_tier=True))), complete=True)


def _with_rungs(measures: ListColumnsQuerySet) -> Iterable[tuple]:
    sums = Coalesce("subsidy_tiers__amount_max", "subsidy_tiers__amount_min", 0)
    tier = "subsidy_tiers__enterprise_tier__slug"
    return measures.order_by().values_list("pk", "cell", "award_by_tier", tier, sums)


def _rungs_by_key(rows: Iterable[tuple]) -> dict[int, tuple[int, list]]:
    rungs: dict[int, tuple[int, list]] = {}
    for key, cell, _, tier, yuan in rows:
        rungs.setdefault(key, (cell, []))[1].append((tier, yuan))
    return rungs


def counts_of_matches(stored: StoredCounts, matches: Tally, min_amount: int | None) -> list[tuple[FacetValues, int]]:
    """The cells of the found measures; with `min_amount` (元) one counts for the tiers whose own award reaches it."""
    keys = {*matches.numbers, *(cell for cell, _ in matches.by_tier.values())}
    cells = FacetCell.objects.filter(pk__in=keys).missing_at_most_one(stored.keys)
    rows = list(cells.values_list("pk", "dated", *WITHOUT_AGENCY, "agencies"))
    stored.dated = any(dated for _, dated, *_ in rows)
    by_key = {key: stored.reader.cell(*columns) for key, _, *columns in rows}
    counts = [(by_key[key], number) for key, number in matches.numbers.items() if key in by_key]
    by_tier = [(by_key[key], rungs) for key, rungs in matches.by_tier.values() if key in by_key]
    return counts + [(_only_for(cell, _reaching(min_amount or 0, rungs, stored.options)), 1) for cell, rungs in by_tier]


def _only_for(cell: FacetValues, tiers: frozenset[str]) -> FacetValues:
    return FacetValues(cell.category, cell.tier & tiers, cell.kind, cell.delivery, cell.agency, cell.amount)


def _reaching(yuan: int, rungs: Iterable[tuple[str | None, int]], options: Options) -> frozenset[str]:
    """The tiers whose own rung reaches `yuan` (元)."""
    slugs = [tier.slug for tier in options.tiers]
    tiers = [served([tier] if tier else [], slugs, options.sme_tiers) for tier, award in rungs if award >= yuan]
    return frozenset().union(*tiers)


def open_on(today: datetime.date) -> Combinable:
    """Of a facet cell: how many of its measures are open on `today`, also where it was counted on an earlier day."""
    closed = Measure.objects.listed().filter(closes_on__gte=OuterRef("first_closing"), closes_on__lt=today)
    return F("open") - Case(When(first_closing__lt=today, then=number_of(closed)), default=0)


def number_of(measures: ListColumnsQuerySet) -> Coalesce:
    """How many of `measures` stand in a facet cell."""
    in_cell = measures.filter(cell=OuterRef("pk")).order_by().values("cell")
    return Coalesce(Subquery(in_cell.annotate(number=Count("pk")).values("number")), 0)
