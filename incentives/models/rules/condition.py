from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from incentives.enums import FactKind, Operator
from incentives.models.immutability import VersionRow, VersionRowQuerySet
from incentives.models.provision import PROVISIONS, Provision
from incentives.models.rules.fact import Fact, FactChoice, number_of
from incentives.models.tier import EnterpriseTier
from policies.models import Clause
from policies.models.constraints import ErrorsAtFields, unique
from policies.text.wording import quoted

if TYPE_CHECKING:
    from incentives.models.measure import Measure

# The foreign key of a condition to a row, for each table of provisions (docs/adr/0013).
ROW_KEYS = {table: table._meta.model_name for table in PROVISIONS}

HONOUR = FactKind.HONOUR.value
FLOORS: dict[str, str] = {Operator.GT: "超过", Operator.GTE: "达到"}


class ConditionQuerySet(VersionRowQuerySet):
    def of_rows(self) -> ConditionQuerySet:
        """Conditions of a single row."""
        return self.exclude(**{f"{name}__isnull": True for name in ROW_KEYS.values()})

    def with_rows(self) -> ConditionQuerySet:
        """Conditions with their row, in the same query."""
        return self.select_related(*ROW_KEYS.values())

    def rules(self) -> Iterator[tuple[int, int | None, str | None, str, str, bool]]:
        """The rules as tuples: measure, key of the row (None: the whole measure), fact, operator, value, first time.

        The fact is None where a person must check.
        """
        row = Coalesce(*ROW_KEYS.values())
        return self.values_list("measure_id", row, "fact_id", "operator", "value", "first_time").iterator()


class Condition(VersionRow, ErrorsAtFields):
    """One requirement of a measure: a sentence, and a rule where a program can check it."""

    SHOWN_WITH = ("clause__document", "fact")

    measure = models.ForeignKey(
        "incentives.Measure", verbose_name="事项", on_delete=models.CASCADE, related_name="conditions"
    )
    position = models.PositiveSmallIntegerField("顺序", default=1)
    sentence = models.CharField("条件", max_length=120)
    fact = models.ForeignKey(
        Fact,
        verbose_name="核对的事实",
        on_delete=models.PROTECT,
        to_field="slug",
        related_name="conditions",
        null=True,
        blank=True,
        help_text="留空＝须人工核对",
    )
    operator = models.CharField("比较方式", max_length=4, choices=Operator, blank=True)
    value = models.CharField("比较值", max_length=120, blank=True, help_text="金额可写 50亿；日期写 2025-01-31")
    first_time = models.BooleanField(
        "限首次", default=False, db_default=False, help_text="如 首次超过 50 亿元、首次获得国家级标杆"
    )
    clause = models.ForeignKey(
        Clause,
        verbose_name="出处",
        on_delete=models.PROTECT,
        related_name="conditions",
        null=True,
        blank=True,
    )

    objects = ConditionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "申报条件"
        ordering = ["measure", "position"]
        constraints = [
            unique("condition_position_unique", "同一事项中顺序号不能重复。", "measure", "position"),
            models.CheckConstraint(
                condition=Q(fact=None, operator="", value="", first_time=False)
                | (Q(fact__isnull=False) & ~Q(operator="") & ~Q(value="")),
                name="condition_rule_whole",
                violation_error_message="核对的事实、比较方式、比较值须同时填写或同时留空；限首次须有这三项。",
                violation_error_code="fact",
            ),
            models.CheckConstraint(
                condition=reduce(
                    or_,
                    (
                        Q(**{f"{name}__isnull": True for name in ROW_KEYS.values() if name != kept})
                        for kept in ROW_KEYS.values()
                    ),
                ),
                name="condition_of_one_row",
                violation_error_message="一个条件只能限于一行明细，或适用于整个事项。",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    def clean(self) -> None:
        super().clean()
        if self.fact and self.operator and (wrong := self.misfit()):
            raise ValidationError({wrong[0]: wrong[1]})
        if self.is_of_another_version:
            raise ValidationError(f"{quoted(self.row)}是另一个事项或版本的明细，请选本版的明细行。")

    def misfit(self) -> tuple[str, str] | None:
        """The field of the rule that does not fit its fact, and why; None if the rule can be decided."""
        return next((wrong for _, wrong in misfits([self])), None)

    @property
    def is_checkable(self) -> bool:
        return self.fact_id is not None

    @property
    def line(self) -> Decimal | None:
        """The number that the fact must reach; None if the rule sets no lower bound."""
        return number_of(self.value) if self.operator in FLOORS else None

    @property
    def floor_word(self) -> str:
        """超过 or 达到; empty if the rule sets no lower bound."""
        return FLOORS.get(self.operator, "")

    @property
    def line_text(self) -> str:
        """The lower bound with its unit: 50 亿元."""
        return self.fact.worded(self.line) if self.fact and self.line is not None else ""

    @property
    def line_words(self) -> str:
        """The lower bound in words: 年主营业务收入首次超过 50 亿元; empty without one."""
        first = "首次" if self.first_time else ""
        return f"{self.fact.name}{first}{self.floor_word} {self.line_text}" if self.line_text else ""

    @property
    def row_key(self) -> int | None:
        """The key of the condition's row, in the table of the measure's kind; None for the whole measure."""
        return next((key for name in ROW_KEYS.values() if (key := getattr(self, f"{name}_id")) is not None), None)

    @property
    def row(self) -> Provision | None:
        """The condition's row; None for the whole measure."""
        return next((getattr(self, name) for name in ROW_KEYS.values() if getattr(self, f"{name}_id")), None)

    @property
    def is_of_another_version(self) -> bool:
        """Whether the row belongs to another measure or version, which the foreign key does not prevent."""
        return self.row is not None and self.row.measure_id != self.measure_id


for table, name in ROW_KEYS.items():
    # A loop, so that the table of a new kind gets its foreign key without further code.
    Condition.add_to_class(
        name,
        models.ForeignKey(
            table,
            verbose_name=f"只限于{table._meta.verbose_name}",
            on_delete=models.RESTRICT,  # a row with conditions can only be deleted together with its measure
            related_name="conditions",
            null=True,
            blank=True,
            help_text="留空＝整个事项；新的明细行先保存，再在这里选",
        ),
    )


def misfits(conditions: Iterable[Condition]) -> Iterator[tuple[Condition, tuple[str, str]]]:
    """Conditions whose rule does not fit its fact, each with the field that is wrong and why; in two queries."""
    with_rules = [one for one in conditions if one.fact]
    if with_rules:
        values = FactChoice.objects.labels()
        values[HONOUR] = dict(EnterpriseTier.objects.values_list("slug", "name"))
        for one in with_rules:
            kind = HONOUR if one.fact.kind == HONOUR else one.fact.slug
            if wrong := one.fact.misfit(one.operator, one.value, values.get(kind, {})):
                yield one, wrong


def by_row(measures: Iterable[Measure]) -> list[tuple[Measure, list[tuple[Provision | None, list[Condition]]]]]:
    """Each measure with its conditions: first those of the whole measure (None), then those of each row, in order."""
    parted = []
    for measure in measures:
        asked: dict[int | None, list[Condition]] = defaultdict(list)
        for condition in measure.conditions.all():
            asked[condition.row_key].append(condition)
        parted.append((measure, [(None, asked[None]), *((row, asked[row.pk]) for row in measure.provisions)]))
    return parted


class Material(VersionRow, ErrorsAtFields):
    """One document that applicants hand in."""

    measure = models.ForeignKey(
        "incentives.Measure", verbose_name="事项", on_delete=models.CASCADE, related_name="materials"
    )
    position = models.PositiveSmallIntegerField("顺序", default=1)
    name = models.CharField("材料名称", max_length=120)
    required = models.BooleanField("必交", null=True, blank=True, help_text="未知＝来源未载明")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "申报材料"
        ordering = ["measure", "position"]
        constraints = [unique("material_position_unique", "同一事项中顺序号不能重复。", "measure", "position")]

    def __str__(self) -> str:
        return self.name
