from django.db import models


class LoadedMeasure(models.Model):
    """The fingerprint of one measure in the content files when they were last loaded."""

    slug = models.SlugField("网址标识", max_length=80, unique=True)
    fingerprint = models.CharField("指纹", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "内容文件记录"

    def __str__(self) -> str:
        return self.slug
