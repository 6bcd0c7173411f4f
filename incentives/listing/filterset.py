"""The one form of the measures' list: page, API, feed and export read it alike."""

import datetime
from functools import cached_property

import django_filters
from django import forms
from django.utils import timezone

from incentives.enums import AmountState, Delivery, Kind
from incentives.listing import facet_counts
from incentives.listing.cards import with_rows
from incentives.listing.facet_counts import FACETS, AtLeast, FacetCounts, FacetValues
from incentives.listing.options import NamedRow, Options, read_options
from incentives.listing.search.find import RANKED, SearchResult, find
from incentives.listing.stored_counts import COMPLETE, StoredCounts, counts_of_matches, tally_all
from incentives.models.measure import Measure, MeasureQuerySet
from policies.search.query import LONGEST, Query
from policies.text.parameters import WRONG

DEPTH = 10_000  # measures that pages reach: nobody reads further, and each page would cost more than the last
PAGE_SIZE = 20
LAST_PAGE = DEPTH // PAGE_SIZE
MOST_YUAN = 10**15  # beyond any award, within both databases' integers
SORTS = [("relevance", "最相关"), ("-amount", "金额由高到低"), ("-updated", "最近更新"), ("title", "按名称")]
YES_NO = [("1", "显示"), ("0", "不显示"), ("true", "显示"), ("false", "不显示")]


class Parameter(django_filters.Filter):
    """A parameter whose effect needs the others beside it: MeasureFilter reads it itself."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"error_messages": WRONG | kwargs.get("error_messages", {})})

    def filter(self, rows: MeasureQuerySet, value: object) -> MeasureQuerySet:
        return rows


class Facet(Parameter, django_filters.MultipleChoiceFilter):
    """Options that owners tick; several of one facet widen the result."""


class WordsField(forms.CharField):
    """What owners type: signs that nobody sees are dropped, and all beyond LONGEST characters is cut."""

    def to_python(self, value: object) -> str:
        text = "".join(sign for sign in super().to_python(value) if sign.isprintable() or sign.isspace())
        return " ".join(text.split())[:LONGEST]


class SuggestionForm(forms.Form):
    """What is being typed in the search box."""

    q = WordsField(required=False)


class WordsParameter(Parameter):
    field_class = WordsField


class ChoiceParameter(Parameter, django_filters.ChoiceFilter):
    pass


class NumberParameter(Parameter):
    field_class = forms.IntegerField


class MeasureFilter(django_filters.FilterSet):
    """The published measures that fit the parameters of design and README, with the counts beside every option."""

    q = WordsParameter(label="关键词")
    category = Facet(label="类别")
    tier = Facet(label="企业梯次")
    kind = Facet(label="事项类型", choices=Kind.choices)
    delivery = Facet(label="办理方式", choices=Delivery.choices)
    amount = Facet(label="金额", choices=AmountState.choices)
    agency = Facet(label="部门")
    min_amount = NumberParameter(label="最低金额（元）", min_value=1, max_value=MOST_YUAN)
    include_closed = ChoiceParameter(label="已截止的事项", choices=YES_NO)
    sort = ChoiceParameter(label="排序", choices=SORTS)
    page = NumberParameter(
        label="页码",
        min_value=1,
        max_value=LAST_PAGE,
        error_messages={"max_value": f"最多翻到第 {LAST_PAGE} 页，即前 1 万项；请加筛选条件，缩小范围。"},
    )

    class Meta:
        model = Measure
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, **kwargs) -> None:
        super().__init__(data, Measure.objects.published() if queryset is None else queryset, **kwargs)
        groups = {"category": self.options.categories, "tier": self.options.tiers, "agency": self.options.agencies}
        for facet, rows in groups.items():
            self.filters[facet].extra["choices"] = [(row.slug, row.name) for row in rows]

    @cached_property
    def options(self) -> Options:
        return read_options()

    @property
    def tiers(self) -> list[NamedRow]:
        return self.options.tiers

    @cached_property
    def today(self) -> datetime.date:
        return timezone.localdate()

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """The ticked options by facet."""
        return {facet: self.form.cleaned_data[facet] for facet in FACETS}

    @cached_property
    def query(self) -> Query | None:
        text = self.form.cleaned_data["q"]
        return Query(text, self.options.synonyms) if text else None

    @property
    def is_cut(self) -> bool:
        """Whether more was typed than is searched for."""
        return len(self.data.get("q") or "") > LONGEST

    @property
    def includes_closed(self) -> bool:
        return self.form.cleaned_data["include_closed"] in {"1", "true"}

    @cached_property
    def unfaceted(self) -> MeasureQuerySet:
        """The measures that fit everything but words and facets."""
        values = self.form.cleaned_data
        rows = self.queryset.listed()
        if not self.includes_closed:
            rows = rows.open_on(self.today)
        return rows.filter(best_award__gte=values["min_amount"]) if values["min_amount"] else rows

    @cached_property
    def search_result(self) -> SearchResult | None:
        """What the words find; None where none are given."""
        by_tier = bool(self.form.cleaned_data["min_amount"])
        return find(self.unfaceted, self.query, by_tier=by_tier) if self.query else None

    @property
    def shows_nearest(self) -> bool:
        """Whether nothing fits as it was asked, and the nearest is shown in its place."""
        return bool(self.search_result and self.search_result.is_nearest and self.total)

    @cached_property
    def stored_counts(self) -> StoredCounts:
        return StoredCounts(self.options, self.chosen, self.today, closed=self.includes_closed)

    @cached_property
    def fitting(self) -> MeasureQuerySet:
        """The measures that fit every parameter, in no order."""
        values = self.form.cleaned_data
        rows = self.search_result.rows if self.search_result else self.unfaceted
        if self.stored_counts.chosen:
            rows = rows.in_cells(self.stored_counts.passing)
        return rows.awarding(values["min_amount"], values["tier"]) if values["min_amount"] and values["tier"] else rows

    def filter_queryset(self, queryset: MeasureQuerySet) -> MeasureQuerySet:
        return self.ordered(self.fitting.newest(RANKED) if self.only_newest else self.fitting)

    def ordered(self, rows: MeasureQuerySet, *, mixed: bool = True) -> MeasureQuerySet:
        """`rows` in the asked order, relevance first of all; each order ends in a unique key.

        `mixed`: whether they differ in how they stand to the chosen tiers.
        """
        sort, tiers = self.form.cleaned_data["sort"], self.form.cleaned_data["tier"]
        if sort == "-updated":
            return rows.by_update()
        if sort == "title":
            return rows.by_title()
        rows = rows.with_award_for(tiers)
        if sort == "-amount":
            return rows.by_relevance()
        first = ["standing"] if tiers and mixed else []
        rows = rows.with_standing(*(self.stored_counts.of_standings([n]) for n in (0, 1))) if first else rows
        return self.search_result.ranked(rows, *first) if self.search_result else rows.by_relevance(*first)

    def shown(self, start: int, end: int) -> list[Measure]:
        """From the `start`-th to before the `end`-th measure: first the keys, from an index; then only those rows."""
        if self.goes_by_standing:
            standings, skipped = facet_counts.groups_of_range(self.stored_counts.standings, start, end)
            # Asked for first: the planner knows what keys cost, and guesses what a subquery finds.
            cells = list(self.stored_counts.of_standings(standings).values_list("pk", flat=True))
            rows = self.ordered(self.unfaceted.filter(cell__in=cells), mixed=len(standings) > 1)
        else:
            rows, skipped = self.qs, 0
        keys = list(rows.values_list("pk", flat=True)[start - skipped : end - skipped])
        by_key = Measure.objects.filter(pk__in=keys).with_card().in_bulk()
        return with_rows([by_key[key] for key in keys])

    @property
    def goes_by_standing(self) -> bool:
        """Whether the stored cells tell how many measures come before those for all SMEs, and so which to look at."""
        values = self.form.cleaned_data
        by_relevance = values["sort"] in {"", "relevance"}
        return bool(values["tier"] and by_relevance and not self.search_result and not values["min_amount"])

    @cached_property
    def cells(self) -> list[tuple[FacetValues, int]]:
        """The facet cells of the measures that fit everything but the facets; stored ones leave out the agencies."""
        if not self.counts_rows:
            return self.stored_counts.cells
        min_amount = self.form.cleaned_data["min_amount"]
        tally = self.search_result.tally if self.search_result else tally_all(self.unfaceted)
        return counts_of_matches(self.stored_counts, tally, min_amount)

    @property
    def counts_rows(self) -> bool:
        return bool(self.search_result or self.form.cleaned_data["min_amount"])

    @cached_property
    def counts(self) -> FacetCounts:
        """Total and counts under the chosen options; zeros where a parameter is wrong."""
        if not self.is_valid():
            return facet_counts.count_options((), {})
        if self.counts_rows:
            return facet_counts.count_options(self.cells, self.chosen)
        return facet_counts.count_options_apart(self.cells, self.stored_counts.by_agency, self.chosen)

    @property
    def may_close(self) -> bool:
        """Whether the cells hold measures of which it is known when they close: no query of its own."""
        return bool(self.total and self.stored_counts.dated)

    @cached_property
    def total(self) -> int:
        """How many measures fit; where words find more than COMPLETE, counted so far and no further."""
        if not self.is_valid() or not self.search_result or self.search_result.complete:
            return self.counts.total
        number = self.fitting.order_by()[: COMPLETE + 1].count() if self.stored_counts.chosen else COMPLETE + 1
        return AtLeast(COMPLETE) if number > COMPLETE else number

    @property
    def only_newest(self) -> bool:
        """Whether so many fit that the order of relevance covers the newest alone."""
        return isinstance(self.total, AtLeast) and self.form.cleaned_data["sort"] in {"", "relevance"}

    @property
    def reachable(self) -> int:
        """How many of them the pages show."""
        return RANKED if self.only_newest else min(self.total, DEPTH)

    def count_of(self, facet: str, option: str) -> int:
        """How many measures the list would show with `option` alone chosen in its facet."""
        number = self.counts.by_facet[facet][option]
        return AtLeast(number) if self.is_valid() and self.search_result and not self.search_result.complete else number

    def total_without(self, facet: str) -> int:
        """How many measures would fit without the choice in `facet`."""
        cells, chosen = self.cells, {**self.chosen, facet: []}
        if self.counts_rows:
            return facet_counts.count_options(cells, chosen).total
        by_agency = self.stored_counts.by_agency
        return facet_counts.count_options_apart(cells, by_agency, chosen, without_agency=facet == "agency").total
