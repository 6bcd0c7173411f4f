from django.db import models

from policies.enums import Level


class AgencyQuerySet(models.QuerySet):
    def confirmed(self) -> "AgencyQuerySet":
        """Agencies that an administrator entered or confirmed; editors may only propose one."""
        return self.filter(is_proposed=False)

    def get_by_natural_key(self, slug: str) -> "Agency":
        return self.get(slug=slug)


class Agency(models.Model):
    """One government office that issues documents or is responsible for measures."""

    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=30)
    slug = models.SlugField("网址标识", unique=True)
    level = models.CharField("层级", max_length=12, choices=Level, blank=True, help_text="留空＝来源未载明")
    phone = models.CharField("咨询电话", max_length=60, blank=True, help_text="留空＝来源未载明")
    website = models.URLField("网站", blank=True)
    is_proposed = models.BooleanField("待确认", default=False, db_default=False, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "机构"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
