from django.db import models
from django.db.models import Q

from policies.enums import DatePrecision, IndicatorNature, Qualifier
from policies.models.clause import Clause
from policies.models.constraints import ErrorsAtFields
from policies.models.document import Document
from policies.search.fields import holds, unquoted
from policies.search.query import Query
from policies.text.wording import dated, quantity


class IndicatorQuerySet(models.QuerySet):
    def public(self) -> "IndicatorQuerySet":
        return self.filter(clause__document__in=Document.objects.published())

    def in_reading_order(self) -> "IndicatorQuerySet":
        return self.select_related("clause__document").order_by(
            "clause__document", "clause__position", "position", "pk"
        )

    def holding(self, query: Query) -> "IndicatorQuerySet":
        """Indicators whose names contain every word of the query."""
        return self.alias(unquoted=unquoted("name")).filter(holds(query, ("name", "unquoted")))

    def get_by_natural_key(self, slug: str) -> "Indicator":
        return self.get(slug=slug)


class Indicator(ErrorsAtFields):
    """One figure of a source that is no award: a result, a target or a number of items."""

    name = models.CharField("名称", max_length=80)
    slug = models.SlugField("网址标识", max_length=80, unique=True)
    position = models.PositiveSmallIntegerField("句内顺序", default=1)
    value = models.DecimalField(
        "数值",
        max_digits=20,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="用基本单位；留空＝来源只说明状态",
    )
    qualifier = models.CharField("确切程度", max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    unit = models.CharField("单位", max_length=12, blank=True, help_text="基本单位，如 家、项、元、%")
    status_note = models.CharField("状态", max_length=40, blank=True, help_text="没有数值时来源说明的状态，如 已获批")
    nature = models.CharField("性质", max_length=10, choices=IndicatorNature)
    as_of = models.DateField("截至日期", null=True, blank=True, help_text="只填来源中管到这个数字的日期")
    as_of_precision = models.CharField("日期精度", max_length=10, choices=DatePrecision, blank=True)
    clause = models.ForeignKey(Clause, verbose_name="出处", on_delete=models.PROTECT, related_name="indicators")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ["clause", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(as_of__isnull=True, as_of_precision="") | (Q(as_of__isnull=False) & ~Q(as_of_precision="")),
                name="indicator_as_of_with_precision",
                violation_error_message="截至日期和日期精度须同时填写或同时留空。",
                violation_error_code="as_of_precision",
            ),
            models.CheckConstraint(
                condition=(Q(value__isnull=False) & ~Q(unit="")) | (Q(value__isnull=True) & ~Q(status_note="")),
                name="indicator_value_with_unit_or_status",
                violation_error_message="有数值时请填单位；没有数值时请填状态。",
                violation_error_code="unit",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="indicator_value_not_negative",
                violation_error_message="数值不能为负。",
                violation_error_code="value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.quantity}"

    def get_absolute_url(self) -> str:
        return f"{self.clause.get_absolute_url()}#indicator-{self.slug}"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["policies.clause"]

    @property
    def quantity(self) -> str:
        """The figure as readers see it: 4058 家, 超过 1000 亿元, 200 万户以上. Without a value, the status."""
        if self.value is None:
            return self.status_note
        return quantity(self.value, self.unit, Qualifier(self.qualifier))

    @property
    def as_of_text(self) -> str:
        """截至2024年3月, as precise as the source; '' if the source gives no date for the figure."""
        return f"截至{dated(self.as_of, DatePrecision(self.as_of_precision))}" if self.as_of else ""
