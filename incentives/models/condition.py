from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from incentives.enums import ConditionField, Operator
from incentives.models.immutability import VersionRow
from policies.models import Clause
from policies.models.constraints import ErrorsAtFields


class Condition(VersionRow, ErrorsAtFields):
    """One requirement of a measure: a sentence for people and, where it can be checked, a rule for the machine."""

    measure = models.ForeignKey(
        "incentives.Measure", verbose_name="事项", on_delete=models.CASCADE, related_name="conditions"
    )
    position = models.PositiveSmallIntegerField("顺序", default=1)
    row = models.PositiveSmallIntegerField(
        "适用于第几行", null=True, blank=True, help_text="对应明细行的顺序号；留空＝整个事项"
    )
    sentence = models.CharField("条件", max_length=120)
    field = models.CharField(
        "核对的事实", max_length=20, choices=ConditionField, blank=True, help_text="留空＝须人工核对"
    )
    operator = models.CharField("比较方式", max_length=4, choices=Operator, blank=True)
    value = models.CharField("比较值", max_length=120, blank=True)
    clause = models.ForeignKey(
        Clause,
        verbose_name="出处",
        on_delete=models.PROTECT,
        related_name="conditions",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = verbose_name_plural = "申报条件"
        ordering = ["measure", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "position"],
                name="condition_position_unique",
                violation_error_message="同一事项中顺序号不能重复。",
                violation_error_code="position",
            ),
            models.CheckConstraint(
                condition=Q(field="", operator="", value="") | (~Q(field="") & ~Q(operator="") & ~Q(value="")),
                name="condition_rule_whole",
                violation_error_message="核对的事实、比较方式、比较值须同时填写或同时留空。",
                violation_error_code="field",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    def clean(self) -> None:
        super().clean()
        if self.operator in {Operator.GT, Operator.GTE, Operator.LT, Operator.LTE} and not is_number(self.value):
            raise ValidationError({"value": "这种比较方式要求比较值是数字。"})

    @property
    def is_checkable(self) -> bool:
        return bool(self.field)


class Material(VersionRow, ErrorsAtFields):
    """One paper an applicant hands in."""

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
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "position"],
                name="material_position_unique",
                violation_error_message="同一事项中顺序号不能重复。",
                violation_error_code="position",
            )
        ]

    def __str__(self) -> str:
        return self.name


def is_number(text: str) -> bool:
    """Whether a rule's value can be compared in size."""
    return text.strip().replace(".", "", 1).isdecimal()
