"""Facts: what a rule compares, and how the match asks readers for it."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from incentives.enums import Answer, FactAbout, FactKind, Operator
from policies.models.constraints import unique
from policies.text.wording import quantity

CHOICE_KINDS = frozenset({FactKind.ONE, FactKind.MANY})
SIZES = frozenset({Operator.GT, Operator.GTE, Operator.LT, Operator.LTE})  # they compare a number or a day with a bound
LISTS = frozenset({Operator.EQ, Operator.IN})
OPERATORS: dict[str, frozenset[Operator]] = {
    FactKind.YES_NO: frozenset({Operator.EQ, Operator.SURE}),
    FactKind.ONE: LISTS | {Operator.SURE},
    FactKind.MANY: LISTS | {Operator.SURE},
    FactKind.HONOUR: LISTS,
    FactKind.NUMBER: SIZES | {Operator.EQ},
    FactKind.DATE: SIZES | {Operator.EQ},
}

# The facts that columns of rows compare, as the match asks for them where none is stored under their slug.
COLUMN_FACTS: dict[str, dict[str, object]] = {
    "honour": {"kind": FactKind.HONOUR, "name": "企业荣誉", "question": "评上了吗"},
    "size": {"kind": FactKind.ONE, "name": "企业规模", "question": "企业规模", "none_label": "都不是"},
    "age": {
        "kind": FactKind.NUMBER,
        "name": "年龄",
        "question": "年龄（周岁）",
        "unit": "岁",
        "most": 120,
        "about": FactAbout.PERSON,
    },
    "doctorate": {
        "kind": FactKind.YES_NO,
        "name": "博士学位",
        "question": "有博士学位吗",
        "about": FactAbout.PERSON,
    },
    "first_time": {"kind": FactKind.YES_NO, "name": "首次获得", "question": "所申请的荣誉是首次获得吗"},
}
COLUMN_CHOICES = {"size": {"micro": "微型企业", "small": "小型企业", "medium": "中型企业", "large": "大型企业"}}


class FactQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug: str) -> Fact:
        return self.get(slug=slug)

    def by_slug(self) -> dict[str, Fact]:
        """Every fact by its slug, with those of columns that are not stored."""
        built_in = {slug: Fact(slug=slug, **values) for slug, values in COLUMN_FACTS.items()}
        return built_in | {fact.slug: fact for fact in self}


class Fact(models.Model):
    """One thing about an enterprise or a person that rules compare, with the question that asks for it."""

    slug = models.SlugField("标识", max_length=20, unique=True, help_text="如 revenue；规则和数据接口用它，定了不改")
    name = models.CharField("名称", max_length=20, help_text="如 年主营业务收入；写在结果里")
    question = models.CharField("问题", max_length=40, help_text="匹配页怎样问，如 今年主营业务收入")
    help = models.CharField("说明", max_length=120, blank=True, help_text="写在问题下面")
    kind = models.CharField("类型", max_length=8, choices=FactKind)
    about = models.CharField("问谁", max_length=10, choices=FactAbout, default=FactAbout.ENTERPRISE)
    unit = models.CharField("单位", max_length=8, blank=True, help_text="仅数字，如 元、岁、年、%、人、项")
    most = models.BigIntegerField("最大填", null=True, blank=True, help_text="仅数字；留空＝不限")
    none_label = models.CharField("都不是的选项", max_length=20, blank=True, help_text="仅单选、多选；留空＝没有这一项")
    first_question = models.CharField(
        "首次的问法", max_length=40, blank=True, help_text="条件限首次时再问，如 质量标杆是首次获得吗"
    )
    position = models.PositiveSmallIntegerField("顺序", default=1)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事实"
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=FactKind.NUMBER) & ~Q(unit="") | ~Q(kind=FactKind.NUMBER) & Q(unit="", most=None),
                name="fact_unit_of_numbers",
                violation_error_message="数字要填单位；其他类型不填单位和最大值。",
                violation_error_code="unit",
            ),
            models.CheckConstraint(
                condition=Q(none_label="") | Q(kind__in=sorted(CHOICE_KINDS)),
                name="fact_none_of_choices",
                violation_error_message="只有单选和多选可以有“都不是”的选项。",
                violation_error_code="none_label",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def clean(self) -> None:
        super().clean()
        built_in = COLUMN_FACTS.get(self.slug)
        if built_in and built_in["kind"] != self.kind:
            kind = FactKind(built_in["kind"]).label
            raise ValidationError({"kind": f"明细里的栏目要用这个事实，类型须是“{kind}”。"})

    @property
    def is_money(self) -> bool:
        return self.unit == "元"

    def worded(self, number: Decimal) -> str:
        """A number of this fact in words: 50 亿元, 40 岁, 8%."""
        return quantity(number, self.unit)

    def misfit(self, operator: str, value: str, values: Collection[str]) -> tuple[str, str] | None:
        """Why a rule on this fact cannot be decided: the field that is wrong and a sentence; None if it can.

        `values` are the values the fact offers: of its choices, or the slugs of the tiers for an honour.
        """
        allowed = OPERATORS[self.kind]
        if operator not in allowed:
            names = "、".join(one.label for one in Operator if one in allowed)
            return "operator", f"“{self}”是{self.get_kind_display()}，比较方式只能是：{names}。"
        if self.kind == FactKind.NUMBER:
            return None if number_of(value) is not None else ("value", f"“{self}”要和一个数比，“{value}”不是数。")
        if self.kind == FactKind.DATE:
            return None if day_of(value) else ("value", f"“{self}”要和一个日期比，写成 2025-01-31。")
        offered = set(Answer.values) if self.kind == FactKind.YES_NO else set(values)
        if unknown := [one for one in listed(value) if one not in offered]:
            return "value", f"“{self}”没有“{'、'.join(unknown)}”这个取值；有：{'、'.join(sorted(offered))}。"
        return None


class FactChoiceQuerySet(models.QuerySet):
    def labels(self) -> dict[str, dict[str, str]]:
        """Value and label of every choice, by the slug of its fact, in order."""
        labels: dict[str, dict[str, str]] = {}
        for fact, value, label in self.values_list("fact__slug", "value", "label"):
            labels.setdefault(fact, {})[value] = label
        return COLUMN_CHOICES | labels


class FactChoice(models.Model):
    """One answer that a fact of choices offers."""

    fact = models.ForeignKey(Fact, verbose_name="事实", on_delete=models.CASCADE, related_name="choices")
    value = models.SlugField("取值", max_length=30, help_text="规则和数据接口用它，定了不改")
    label = models.CharField("名称", max_length=30)
    position = models.PositiveSmallIntegerField("顺序", default=1)

    objects = FactChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "选项"
        ordering = ["fact__position", "position", "pk"]
        constraints = [
            unique("fact_choice_unique", "同一事实中取值不能重复。", "fact", "value"),
            models.CheckConstraint(
                condition=~Q(value="none"),
                name="fact_choice_not_none",
                violation_error_message="none 留给“都不是”，请换一个取值。",
                violation_error_code="value",
            ),
        ]

    def __str__(self) -> str:
        return self.label


def listed(value: str) -> list[str]:
    """The values of a rule's list, which commas part."""
    return [part.strip() for part in value.split(",")]


def number_of(value: str) -> Decimal | None:
    """A rule's value as a number; None if it is none, or not a finite one from 0 on."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


def day_of(value: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None
