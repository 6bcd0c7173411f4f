from django.core.exceptions import ValidationError
from django.db import models

from policies.search.tokens import units


class Synonym(models.Model):
    """Two wordings that the search treats as equal, such as 小巨人 and 国家级专精特新."""

    word = models.CharField("说法", max_length=30)
    same_as = models.CharField(
        "等同于", max_length=30, help_text="两个说法互相可搜：搜其中一个，也找到写着另一个的事项"
    )

    class Meta:
        verbose_name = verbose_name_plural = "同义词"
        ordering = ["word", "same_as"]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "same_as"],
                name="synonym_pair_unique",
                violation_error_message="这一对说法已经有了。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.word}＝{self.same_as}"

    def clean(self) -> None:
        super().clean()
        for field in ("word", "same_as"):
            if not units(getattr(self, field)):
                raise ValidationError({field: "请写出字、字母或数字。"})
        if units(self.word) == units(self.same_as):
            raise ValidationError({"same_as": "两个说法相同，不必列入。"})
