"""Provisions: the rows of a measure, one table per kind (docs/adr/0001).

`PROVISIONS` at the end lists the tables; `PARTS` in measure.py adds those that every kind has. There is no other list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from incentives.enums import Currency, Form, Kind, LoanStage, Period, ReformMode
from incentives.models.amount import Amount
from incentives.models.immutability import VersionRow, VersionRowQuerySet
from incentives.models.tier import EnterpriseTier
from policies.models import Clause
from policies.models.constraints import ErrorsAtFields, above_zero, ordered, unique, within_percent
from policies.text.wording import money

if TYPE_CHECKING:
    from incentives.models.rules.condition import Condition

NOT_STATED, UNKNOWN = "留空＝来源未载明", "未知＝来源未载明"
UNSAID = {"blank": True, "default": "", "db_default": ""}  # a text that the source may leave out
PERIODS, FORMS = dict(Period.choices), dict(Form.choices)  # by value; get_…_display() builds them for each row
PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


def percent_of_a_fund(label: str) -> models.DecimalField:
    help_text = f"仅基金；{NOT_STATED}"
    return models.DecimalField(label, None, 5, 2, null=True, blank=True, validators=PERCENT, help_text=help_text)


class ProvisionQuerySet(VersionRowQuerySet):
    def get_by_natural_key(self, slug: str, version: int, position: int) -> Provision:
        """The row at a position of a version, as the content files identify it."""
        return self.get(measure__slug=slug, measure__version=version, position=position)


class Provision(VersionRow, ErrorsAtFields):
    """One row of a measure: a figure or item that its source states."""

    KIND: Kind
    SHOWN_WITH = ("clause__document",)
    names: tuple[str, ...] = ()  # names to search the row by, in full or as pinyin
    searched_texts: tuple[str, ...] = ()  # searched texts besides label and form of support

    measure: models.ForeignKey  # each table sets its own related_name
    position = models.PositiveSmallIntegerField("顺序", default=1)
    label = models.CharField("名目", max_length=80)
    form = models.CharField("支持方式", max_length=12, choices=Form, blank=True, help_text=NOT_STATED)
    clause = models.ForeignKey(
        Clause,
        verbose_name="出处",
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
        null=True,
        blank=True,
    )
    note = models.CharField("说明", max_length=200, blank=True)

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["measure", "position"]
        constraints = [unique("%(class)s_position_unique", "同一事项中顺序号不能重复。", "measure", "position")]

    def __str__(self) -> str:
        return self.label

    @property
    def lines(self) -> list[Condition]:
        """The row's own conditions that set a lower bound: 年主营业务收入首次超过 50 亿元."""
        conditions = self.measure.conditions.all()
        return [one for one in conditions if one.row_key == self.pk and one.line is not None]

    @cached_property
    def is_superseded(self) -> bool:
        """Whether a newer edition changed or dropped the cited sentence; a query may annotate it instead."""
        return self.clause is not None and self.clause.is_superseded

    def clean(self) -> None:
        super().clean()
        if self.measure_id and self.measure.kind != self.KIND:
            raise ValidationError(
                f"事项类型是“{self.measure.get_kind_display()}”，不能有“{self._meta.verbose_name}”。"
                f"请改事项类型，或删除这一行。"
            )


class Award(Provision):
    """A provision that can carry money: a sum (20 元/平方米·月), or a rate of something with the sum as its cap."""

    amount_min = models.BigIntegerField(
        "下限（元）", null=True, blank=True, help_text="确数：上下限相同；都留空＝来源未载明"
    )
    amount_max = models.BigIntegerField("上限（元）", null=True, blank=True)
    currency = models.CharField("币种", max_length=12, choices=Currency, help_text="留空＝人民币（元）", **UNSAID)
    rate_min = models.DecimalField("比例下限（%）", max_digits=6, decimal_places=3, null=True, blank=True)
    rate_max = models.DecimalField("比例上限（%）", max_digits=6, decimal_places=3, null=True, blank=True)
    rate_base = models.CharField("比例的基数", max_length=60, blank=True, help_text="如 贷款利息；有比例时必填")
    paid_for = models.CharField(
        "按什么计发",
        max_length=12,
        **UNSAID,
        validators=[RegexValidator(r"^(?!每).*\w$", "只写名称，不写“每”，如 人、家、项目、平方米。")],
        help_text="如 人、家、项目、平方米；留空＝来源未载明",
    )
    period = models.CharField("计发周期", max_length=12, choices=Period, help_text=NOT_STATED, **UNSAID)
    one_off = models.BooleanField("一次性", null=True, blank=True, help_text=UNKNOWN)

    class Meta(Provision.Meta):
        abstract = True
        constraints = [
            *Provision.Meta.constraints,
            ordered("amount_min", "amount_max", "%(class)s_amounts_ordered", "金额下限不能大于上限。"),
            models.CheckConstraint(
                condition=above_zero("amount_min") & above_zero("amount_max"),
                name="%(class)s_amounts_positive",
                violation_error_message="金额须大于 0；来源未载明时请留空。",
                violation_error_code="amount_max",
            ),
            ordered("rate_min", "rate_max", "%(class)s_rates_ordered", "比例下限不能大于上限。"),
            models.CheckConstraint(
                condition=within_percent("rate_min") & within_percent("rate_max"),
                name="%(class)s_rates_within_percent",
                violation_error_message="比例须在 0 到 100 之间。",
                violation_error_code="rate_max",
            ),
            models.CheckConstraint(
                condition=Q(rate_min__isnull=True, rate_max__isnull=True, rate_base="")
                | ((Q(rate_min__isnull=False) | Q(rate_max__isnull=False)) & ~Q(rate_base="")),
                name="%(class)s_rate_with_base",
                violation_error_message="比例和比例的基数须同时填写或同时留空。",
                violation_error_code="rate_base",
            ),
            models.CheckConstraint(
                condition=Q(one_off__isnull=True) | Q(one_off=False) | Q(period=""),
                name="%(class)s_once_or_by_period",
                violation_error_message="一次性的不能再填计发周期。",
                violation_error_code="period",
            ),
        ]

    @cached_property
    def amount(self) -> Amount:
        sum_, rate = (self.amount_min, self.amount_max), (self.rate_min, self.rate_max, self.rate_base)
        return Amount(*sum_, *rate, self.paid_for, PERIODS.get(self.period, ""), self.currency)

    @property
    def searched_texts(self) -> tuple[str, ...]:
        return (self.amount.sum_text,)

    @property
    def given_as(self) -> str:
        """How it is given: 一次性奖励, 贴息; empty where the source says neither the form nor that it is paid once."""
        return ("一次性" if self.one_off else "") + FORMS.get(self.form, "")


class SubsidyTier(Award):
    """One rung of a subsidy: the award for enterprises of a tier, or above a line that a condition of the row sets."""

    KIND = Kind.SUBSIDY
    SHOWN_WITH = ("clause__document", "enterprise_tier")

    measure = models.ForeignKey(
        "incentives.Measure", verbose_name="事项", on_delete=models.CASCADE, related_name="subsidy_tiers"
    )
    enterprise_tier = models.ForeignKey(
        EnterpriseTier,
        verbose_name="企业梯次",
        on_delete=models.PROTECT,
        related_name="subsidy_tiers",
        null=True,
        blank=True,
        help_text="留空＝来源未限定",
    )
    first_time = models.BooleanField("限首次", null=True, blank=True, help_text=UNKNOWN)

    class Meta(Award.Meta):
        verbose_name = verbose_name_plural = "奖补档次"


class TalentGrant(Award):
    """One grant for a person or their project."""

    KIND = Kind.TALENT

    measure = models.ForeignKey(
        "incentives.Measure", verbose_name="事项", on_delete=models.CASCADE, related_name="talent_grants"
    )
    max_age = models.PositiveSmallIntegerField(
        "年龄上限（岁，含）", null=True, blank=True, help_text="留空＝来源未限定"
    )
    doctorate = models.BooleanField("限博士", null=True, blank=True, help_text=UNKNOWN)

    class Meta(Award.Meta):
        verbose_name = verbose_name_plural = "人才资助"
        constraints = [
            *Award.Meta.constraints,
            models.CheckConstraint(
                condition=Q(max_age__isnull=True) | Q(max_age__gte=16, max_age__lte=100),
                name="talentgrant_age_plausible",
                violation_error_message="年龄上限须在 16 到 100 岁之间。",
                violation_error_code="max_age",
            ),
        ]


class ApprovalReform(Provision):
    """One way of simplifying approvals, with the number of items it covers."""

    KIND = Kind.APPROVAL

    measure = models.ForeignKey(
        "incentives.Measure", verbose_name="事项", on_delete=models.CASCADE, related_name="approval_reforms"
    )
    mode = models.CharField("改革方式", max_length=16, choices=ReformMode)
    item_count = models.PositiveIntegerField("事项数", null=True, blank=True, help_text=NOT_STATED)
    item_unit = models.CharField(
        "量词", max_length=4, blank=True, default="项", db_default="项", help_text="照来源写，如 项、个"
    )
    is_new = models.BooleanField("新增", null=True, blank=True, help_text=UNKNOWN)

    class Meta(Provision.Meta):
        verbose_name = verbose_name_plural = "审批改革"
        constraints = [
            *Provision.Meta.constraints,
            unique("approvalreform_mode_unique", "同一事项中每种改革方式只能有一行。", "measure", "mode"),
        ]

    @property
    def items(self) -> str:
        """The number of items with the counting word of the source: 100 个; empty where it is not stated."""
        return "" if self.item_count is None else f"{self.item_count} {self.item_unit}".rstrip()


class LoanProduct(Provision):
    """One loan, fund or other financial product."""

    KIND = Kind.LOAN

    measure = models.ForeignKey(
        "incentives.Measure", verbose_name="事项", on_delete=models.CASCADE, related_name="loan_products"
    )
    name = models.CharField("产品名称", max_length=60)
    operator = models.CharField("运营主体", max_length=60, blank=True, help_text=NOT_STATED)
    platform = models.CharField("平台", max_length=60, blank=True, help_text=NOT_STATED)
    stage = models.CharField("阶段", max_length=10, choices=LoanStage, blank=True, help_text=NOT_STATED)
    credit_limit = models.BigIntegerField("额度上限（元）", null=True, blank=True, help_text=NOT_STATED)
    annual_rate = models.DecimalField(
        "年利率（%）", max_digits=6, decimal_places=3, null=True, blank=True, help_text=NOT_STATED
    )
    term_months = models.PositiveSmallIntegerField("期限（月）", null=True, blank=True, help_text=NOT_STATED)
    guarantee = models.CharField("担保要求", max_length=60, help_text=NOT_STATED, **UNSAID)
    interest_subsidy = models.BooleanField("有贴息", null=True, blank=True, help_text=UNKNOWN)
    invest_share_min_percent = percent_of_a_fund("投资占可投规模下限（%）")
    loss_tolerance_percent = percent_of_a_fund("投资损失允许率（%）")

    class Meta(Provision.Meta):
        verbose_name = verbose_name_plural = "金融产品"
        constraints = [
            *Provision.Meta.constraints,
            models.CheckConstraint(
                condition=above_zero("credit_limit"),
                name="loanproduct_limit_positive",
                violation_error_message="额度须大于 0；来源未载明时请留空。",
                violation_error_code="credit_limit",
            ),
            models.CheckConstraint(
                condition=within_percent("annual_rate")
                & within_percent("invest_share_min_percent")
                & within_percent("loss_tolerance_percent"),
                name="loanproduct_percents_in_range",
                violation_error_message="百分比须在 0 到 100 之间。",
                violation_error_code="annual_rate",
            ),
        ]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.platform)

    @property
    def searched_texts(self) -> tuple[str, ...]:
        limit = "" if self.credit_limit is None else money(self.credit_limit)
        return (self.name, self.operator, self.platform, limit)


PROVISIONS: tuple[type[Provision], ...] = (SubsidyTier, TalentGrant, ApprovalReform, LoanProduct)
AWARDS: tuple[type[Award], ...] = tuple(table for table in PROVISIONS if issubclass(table, Award))
ROWS = {table.KIND: table.relation() for table in PROVISIONS}  # without the kinds that have no rows
AWARD_KINDS = frozenset(table.KIND for table in AWARDS)
