"""Work on drafts: preview links, colleagues who have a draft's form open, and who is to work on a document by when."""

import datetime

from django.conf import settings
from django.db import models

from incentives.enums import ProposalOutcome
from incentives.models.measure import Measure
from policies.models import Document

STILL_THERE = datetime.timedelta(minutes=15)


class PreviewLinkQuerySet(models.QuerySet):
    def usable(self, at: datetime.datetime) -> "PreviewLinkQuerySet":
        """Links that are neither expired nor revoked and whose version is a draft or in review at the time `at`."""
        return self.filter(expires_at__gt=at, revoked_at=None, measure__in=Measure.objects.in_work())


class PreviewLink(models.Model):
    """A secret address at which people without a login may read a draft for a limited time."""

    measure = models.ForeignKey(Measure, verbose_name="事项", on_delete=models.CASCADE, related_name="preview_links")
    token_hash = models.CharField("链接指纹", max_length=64, unique=True, help_text="只存指纹，链接本身不留底")
    recipient = models.CharField("给谁看", max_length=60)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="建立者", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    expires_at = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预览链接"
        ordering = ["-created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.measure}：{self.recipient}"


class PresenceQuerySet(models.QuerySet):
    def others(self, user: models.Model, at: datetime.datetime) -> "PresenceQuerySet":
        """Colleagues of `user` who opened the page in the 15 minutes before `at`."""
        return self.filter(seen_at__gt=at - STILL_THERE).exclude(user=user).select_related("user")


class DraftPresence(models.Model):
    """A colleague who opened the form of a draft and may still have it open."""

    measure = models.ForeignKey(Measure, verbose_name="事项", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="用户", on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField("最近打开")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "正在编辑"
        constraints = [models.UniqueConstraint(fields=["measure", "user"], name="presence_unique")]

    def __str__(self) -> str:
        return f"{self.user}：{self.measure}"


class DocumentTask(models.Model):
    """Who is to turn a document into measures, and by when. A document without a row is nobody's yet."""

    document = models.OneToOneField(Document, verbose_name="文件", on_delete=models.CASCADE, related_name="task")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="负责人",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField("期限", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "文件分工"

    def __str__(self) -> str:
        return f"{self.document}：{self.assignee or '未分派'}"


class TextPresence(models.Model):
    """A colleague who opened the 拆解 page of a document and may still have it open."""

    document = models.ForeignKey(Document, verbose_name="文件", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="用户", on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField("最近打开")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "正在拆解"
        constraints = [models.UniqueConstraint(fields=["document", "user"], name="text_presence_unique")]

    def __str__(self) -> str:
        return f"{self.user}：{self.document}"


class ProposalDecision(models.Model):
    """What somebody decided of one proposal of a document; `key` follows from the words that the proposal rests on."""

    document = models.ForeignKey(Document, verbose_name="文件", on_delete=models.CASCADE, related_name="decisions")
    key = models.CharField("指纹", max_length=64)
    decision = models.CharField("决定", max_length=10, choices=ProposalOutcome)
    measure = models.ForeignKey(
        Measure, verbose_name="事项", on_delete=models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    reason = models.CharField("原因", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="谁", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "拆解决定"
        constraints = [models.UniqueConstraint(fields=["document", "key"], name="proposal_decided_once")]

    def __str__(self) -> str:
        return f"{self.document}：{self.get_decision_display()}"
