"""The FilterSet of measures, shared by the list page, API, feeds and files."""

import datetime
from dataclasses import replace
from functools import cached_property

import django_filters
from django import forms
from django.utils import timezone

from incentives.enums import AmountState, Availability, Delivery, Kind
from incentives.listing.facet_counts import FACETS
from incentives.listing.list_counts import DEPTH, ListCounts
from incentives.listing.options import Options, current_options
from incentives.listing.search.find import SearchResult, find
from incentives.listing.search.tier_words import tiers_named
from incentives.models.audience import EVERYBODY, Audience, audience_of
from incentives.models.facet_cell import Chosen
from incentives.models.measure import Measure, MeasureQuerySet
from policies.search.query import LONGEST, Query
from policies.text.parameters import WRONG

PAGE_SIZE = 20
LAST_PAGE = DEPTH // PAGE_SIZE
MOST_YUAN = 10**15  # beyond any award, within both databases' integers
SORTS = [("relevance", "最相关"), ("-amount", "金额由高到低"), ("-updated", "最近更新"), ("title", "按名称")]
YES_NO = [("1", "显示"), ("0", "不显示"), ("true", "显示"), ("false", "不显示")]


class PlainErrors:
    """A filter with plain error messages for invalid values."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"error_messages": WRONG | kwargs.get("error_messages", {})})


class FacetFilter(PlainErrors, django_filters.MultipleChoiceFilter):
    """A group of checkboxes; several ticked options widen the result."""


class WordsField(forms.CharField):
    """Search words: invisible characters are dropped, and the text is cut at LONGEST characters."""

    def to_python(self, value: object) -> str:
        text = "".join(sign for sign in super().to_python(value) if sign.isprintable() or sign.isspace())
        return " ".join(text.split())[:LONGEST]


class SuggestionForm(forms.Form):
    """The text in the search box while the reader types."""

    q = WordsField(required=False)


class WordsFilter(PlainErrors, django_filters.Filter):
    field_class = WordsField


class SingleChoiceFilter(PlainErrors, django_filters.TypedChoiceFilter):
    """One of several values; `empty_value` stands for none."""


class SwitchFilter(SingleChoiceFilter):
    """On or off, and off if it is not given."""

    def __init__(self, *args, **kwargs) -> None:
        is_on = {"choices": YES_NO, "coerce": lambda value: value in {"1", "true"}, "empty_value": False}
        super().__init__(*args, **is_on | kwargs)


class WholeNumberFilter(PlainErrors, django_filters.Filter):
    field_class = forms.IntegerField


class Unapplied:
    """A parameter that does not filter the rows by itself: another filter or the paginator reads it."""

    def filter(self, rows: MeasureQuerySet, value: object) -> MeasureQuerySet:
        return rows


class PagingNumber(Unapplied, WholeNumberFilter):
    """A page number or size."""


class NamedFilter(Unapplied, SwitchFilter):
    """Whether measures have to name the tier that is chosen in `tier`."""


class MeasureFilter(django_filters.FilterSet):
    """The listed measures that fit the parameters; each filter names a field or calls one method of the QuerySet.

    `counts` says how many fit; MeasurePaginator finds the keys of one page.
    """

    q = WordsFilter(label="关键词", method="holding")
    category = FacetFilter(label="类别", method="of_facet")
    tier = FacetFilter(label="企业梯次", method="serving")
    availability = FacetFilter(label="可享受情况", choices=Availability.choices, method="of_facet")
    kind = FacetFilter(label="事项类型", choices=Kind.choices, method="of_facet")
    delivery = FacetFilter(label="办理方式", choices=Delivery.choices, method="of_facet")
    amount = FacetFilter(label="金额", choices=AmountState.choices, method="of_facet")
    agency = FacetFilter(label="部门", method="of_facet")
    region = FacetFilter(label="注册地", method="of_facet")
    min_amount = WholeNumberFilter(
        label="最低金额（元）", field_name="best_award", lookup_expr="gte", min_value=1, max_value=MOST_YUAN
    )
    named = NamedFilter(label="只看点名所选梯次的")
    include_closed = SwitchFilter(label="已截止的事项", method="open_or_all")
    sort = SingleChoiceFilter(label="排序", choices=SORTS, empty_value="relevance", method="in_order")
    page = PagingNumber(
        label="页码",
        min_value=1,
        max_value=LAST_PAGE,
        error_messages={"max_value": f"最多翻到第 {LAST_PAGE} 页，即前 1 万项；请加筛选条件，缩小范围。"},
    )

    class Meta:
        model = Measure
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, **kwargs) -> None:
        super().__init__(data, Measure.objects.listed() if queryset is None else queryset, **kwargs)
        groups = {"category": self.options.categories, "tier": self.options.tiers, "agency": self.options.agencies}
        groups["region"] = self.options.regions
        for facet, rows in groups.items():
            pairs = [(row.slug, row.name) for row in rows]
            self.filters[facet].extra["choices"] = lambda pairs=pairs: pairs  # a form copies a list pair by pair

    # --- The parameters of a valid form ---

    @cached_property
    def options(self) -> Options:
        return current_options()

    @cached_property
    def vocabulary(self) -> Options:
        """`options`, with what the switch `named` says. Call it on a valid form only."""
        return replace(self.options, by_name=bool(self.form.cleaned_data["named"]))

    @cached_property
    def today(self) -> datetime.date:
        return timezone.localdate()

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """The ticked options by facet. Call it on a valid form only."""
        return {facet: self.form.cleaned_data[facet] for facet in FACETS}

    @cached_property
    def in_cells(self) -> Chosen:
        """The ticked options by facet, as stored in facet cells; without the facets that have no choice."""
        return self.vocabulary.as_in_cells(self.chosen)

    @property
    def audience(self) -> Audience:
        return self.in_cells.get("tier", EVERYBODY)

    @cached_property
    def named_by_words(self) -> list[str]:
        """The slugs of the tiers that the search words name."""
        return tiers_named(self.query, self.options.tiers) if self.query else []

    @property
    def of_words(self) -> Audience:
        """The enterprises of the tiers that the search words name."""
        return audience_of(self.named_by_words, self.options.tiers)

    @cached_property
    def query(self) -> Query | None:
        text = self.form.cleaned_data["q"]
        return Query(text, self.options.synonyms) if text else None

    @property
    def is_cut(self) -> bool:
        """Whether the search words were cut."""
        return len(self.form["q"].value() or "") > LONGEST

    @property
    def by_name(self) -> bool | None:
        """The switch `named`; None if no tier is chosen."""
        return bool(self.form.cleaned_data["named"]) if self.form.cleaned_data.get("tier") else None

    @property
    def includes_closed(self) -> bool:
        return bool(self.form.cleaned_data.get("include_closed"))

    # --- The measures that fit ---

    @cached_property
    def unfaceted(self) -> MeasureQuerySet:
        """The measures that fit all parameters but words and facets."""
        return self._filtered(self.queryset, "include_closed", "min_amount")

    @cached_property
    def search_result(self) -> SearchResult | None:
        """The result of the search words; None without words."""
        by_tier = bool(self.form.cleaned_data["min_amount"])
        return find(self.unfaceted, self.query, by_tier=by_tier) if self.query else None

    @cached_property
    def fitting(self) -> MeasureQuerySet:
        """The measures that fit all parameters, unordered."""
        return self._filtered(self.unfaceted, "q", *FACETS)

    @cached_property
    def counts(self) -> ListCounts:
        return ListCounts(self)

    def filter_queryset(self, queryset: MeasureQuerySet) -> MeasureQuerySet:
        return self._filtered(self.fitting, "sort")

    def ordered(self, rows: MeasureQuerySet, *, mixed: bool = True) -> MeasureQuerySet:
        """`rows` in the order of `sort`; every order ends in a unique key.

        `mixed`: whether the rows differ in their standing to the chosen tiers.
        """
        sort = self.form.cleaned_data["sort"]
        if sort == "-updated":
            return rows.by_update()
        if sort == "title":
            return rows.by_title()
        if sort == "-amount":
            return rows.by_award(self.audience)
        searched = self.search_result.order if self.search_result else {}
        return rows.by_relevance(self.audience, mixed=mixed, **searched)

    def _filtered(self, rows: MeasureQuerySet, *names: str) -> MeasureQuerySet:
        for name in names:
            rows = self.filters[name].filter(rows, self.form.cleaned_data[name])
        return rows

    # --- The methods of the filters: rows, the name of a field, and the value, which is not empty ---

    def open_or_all(self, rows: MeasureQuerySet, name: str, includes_closed: bool) -> MeasureQuerySet:
        return rows if includes_closed else rows.open_on(self.today)

    def holding(self, rows: MeasureQuerySet, name: str, text: str) -> MeasureQuerySet:
        return self.search_result.rows

    def of_facet(self, rows: MeasureQuerySet, facet: str, options: list[str]) -> MeasureQuerySet:
        return rows.of_facet(facet, self.in_cells[facet])

    def serving(self, rows: MeasureQuerySet, name: str, slugs: list[str]) -> MeasureQuerySet:
        return rows.serving(self.audience, least=self.form.cleaned_data["min_amount"])

    def in_order(self, rows: MeasureQuerySet, name: str, sort: str) -> MeasureQuerySet:
        return self.ordered(rows)
