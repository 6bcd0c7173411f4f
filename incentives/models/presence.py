import datetime

from django.conf import settings
from django.db import models

from incentives.models.measure import Measure

STILL_THERE = datetime.timedelta(minutes=15)


class DraftPresenceQuerySet(models.QuerySet):
    def others(self, user: models.Model, at: datetime.datetime) -> "DraftPresenceQuerySet":
        """Colleagues of `user` who opened a form within the last quarter of an hour."""
        return self.filter(seen_at__gt=at - STILL_THERE).exclude(user=user).select_related("user")


class DraftPresence(models.Model):
    """One colleague who has a draft's form open, as far as we know."""

    measure = models.ForeignKey(Measure, verbose_name="事项", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="用户", on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField("最近打开")

    objects = DraftPresenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "正在编辑"
        constraints = [models.UniqueConstraint(fields=["measure", "user"], name="presence_unique")]

    def __str__(self) -> str:
        return f"{self.user}：{self.measure}"
