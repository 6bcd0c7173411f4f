from django.conf import settings
from django.db import models

from incentives.enums import ReportKind, ReportOutcome

LONGEST = 1000  # characters


class ReaderReportQuerySet(models.QuerySet):
    def waiting(self) -> "ReaderReportQuerySet":
        """Reports that no one has handled yet."""
        return self.filter(outcome="")


class ReaderReport(models.Model):
    """A reader's message to the staff about a page. Nothing about the reader is stored."""

    about = models.CharField(
        "所说的页面", max_length=300, blank=True, help_text="本站的地址，如 /measures/…/；空为整个网站"
    )
    kind = models.CharField("问题", max_length=20, choices=ReportKind)
    text = models.TextField("说明", max_length=LONGEST)
    received_at = models.DateTimeField("收到时间", auto_now_add=True)
    outcome = models.CharField("处理结果", max_length=20, choices=[("", "待处理"), *ReportOutcome.choices], blank=True)
    note = models.CharField("处理说明", max_length=200, blank=True, help_text="只给工作人员看")
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="处理人", null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField("处理时间", null=True, blank=True)

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "读者反馈"
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["outcome", "-received_at"], name="reader_report_waiting")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.about or '整个网站'}"
