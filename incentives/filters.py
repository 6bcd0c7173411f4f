"""The one form of the measures' list: page, API, feed and export read it alike."""

from collections import Counter
from functools import cached_property

import django_filters
from django import forms
from django.utils import timezone

from incentives.cells import cells
from incentives.enums import AmountState, Delivery, Kind
from incentives.facets import FACETS, Cell, Folded, fold
from incentives.models import EnterpriseTier, MeasureAgency
from incentives.models.measure import Measure, MeasureQuerySet
from policies.models import Category

MOST_YUAN = 10**15  # beyond any award, within both databases' integers
SORTS = [("relevance", "最相关"), ("-amount", "金额由高到低"), ("-updated", "最近更新"), ("title", "按名称")]
YES_NO = [("1", "显示"), ("0", "不显示"), ("true", "显示"), ("false", "不显示")]


class Calls:
    """A filter that calls one QuerySet method with its value."""

    def __init__(self, *args, calls: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.calls = calls

    def filter(self, rows: MeasureQuerySet, value: object) -> MeasureQuerySet:
        return getattr(rows, self.calls)(value) if value else rows


class Facet(Calls, django_filters.MultipleChoiceFilter):
    """Options that owners tick; several of one facet widen the result."""


class Words(Calls, django_filters.CharFilter):
    """What owners type."""


class Noted(django_filters.Filter):
    """A parameter whose effect needs the others beside it: MeasureFilter reads it itself."""

    def filter(self, rows: MeasureQuerySet, value: object) -> MeasureQuerySet:
        return rows


class NotedChoice(Noted, django_filters.ChoiceFilter):
    pass


class NotedNumber(Noted):
    field_class = forms.IntegerField


class MeasureFilter(django_filters.FilterSet):
    """The published measures that fit the parameters of design and README, with the counts beside every option."""

    q = Words(label="关键词", calls="containing", max_length=100)
    category = Facet(label="类别", calls="in_categories")
    tier = Facet(label="企业梯次", calls="for_tiers")
    kind = Facet(label="事项类型", calls="of_kinds", choices=Kind.choices)
    delivery = Facet(label="办理方式", calls="delivered_by", choices=Delivery.choices)
    amount = Facet(label="金额", calls="in_amount_states", choices=AmountState.choices)
    agency = Facet(label="部门", calls="by_agencies")
    min_amount = NotedNumber(label="最低金额（元）", min_value=1, max_value=MOST_YUAN)
    include_closed = NotedChoice(label="已截止的事项", choices=YES_NO)
    sort = NotedChoice(label="排序", choices=SORTS)
    page = NotedNumber(label="页码", min_value=1)

    class Meta:
        model = Measure
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, **kwargs) -> None:
        super().__init__(data, Measure.objects.published() if queryset is None else queryset, **kwargs)
        self.filters["category"].extra["choices"] = [(category.slug, category.name) for category in self.categories]
        self.filters["tier"].extra["choices"] = [(tier.slug, tier.name) for tier in self.tiers]
        agencies = {slug: name for _, slug, name in self.acting}
        self.filters["agency"].extra["choices"] = list(agencies.items())

    @cached_property
    def categories(self) -> list[Category]:
        return list(Category.objects.all())

    @cached_property
    def tiers(self) -> list[EnterpriseTier]:
        return list(EnterpriseTier.objects.all())

    @cached_property
    def acting(self) -> list[tuple[int, str, str]]:
        """Measure's key, agency's slug and short name, for every part an agency has in a published measure."""
        roles = MeasureAgency.objects.filter(measure__in=Measure.objects.published())
        return list(roles.order_by("agency__name").values_list("measure_id", "agency__slug", "agency__short_name"))

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """The ticked options by facet."""
        return {facet: self.form.cleaned_data[facet] for facet in FACETS}

    @cached_property
    def unfaceted(self) -> MeasureQuerySet:
        """The measures that fit everything but the facets: what the counts are taken from."""
        values = self.form.cleaned_data
        rows = self.filters["q"].filter(self.queryset, values["q"])
        if values["include_closed"] not in {"1", "true"}:
            rows = rows.open_on(timezone.localdate())
        return rows.awarding(values["min_amount"]) if values["min_amount"] else rows

    def filter_queryset(self, queryset: MeasureQuerySet) -> MeasureQuerySet:
        values = self.form.cleaned_data
        rows, tiers = self.unfaceted, values["tier"]
        for facet in FACETS:
            rows = self.filters[facet].filter(rows, values[facet])
        if values["min_amount"] and tiers:
            rows = rows.awarding(values["min_amount"], tiers)
        return self.ordered(rows, values["sort"], tiers)

    def ordered(self, rows: MeasureQuerySet, sort: str, tiers: list[str]) -> MeasureQuerySet:
        """`rows` in the asked order, relevance first of all; each order ends in a unique key."""
        if sort == "-amount":
            return rows.by_award(tiers)
        if sort == "-updated":
            return rows.by_update()
        if sort == "title":
            return rows.order_by("title", "pk")
        return rows.by_relevance(tiers)

    @cached_property
    def cells(self) -> Counter[Cell]:
        pairs = [(key, slug) for key, slug, _ in self.acting]
        return cells(self.unfaceted, self.tiers, pairs, self.form.cleaned_data["min_amount"])

    @cached_property
    def folded(self) -> Folded:
        """Total and counts under the chosen options; zeros where a parameter is wrong."""
        return fold(self.cells.items(), self.chosen) if self.is_valid() else fold((), {})

    def total_without(self, facet: str) -> int:
        """How many measures would fit without the choice in `facet`."""
        return fold(self.cells.items(), {**self.chosen, facet: []}).total
