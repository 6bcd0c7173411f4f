"""Worked examples of the match, kept by staff and run before a measure is published."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.db import models

from incentives.enums import CaseVerdict
from policies.models.constraints import unique


class MatchCaseQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug: str, name: str) -> MatchCase:
        return self.get(measure_slug=slug, name=name)


class MatchCase(models.Model):
    """A reader's answers, and the verdicts that a measure must give for them, whatever its version."""

    measure_slug = models.SlugField("事项的标识", max_length=80, help_text="与惠企事项的网址标识相同；各个版本都要对")
    name = models.CharField("是谁", max_length=80, help_text="如 往年评上专精特新，没领过奖励")
    answers = models.CharField(
        "回答", max_length=400, blank=True, help_text="在匹配页填好，把网址问号后面的部分贴在这里；留空＝什么都没填"
    )

    objects = MatchCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校验案例"
        ordering = ["measure_slug", "pk"]
        constraints = [unique("match_case_unique", "这个事项已有同名的案例。", "measure_slug", "name")]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return self.measure_slug, self.name

    def clean(self) -> None:
        super().clean()
        text = self.answers.rpartition("?")[2].partition("#")[0]
        try:
            pairs = parse_qsl(text, strict_parsing=bool(text))
        except ValueError:
            raise ValidationError({"answers": "请贴匹配页网址里问号后面的部分，如 age=35&doctorate=yes。"}) from None
        self.answers = urlencode([pair for pair in pairs if pair[0] not in {"measure", "part", "page"}])


class MatchCaseVerdict(models.Model):
    """The verdict that a case expects of one row of the measure, or of a measure without rows."""

    case = models.ForeignKey(MatchCase, verbose_name="案例", on_delete=models.CASCADE, related_name="verdicts")
    row = models.PositiveSmallIntegerField("第几行明细", default=0, help_text="0＝没有明细的事项")
    verdict = models.CharField("应得结论", max_length=12, choices=CaseVerdict)

    class Meta:
        verbose_name = verbose_name_plural = "应得结论"
        ordering = ["case", "row"]
        constraints = [unique("case_verdict_unique", "同一行只写一个结论。", "case", "row")]

    def __str__(self) -> str:
        row = f"第 {self.row} 行" if self.row else "整个事项"
        return f"{row}：{self.get_verdict_display()}"
