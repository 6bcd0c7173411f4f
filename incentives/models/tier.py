from django.db import models
from django.db.models import F
from django.urls import reverse

from policies.enums import Level
from policies.models import Indicator


class EnterpriseTierQuerySet(models.QuerySet):
    def on_ladder(self) -> "EnterpriseTierQuerySet":
        return self.filter(rank__isnull=False)

    def get_by_natural_key(self, slug: str) -> "EnterpriseTier":
        return self.get(slug=slug)


class EnterpriseTier(models.Model):
    """A tier that an enterprise can belong to: a rung of the ladder, or an honour or size class beside it."""

    name = models.CharField("名称", max_length=40, unique=True)
    short_name = models.CharField("简称", max_length=20)
    slug = models.SlugField("网址标识", unique=True)
    rank = models.PositiveSmallIntegerField("梯级", null=True, blank=True, help_text="留空＝不在梯次之内")
    position = models.PositiveSmallIntegerField("顺序", unique=True)
    level = models.CharField("层级", max_length=12, choices=Level, blank=True, help_text="留空＝来源未载明")
    is_sme = models.BooleanField("属中小企业", null=True, blank=True, help_text="未知＝来源未载明")
    enterprises = models.ForeignKey(
        Indicator,
        verbose_name="企业数量",
        on_delete=models.PROTECT,
        related_name="enterprise_tiers",
        null=True,
        blank=True,
        help_text="留空＝来源未载明",
    )

    objects = EnterpriseTierQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "企业梯次"
        ordering = [F("rank").asc(nulls_last=True), "position"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('incentives:measure-list')}?tier={self.slug}"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["policies.indicator"]
