from django.db import models


class CategoryQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug: str) -> "Category":
        return self.get(slug=slug)


class Category(models.Model):
    """One subject by which readers find measures, such as 人才 or 金融服务."""

    name = models.CharField("名称", max_length=20, unique=True)
    slug = models.SlugField("网址标识", unique=True)
    position = models.PositiveSmallIntegerField("顺序", unique=True)
    description = models.CharField("一句话说明", max_length=80, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "类别"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
