from django.db import models
from django.utils import timezone


class ContentVersion(models.Model):
    """The only row of its table: a number that every public change raises."""

    ONLY = 1

    number = models.PositiveBigIntegerField("版本号", default=0)
    changed_at = models.DateTimeField("最近变动", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "内容版本"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="contentversion_only_one",
                violation_error_message="内容版本只有一行。",
            )
        ]

    def __str__(self) -> str:
        return str(self.number)
