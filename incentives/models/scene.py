"""办事场景: measures put together for one situation of an enterprise."""

from django.db import models
from django.http import QueryDict
from django.urls import reverse


class SceneQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug: str) -> "Scene":
        return self.get(slug=slug)


class Scene(models.Model):
    """One situation, such as 要贷款: a filtered list under a title, with some measures first."""

    title = models.CharField("名称", max_length=20, unique=True, help_text="企业自己的说法，如 要贷款")
    slug = models.SlugField("网址标识", unique=True)
    summary = models.CharField("一句话说明", max_length=80, blank=True)
    words = models.CharField("关键词", max_length=60, blank=True, help_text="按这些词搜索；可留空")
    filters = models.CharField(
        "筛选条件",
        max_length=300,
        blank=True,
        help_text="在“惠企事项”里筛选好，把网址粘贴到这里，如 category=finance&availability=offer",
    )
    position = models.PositiveSmallIntegerField("顺序", unique=True)

    objects = SceneQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办事场景"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("incentives:scene", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def query(self) -> QueryDict:
        """The parameters of its list: the filters, and the words as `q`."""
        query = QueryDict(self.filters, mutable=True)
        if self.words:
            query["q"] = self.words
        return query


class ScenePin(models.Model):
    """A measure that stands first in a scene, named by its slug, so that it stays through new versions."""

    scene = models.ForeignKey(Scene, verbose_name="办事场景", on_delete=models.CASCADE, related_name="pins")
    slug = models.SlugField("惠企事项的网址标识", max_length=80)
    position = models.PositiveSmallIntegerField("顺序")

    class Meta:
        verbose_name = verbose_name_plural = "排在前面的惠企事项"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["scene", "slug"],
                name="scenepin_once",
                violation_error_message="这个惠企事项在这个场景里已经有了。",
            ),
            models.UniqueConstraint(
                fields=["scene", "position"],
                name="scenepin_position_unique",
                violation_error_message="这个顺序已被另一个惠企事项占用。",
            ),
        ]

    def __str__(self) -> str:
        return self.slug
