from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from policies.models.document import Document


class SourceFileQuerySet(models.QuerySet):
    def stored(self) -> "SourceFileQuerySet":
        """Files whose text was imported."""
        return self.filter(edition__isnull=False)

    def waiting(self) -> "SourceFileQuerySet":
        """Files that were uploaded but not imported yet."""
        return self.filter(edition__isnull=True)


class SourceFile(models.Model):
    """One uploaded file with its uploader. `edition` is null until its text is imported."""

    document = models.ForeignKey(
        Document, verbose_name="文件", on_delete=models.PROTECT, related_name="source_files", null=True, blank=True
    )
    edition = models.PositiveSmallIntegerField("版次", null=True, blank=True, help_text="留空＝还在预览，没有导入")
    title = models.CharField("标题", max_length=200, blank=True, help_text="原文没有页头时由导入人填写")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64, validators=[RegexValidator(r"^[0-9a-f]{64}$")])
    content = models.BinaryField("原件")
    boundaries = models.TextField(
        "断句调整",
        blank=True,
        default="",
        db_default="",
        help_text="导入人在预览里合并、拆分的句子，一行一处；文字不变",
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提交人", on_delete=models.PROTECT, related_name="+"
    )
    brought_at = models.DateTimeField("提交时间", auto_now_add=True)

    objects = SourceFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "原件"
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(edition__isnull=True) | models.Q(document__isnull=False),
                name="sourcefile_edition_of_document",
                violation_error_message="已导入的原件必须属于一份文件。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def size(self) -> int:
        return len(self.content)
