from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.signals import m2m_changed, pre_save
from django.urls import reverse
from django.utils import timezone

from incentives.enums import Availability, Delivery, Kind, MeasureStatus
from incentives.models.agency_role import MeasureAgency
from incentives.models.computed import ComputedQuerySet
from incentives.models.immutability import VersionQuerySet, VersionRow, note_raw, refuse_if_settled, refuse_links
from incentives.models.list_columns import INDEXES, ListColumns, ListColumnsQuerySet
from incentives.models.provision import AWARD_KINDS, PROVISIONS, ROWS
from incentives.models.rules.condition import Condition, Material
from incentives.models.tier import EnterpriseTier
from policies.enums import Level, Stacking
from policies.models import Agency, Category, Clause, Document, Indicator
from policies.models.constraints import ErrorsAtFields, ordered
from policies.text.wording import months_before

CITING: tuple[type[VersionRow], ...] = (*PROVISIONS, Condition)  # tables whose rows cite a clause
PARTS: tuple[type[VersionRow], ...] = (*CITING, Material, MeasureAgency)  # every table that belongs to a measure

OF_OLDER_EDITION = {"clause__edition__lt": F("clause__document__edition")}  # the cited clause is superseded


class MeasureQuerySet(ListColumnsQuerySet, ComputedQuerySet, VersionQuerySet):
    def published(self) -> MeasureQuerySet:
        return self.filter(status=MeasureStatus.PUBLISHED)

    def released(self) -> MeasureQuerySet:
        """Versions that are or were public, newest first."""
        return self.filter(status__in=(MeasureStatus.PUBLISHED, MeasureStatus.SUPERSEDED)).order_by("-version")

    def in_work(self) -> MeasureQuerySet:
        return self.filter(status__in=(MeasureStatus.DRAFT, MeasureStatus.REVIEW))

    def resting_on(self, document: Document) -> MeasureQuerySet:
        """Measures with `document` as basis, or with a clause of it cited by themselves, a row or a condition."""
        return self.filter(Q(pk__in=document.measures.values("pk")) | _citing(clause__document=document))

    def quoting(self, document: Document) -> MeasureQuerySet:
        """Measures that cite a clause of `document` by themselves, a row, a condition or an indicator."""
        indicators = Measure.indicators.through.objects.filter(indicator__clause__document=document)
        return self.filter(_citing(clause__document=document) | Q(pk__in=indicators.values("measure")))

    def citing(self, clause: Clause) -> MeasureQuerySet:
        """Measures that cite `clause` by themselves, a row or a condition."""
        return self.filter(_citing(clause=clause))

    def with_age(self) -> MeasureQuerySet:
        """`is_outdated`: see `outdated`; only for the few measures of a page, since it is expensive."""
        citations = (table.objects.filter(measure=OuterRef("pk"), **OF_OLDER_EDITION) for table in CITATIONS)
        return self.annotate(is_outdated=reduce(or_, (Q(Exists(rows)) for rows in citations)))

    def due_for_review(self, on: datetime.date) -> MeasureQuerySet:
        """Measures whose last review, or publication, is at least their months between reviews before the day `on`.

        Compares dates for each number of months in use: date arithmetic in SQL took seconds at 100,000 measures.
        """
        periods = self.filter(review_months__isnull=False).order_by().values_list("review_months", flat=True).distinct()
        due = (_reviewed_by(months_before(on, months), months) for months in periods)
        return self.filter(reduce(or_, due, Q(pk=None)))

    def with_parts(self, tables: Iterable[type[VersionRow]]) -> MeasureQuerySet:
        """Prefetch the rows of `tables` with their related objects, in one query for each table."""
        return self.prefetch_related(*(models.Prefetch(table.relation(), table.objects.shown()) for table in tables))

    def whole(self, kind: str = "") -> MeasureQuerySet:
        """Prefetch all that a measure's page shows; for measures of one `kind` without the rows of other kinds."""
        clauses = Clause.objects.public().select_related("document")
        return (
            self.with_parts(table for table in PARTS if not kind or getattr(table, "KIND", kind) == kind)
            .select_related("category", "cell")
            .prefetch_related(
                "tiers",
                models.Prefetch("basis", Document.objects.published()),
                models.Prefetch("clauses", clauses.order_by("document", "edition", "position")),
                models.Prefetch("indicators", Indicator.objects.public().in_reading_order()),
            )
        )

    def with_figures(self) -> MeasureQuerySet:
        """Prefetch all that the check of figures reads, with unpublished sources, in a constant number of queries."""
        return self.with_parts(CITING).prefetch_related("clauses", "indicators")

    def get_by_natural_key(self, slug: str, version: int) -> Measure:
        return self.get(slug=slug, version=version)


class Measure(ListColumns, ErrorsAtFields):
    """One version of a thing that an enterprise can obtain; all versions share a slug."""

    slug = models.SlugField("网址标识", max_length=80)
    version = models.PositiveSmallIntegerField("版本", default=1, editable=False)
    status = models.CharField("状态", max_length=10, choices=MeasureStatus, default=MeasureStatus.DRAFT, editable=False)
    change_note = models.CharField("修改说明", max_length=200, blank=True, help_text="发布后公开在更新记录中")
    sent_back_note = models.CharField("退回原因", max_length=200, blank=True, editable=False)
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name="本版编辑",
        related_name="edited_measures",
        blank=True,
        editable=False,
    )
    lock = models.PositiveIntegerField("保存次数", default=0, editable=False)
    title = models.CharField("名称", max_length=60)
    promise = models.CharField("一句话", max_length=40, help_text="得到什么，不超过 40 字")
    summary = models.TextField("说明", blank=True)
    kind = models.CharField("事项类型", max_length=10, choices=Kind, help_text="决定明细表；先保存，再填明细")
    availability = models.CharField(
        "可享受情况", max_length=13, choices=Availability, default=Availability.OFFER, db_default=Availability.OFFER
    )
    category = models.ForeignKey(Category, verbose_name="类别", on_delete=models.PROTECT, related_name="measures")
    tiers = models.ManyToManyField(
        EnterpriseTier, verbose_name="企业梯次", related_name="measures", blank=True, help_text="留空＝来源未限定"
    )
    audience = models.CharField("支持对象", max_length=100, blank=True, help_text="一句话；留空＝来源未载明")
    region = models.CharField(
        "适用地区", max_length=40, blank=True, default="", db_default="", help_text="如 河南省郑州市；留空＝同所据文件"
    )
    level = models.CharField(
        "层级", max_length=12, choices=Level, blank=True, default="", db_default="", help_text="留空＝同所据文件"
    )
    delivery = models.CharField("办理方式", max_length=12, choices=Delivery, default=Delivery.NOT_STATED)
    stacking = models.CharField("叠加规则", max_length=12, choices=Stacking, default=Stacking.NOT_STATED)
    agencies = models.ManyToManyField(
        Agency, verbose_name="部门", through="MeasureAgency", related_name="measures", blank=True
    )
    basis = models.ManyToManyField(
        Document,
        verbose_name="政策依据",
        related_name="measures",
        blank=True,
        help_text="有效力的文件；条款没有写明依据时留空＝来源未载明",
    )
    clauses = models.ManyToManyField(Clause, verbose_name="信息来源", related_name="measures", blank=True)
    indicators = models.ManyToManyField(Indicator, verbose_name="相关指标", related_name="measures", blank=True)
    valid_from = models.DateField("有效期起", null=True, blank=True, help_text="留空＝来源未载明")
    valid_until = models.DateField("有效期止", null=True, blank=True, help_text="留空＝来源未载明")
    apply_from = models.DateField("申报开始", null=True, blank=True, help_text="留空＝来源未载明")
    apply_until = models.DateField("申报截止", null=True, blank=True, help_text="留空＝来源未载明")
    apply_url = models.URLField("申报入口", max_length=500, blank=True, help_text="留空＝来源未载明")
    contact_phone = models.CharField("咨询电话", max_length=60, blank=True, help_text="留空＝来源未载明")
    evidence_note = models.TextField(
        "核实说明", blank=True, default="", db_default="", help_text="由人核实的每行一项，如 咨询电话：致电核实"
    )
    reviewed_on = models.DateField("最近复核", null=True, blank=True, help_text="留空＝尚未复核")
    review_months = models.PositiveSmallIntegerField("复核周期（月）", null=True, blank=True, help_text="留空＝不定期")
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("保存时间", auto_now=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "惠企事项"
        ordering = ["category__position", "title", "-version"]
        permissions = [("publish_measure", "可以发布惠企事项"), ("archive_measure", "可以归档惠企事项")]
        indexes = INDEXES
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "version"],
                name="measure_version_unique",
                violation_error_message="这个事项已有同号的版本。",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(status="published"),
                name="measure_one_published",
                violation_error_message="同一事项只能有一个已发布的版本。",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(status__in=["draft", "review"]),
                name="measure_one_in_work",
                violation_error_message="同一事项已有一个草稿或待审核的版本，请先处理它。",
                violation_error_code="slug",
            ),
            ordered("valid_from", "valid_until", "measure_validity_ordered", "有效期止不能早于有效期起。"),
            ordered("apply_from", "apply_until", "measure_apply_ordered", "申报截止不能早于申报开始。"),
            models.CheckConstraint(
                condition=Q(review_months__isnull=True) | Q(review_months__gt=0),
                name="measure_review_months_positive",
                violation_error_message="复核周期须至少 1 个月。",
                violation_error_code="review_months",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "review", "archived"]) | Q(published_at__isnull=False),
                name="measure_published_with_time",
                violation_error_message="已发布的版本必须有发布时间。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        refuse_if_settled(self)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        refuse_if_settled(self)
        return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("incentives:measure-detail", args=[self.slug])

    def natural_key(self) -> tuple[str, int]:
        return (self.slug, self.version)

    natural_key.dependencies = [
        "policies.category",
        "policies.clause",
        "policies.indicator",
        "policies.document",
        "incentives.enterprisetier",
    ]

    @property
    def is_in_work(self) -> bool:
        return self.status in {MeasureStatus.DRAFT, MeasureStatus.REVIEW}

    @property
    def is_offer(self) -> bool:
        """Whether an enterprise can claim, win or use it; other measures are only to be known of."""
        return self.availability == Availability.OFFER

    @property
    def rows_name(self) -> str:
        """The name of the relation to the rows of the measure's kind; empty for a service, which has no rows."""
        return ROWS.get(self.kind, "")

    @property
    def gives_awards(self) -> bool:
        """Whether the rows of its kind are awards: sums (元) or rates (%)."""
        return self.kind in AWARD_KINDS

    @property
    def provisions(self) -> models.QuerySet | tuple[()]:
        """The rows of the measure's kind; empty for a service."""
        return getattr(self, self.rows_name).all() if self.rows_name else ()

    @property
    def outdated_clauses(self) -> list[Clause]:
        """The cited clauses of public documents that a newer edition changed or dropped."""
        parts = [part.clause for part in (*self.provisions, *self.conditions.all()) if part.clause]
        clauses = dict.fromkeys([*self.clauses.all(), *parts])
        return [clause for clause in clauses if clause.is_superseded and clause.is_public]

    def clean(self) -> None:
        super().clean()
        if self.version == 1 and Measure.objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"slug": "已有事项使用这个网址标识。要改那个事项，请用“修订”；新事项请另取一个。"})
        if names := self.rows_of_other_kinds():
            raise ValidationError({"kind": f"已有“{'、'.join(names)}”明细，与这个事项类型不符；请先删除那些行。"})

    def rows_of_other_kinds(self) -> list[str]:
        """The verbose names of other kinds' tables that hold rows of this measure."""
        if not self.pk:
            return []
        others = [table for table in PROVISIONS if self.kind != table.KIND]
        return [table._meta.verbose_name for table in others if table.objects.filter(measure=self).exists()]


def _citing(**clause: object) -> Q:
    """Measures that cite a clause with the lookups `clause`, in any table."""
    return reduce(or_, (Q(pk__in=table.objects.filter(**clause).values("measure")) for table in CITATIONS))


def _reviewed_by(day: datetime.date, months: int) -> Q:
    """Measures with `months` between reviews that were last reviewed, or else published, on or before `day`."""
    ends = timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
    return Q(review_months=months) & (Q(reviewed_on__lte=day) | Q(reviewed_on=None, published_at__lte=ends))


def outdated() -> Q:
    """Measures that cite, by themselves, a row or a condition, a clause that a newer edition changed or dropped."""
    return _citing(**OF_OLDER_EDITION)


CITATIONS = (Measure.clauses.through, *CITING)  # all tables through which a measure cites a clause
pre_save.connect(note_raw, sender=Measure)
for links in (Measure.tiers, Measure.basis, Measure.clauses, Measure.indicators):
    m2m_changed.connect(refuse_links, sender=links.through)
