import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from policies.enums import DocumentStatus, Stacking, TermKind
from policies.models.clause import Clause
from policies.models.constraints import ErrorsAtFields
from policies.models.document import Document
from policies.text.wording import dated

DATES = (TermKind.VALIDITY, TermKind.EFFECT, TermKind.APPLY_FROM, TermKind.APPLY_UNTIL)


class DocumentTermQuerySet(models.QuerySet):
    def public(self) -> "DocumentTermQuerySet":
        """Terms that somebody confirmed, of documents that are public."""
        stated = self.filter(confirmed=True, document__status=DocumentStatus.PUBLISHED).exclude(value="")
        return stated.select_related("clause__document")

    def open(self) -> "DocumentTermQuerySet":
        """Terms that were read by machine and that nobody confirmed."""
        return self.filter(confirmed=False).select_related("document")


class DocumentTerm(ErrorsAtFields):
    """通则: one thing that a document settles for all its measures, or that it was found not to settle."""

    document = models.ForeignKey(Document, verbose_name="文件", on_delete=models.CASCADE, related_name="terms")
    what = models.CharField("通则", max_length=12, choices=TermKind)
    value = models.CharField(
        "内容",
        max_length=200,
        blank=True,
        help_text="日期写作 2027-12-31；叠加规则写 stackable、highest_only 或 difference；留空＝来源未载明",
    )
    clause = models.ForeignKey(
        Clause,
        verbose_name="出处",
        on_delete=models.PROTECT,
        related_name="terms",
        null=True,
        blank=True,
        help_text="留空＝来源未载明",
    )
    confirmed = models.BooleanField("已核对", default=False, help_text="由人对照原文核对过；核对之前，所属事项不能发布")

    objects = DocumentTermQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通则"
        ordering = ["document", "what", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "what", "value"],
                name="document_term_unique",
                violation_error_message="这份文件已有同样的通则。",
            ),
            models.CheckConstraint(
                condition=Q(value="", clause__isnull=True) | (~Q(value="") & Q(clause__isnull=False)),
                name="document_term_value_with_clause",
                violation_error_message="有内容的通则要选出处；来源未载明的两项都留空。",
                violation_error_code="clause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}：{self.words or '来源未载明'}"

    def clean(self) -> None:
        super().clean()
        if self.what in DATES and self.value and self.date is None:
            raise ValidationError({"value": "请写作 2027-12-31 这样的日期。"})
        if self.what == TermKind.STACKING and self.value and self.value not in Stacking.values:
            raise ValidationError({"value": f"叠加规则只能是：{'、'.join(Stacking.values[:-1])}。"})

    @property
    def date(self) -> datetime.date | None:
        """The day that it states; None where it is none."""
        try:
            return datetime.date.fromisoformat(self.value)
        except ValueError:
            return None

    @property
    def words(self) -> str:
        """Its value for readers: 2027年12月31日, 从高不重复; '' where the source does not state it."""
        if self.what == TermKind.STACKING:
            return dict(Stacking.choices).get(self.value, self.value)
        return dated(self.date) if self.what in DATES and self.date else self.value
