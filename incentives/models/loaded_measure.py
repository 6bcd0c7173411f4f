from django.db import models


class LoadedMeasure(models.Model):
    """What the content files said of one measure when they were last loaded, as a fingerprint."""

    slug = models.SlugField("网址标识", max_length=80, unique=True)
    fingerprint = models.CharField("指纹", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "内容文件记录"

    def __str__(self) -> str:
        return self.slug
