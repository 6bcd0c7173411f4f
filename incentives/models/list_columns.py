"""Columns of a published version that the public list reads, so that no page computes them from the rows."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

from django.db import models
from django.db.models import BooleanField, Case, F, Q, Value, When
from django.db.models.expressions import Func
from django.db.models.functions import Coalesce, Greatest, Least, StrIndex
from django.db.models.lookups import Exact, LessThanOrEqual

from incentives.enums import Availability
from incentives.models.audience import EVERYBODY, FOR_SMES, NAMES_NOBODY, NAMES_ONE, Audience
from incentives.models.computed import LONG_AGO, NO_AWARD, NOT_AN_OFFER, awards
from incentives.models.facet_cell import FacetCell, passes, wider
from incentives.models.provision import SubsidyTier
from policies.search.query import IndexCondition
from policies.text.wording import dated

# `wording` gives title, promise and summary fixed widths, so that a position in it tells the field.
WIDTHS = (60, 50, 120)
TITLE_ENDS, PROMISE_ENDS, SUMMARY_ENDS = 60, 110, 230
FAR = 100_000  # the position of words that `wording` does not contain


AFTER_AWARD = ("category_position", "title_key", "pk")
ORDERS = {
    "measure_by_relevance": ["-best_award", "category_position", "title_key", "id"],
    "measure_by_update": ["-published_at", "title_key", "id"],
    "measure_by_title": ["title_key", "id"],
}
# The indexes cover the queries for the keys of a page, so only the rows that are shown are read.
UNLISTED = {"cell": None, "entry": None, "indexed_as": 0}  # of versions that the list does not show
INDEXES = [
    models.Index(fields=[*order, "closes_on", "cell", "status"], condition=Q(cell__isnull=False), name=name)
    for name, order in ORDERS.items()
] + [
    models.Index(
        fields=["cell", "closes_on", "status", "best_award", "category_position", "title_key", "award_by_tier"],
        condition=Q(cell__isnull=False),
        name="measure_by_cell",
    ),
    models.Index(fields=["opens_on"], condition=Q(cell__isnull=False), name="measure_by_opening"),
    models.Index(fields=["closes_on"], condition=Q(cell__isnull=False), name="measure_by_closing"),
    models.Index(
        fields=["entry", "cell", "closes_on", "status"], condition=Q(cell__isnull=False), name="measure_by_entry"
    ),
]

SEARCH_TABLE = "incentives_measure_search"  # SQLite: FTS5, one row per published measure
SEARCH_COLUMN = "search"  # PostgreSQL: a column of the measure's own table that Django never selects


class Matches(Func):
    """Whether the index entry of a measure fulfils a condition.

    It uses the column `entry` instead of the key, since SQLite has an index on it that covers counting.
    """

    output_field = BooleanField()

    def __init__(self, condition: IndexCondition | None = None, **extra) -> None:
        super().__init__(F("entry"), **extra)
        self.condition = condition

    def as_sqlite(self, compiler, connection, **context):
        key, params = compiler.compile(self.source_expressions[0])
        # The SQL contains only constant names; values are parameters.
        sql = f"{key} IN (SELECT rowid FROM {SEARCH_TABLE} WHERE {SEARCH_TABLE} MATCH %s)"  # nosec
        return sql, [*params, self.condition.fts5]

    def as_postgresql(self, compiler, connection, **context):
        key, _ = compiler.compile(self.source_expressions[0])
        table, _, _ = key.rpartition(".")
        return f"{table}.{SEARCH_COLUMN} @@ %s::tsquery", [self.condition.tsquery]


class ListColumnsQuerySet(models.QuerySet):
    def listed(self) -> ListColumnsQuerySet:
        """Published versions with stored list columns; only these are in the indexes."""
        return self.published().filter(cell__isnull=False)

    def offers(self) -> ListColumnsQuerySet:
        """Measures that an enterprise can claim, win or use."""
        return self.filter(availability=Availability.OFFER)

    def open_on(self, date: datetime.date) -> ListColumnsQuerySet:
        """Measures whose validity and application period did not end before `date`."""
        return self.filter(Q(closes_on__isnull=True) | Q(closes_on__gte=date))

    def with_dates(self) -> ListColumnsQuerySet:
        """Measures with a day on which they open or close."""
        return self.filter(Q(closes_on__isnull=False) | Q(opens_on__isnull=False))

    def opening_after(self, date: datetime.date) -> ListColumnsQuerySet:
        """Measures that open after `date`, the first to open first."""
        return self.filter(opens_on__gt=date).order_by("opens_on", "pk")

    def closing_from(self, date: datetime.date) -> ListColumnsQuerySet:
        """Measures that close on `date` or later, the first to close first."""
        return self.filter(closes_on__gte=date).order_by("closes_on", "pk")

    def within(self, region: str) -> ListColumnsQuerySet:
        """Measures that an enterprise registered in `region` can have: those for it, or for a wider region."""
        return self.filter(cell__region__in=wider(region)) if region else self

    def of_facet(self, facet: str, chosen: Collection) -> ListColumnsQuerySet:
        """Measures with one of the chosen options of a facet, given as stored in cells: values or keys."""
        return self.filter(passes(facet, chosen, of="cell__"))

    def serving(self, audience: Audience, least: int | None = None) -> ListColumnsQuerySet:
        """Measures that serve the audience and, with `least` (元), have an award for it of at least that much."""
        rows = self.filter(audience.is_served_by_cell("cell__audience"))
        return rows.with_award_for(audience).filter(award_for__gte=least) if least else rows

    def matching(self, condition: IndexCondition) -> ListColumnsQuerySet:
        """Listed measures whose index entry fulfils the condition; an empty condition matches none."""
        return self.filter(Matches(condition)) if condition.words else self.none()

    def nearest(self, near: IndexCondition, number: int) -> ListColumnsQuerySet:
        """The `number` measures that hold the most of `near`."""
        return self.matching(near).with_likeness(near).newest(number, "-likeness")

    def newest(self, number: int, *first: str) -> ListColumnsQuerySet:
        """The `number` newest versions, ordered by the fields `first` before that."""
        return self.model.objects.filter(pk__in=self.order_by(*first, "-entry").values("pk")[:number])

    def with_award_for(self, audience: Audience) -> ListColumnsQuerySet:
        """`award_for`: the greatest sum (元) for the audience; NO_AWARD if none is stated, NOT_AN_OFFER for others."""
        if not audience.chosen:
            return self.annotate(award_for=F("best_award"))
        own = Coalesce(awards(SubsidyTier.objects.filter(audience.is_served_by_row())), Value(NO_AWARD))
        by_tier = Q(award_by_tier=True) & ~Q(best_award=NOT_AN_OFFER)
        return self.annotate(award_for=Case(When(by_tier, then=own), default=F("best_award")))

    def with_standing(self, audience: Audience) -> ListColumnsQuerySet:
        """`standing`: NAMES_ONE (names a chosen tier), FOR_SMES or NAMES_NOBODY, which sort in this order."""
        tests = (
            When(audience.has_standing([standing], "cell__audience"), then=standing)
            for standing in (NAMES_ONE, FOR_SMES)
        )
        return self.annotate(standing=Case(*tests, default=NAMES_NOBODY))

    def with_closeness(self, words: Sequence[Sequence[str]]) -> ListColumnsQuerySet:
        """`closeness`: the sum over `words` of the position of their best wording; smaller is more relevant."""
        places = [Least(*map(_place, wordings)) if len(wordings) > 1 else _place(wordings[0]) for wordings in words]
        return self.annotate(closeness=sum(places, Value(0)))

    def with_likeness(self, near: IndexCondition) -> ListColumnsQuerySet:
        """`likeness`: the weights of the wordings of `near` that the index entry holds, added up."""
        weighed = zip(near.words[0] if near.words else (), near.weights, strict=True)
        counts = [Case(When(Matches(IndexCondition(((w,),))), then=weight), default=0) for w, weight in weighed]
        return self.annotate(likeness=sum(counts, Value(0)))

    def by_award(self, audience: Audience) -> ListColumnsQuerySet:
        """The greatest award for the audience first, then by category, then by pinyin."""
        return self.with_award_for(audience).order_by("-award_for", *AFTER_AWARD)

    def by_relevance(
        self,
        audience: Audience = EVERYBODY,
        *,
        mixed: bool = True,
        words: Sequence[Sequence[str]] = (),
        near: IndexCondition | None = None,
    ) -> ListColumnsQuerySet:
        """Order by standing to the chosen tiers, by the field that holds the `words`, then as `by_award`.

        `near`: order by the likeness to it before all else. Not `mixed`: all rows have the same standing.
        """
        rows, first = self.with_award_for(audience), []
        if near:
            rows, first = rows.with_likeness(near), ["-likeness"]
        if audience.chosen and mixed:
            rows, first = rows.with_standing(audience), [*first, "standing"]
        if words:
            rows, first = rows.with_closeness(words), [*first, "closeness"]
        return rows.order_by(*first, "-award_for", *AFTER_AWARD)

    def by_update(self) -> ListColumnsQuerySet:
        return self.order_by("-published_at", "title_key", "pk")

    def by_title(self) -> ListColumnsQuerySet:
        """Order by the pinyin of the title."""
        return self.order_by("title_key", "pk")


def _place(wording: str) -> Case:
    """0 for words in the title, 1 in the promise, 2 in the summary; otherwise their position in the later fields."""
    at = StrIndex(F("wording"), Value(wording))
    return Case(
        When(Exact(at, 0), then=Value(FAR)),
        When(LessThanOrEqual(at, TITLE_ENDS), then=Value(0)),
        When(LessThanOrEqual(at, PROMISE_ENDS), then=Value(0)),
        When(LessThanOrEqual(at, SUMMARY_ENDS), then=Value(2)),
        default=at,
        output_field=models.IntegerField(),
    )


class ListColumns(models.Model):
    """The columns that the list reads of a published version; only incentives/listing/upkeep/refresh.py writes them."""

    cell = models.ForeignKey(
        FacetCell, on_delete=models.SET_NULL, related_name="measures", null=True, editable=False, db_index=False
    )
    entry = models.BigIntegerField("索引号", null=True, editable=False)  # the measure's key while it is listed
    best_award = models.BigIntegerField("最高奖励（元）", default=NO_AWARD, editable=False)
    award_by_tier = models.BooleanField("奖励因梯次而异", default=False, editable=False)
    category_position = models.PositiveSmallIntegerField(default=0, editable=False)
    title_key = models.CharField("拼音", max_length=100, default="", editable=False)
    wording = models.TextField("检索文字", default="", editable=False)
    indexed_as = models.PositiveSmallIntegerField("索引格式", default=0, editable=False)
    source_ends = models.DateField("所据文件失效", null=True, editable=False)
    closes_on = models.GeneratedField(
        expression=Least(
            Coalesce("valid_until", "apply_until", "source_ends"),
            Coalesce("apply_until", "source_ends", "valid_until"),
            Coalesce("source_ends", "valid_until", "apply_until"),
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
        verbose_name="截止",
    )

    opens_on = models.GeneratedField(
        expression=Coalesce(Greatest("valid_from", "apply_from"), "valid_from", "apply_from"),
        output_field=models.DateField(null=True),
        db_persist=True,
        verbose_name="开始",
    )

    class Meta:
        abstract = True

    @property
    def for_region(self) -> str:
        """The region whose enterprises can have a listed version; empty for the whole country."""
        return self.cell.region if self.cell else ""

    def ended(self, on: datetime.date) -> str:
        """Which of its periods ended before the day `on`, in words; empty while it is open."""
        if self.source_ends is not None and self.source_ends < on:
            return "所据文件已失效" if self.source_ends == LONG_AGO else f"所据文件已于{dated(self.source_ends)}失效"
        if self.valid_until is not None and self.valid_until < on:
            return f"有效期已于{dated(self.valid_until)}届满"
        if self.apply_until is not None and self.apply_until < on:
            return f"申报已于{dated(self.apply_until)}截止"
        return ""

    def closing(self) -> str:
        """The last day on which it can be had, in words; empty without one."""
        days = {"申报截止": self.apply_until, "有效期止": self.valid_until, "所据文件失效": self.source_ends}
        said = [f"{dated(day)}{word}" for word, day in days.items() if day and day == self.closes_on]
        return said[0] if said else ""

    def opening(self, on: datetime.date) -> str:
        """Which of its periods begins after the day `on`, in words; empty once it is open."""
        if self.apply_from and self.apply_from > on:
            return f"{dated(self.apply_from)}开始申报"
        return f"{dated(self.valid_from)}起有效" if self.valid_from and self.valid_from > on else ""
