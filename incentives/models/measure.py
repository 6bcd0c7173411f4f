from __future__ import annotations

import datetime
from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, NullIf
from django.urls import reverse

from incentives.audience import SME
from incentives.enums import AmountState, Delivery, Kind, MeasureStatus, Stacking
from incentives.models.measure_agency import MeasureAgency
from incentives.models.provision import PROVISIONS, LoanProduct, SubsidyTier, TalentGrant
from incentives.models.settled import refuse_if_settled
from incentives.models.tier import EnterpriseTier
from policies.models import Agency, Category, Clause, Document, Indicator
from policies.models.constraints import ErrorsAtFields, ordered

ROWS = {
    Kind.SUBSIDY: "subsidy_tiers",
    Kind.TALENT: "talent_grants",
    Kind.APPROVAL: "approval_reforms",
    Kind.LOAN: "loan_products",
}
WITHOUT_MONEY = (Kind.APPROVAL, Kind.SERVICE)
NO_AWARD = -1  # below every award, so that Greatest behaves alike on both databases


def awards(rows: models.QuerySet) -> Subquery:
    """The greatest sum in 元 among a measure's `rows`; null without one."""
    attainable = models.Max(Coalesce("amount_max", "amount_min"))
    mine = rows.filter(measure=OuterRef("pk")).order_by().values("measure")
    return Subquery(mine.annotate(best=attainable).values("best"), output_field=models.BigIntegerField())


def has(rows: models.QuerySet) -> Exists:
    return Exists(rows.filter(measure=OuterRef("pk")))


class MeasureQuerySet(models.QuerySet):
    def published(self) -> MeasureQuerySet:
        return self.filter(status=MeasureStatus.PUBLISHED)

    def released(self) -> MeasureQuerySet:
        """Versions that are or were public, the latest first."""
        return self.filter(status__in=(MeasureStatus.PUBLISHED, MeasureStatus.SUPERSEDED)).order_by("-version")

    def in_work(self) -> MeasureQuerySet:
        return self.filter(status__in=(MeasureStatus.DRAFT, MeasureStatus.REVIEW))

    def open_on(self, date: datetime.date) -> MeasureQuerySet:
        """Without those whose validity or application time ended before `date`."""
        return self.exclude(valid_until__lt=date).exclude(apply_until__lt=date)

    def in_categories(self, slugs: Collection[str]) -> MeasureQuerySet:
        return self.filter(category__slug__in=slugs)

    def of_kinds(self, kinds: Collection[str]) -> MeasureQuerySet:
        return self.filter(kind__in=kinds)

    def delivered_by(self, deliveries: Collection[str]) -> MeasureQuerySet:
        return self.filter(delivery__in=deliveries)

    def by_agencies(self, slugs: Collection[str]) -> MeasureQuerySet:
        roles = MeasureAgency.objects.filter(measure=OuterRef("pk"), agency__slug__in=slugs)
        return self.filter(Exists(roles))

    def for_tiers(self, slugs: Collection[str]) -> MeasureQuerySet:
        """Measures that name one of the tiers, those for SMEs where a tier is one, and the unrestricted."""
        return self.with_tier_rank(slugs).filter(tier_rank__lt=NOT_SERVED)

    def with_tier_rank(self, slugs: Collection[str]) -> MeasureQuerySet:
        """`tier_rank`: 0 names one of the tiers, 1 is for SMEs where a tier is one, 2 unrestricted, 3 for others."""
        named = Measure.tiers.through.objects.filter(measure=OuterRef("pk"))
        sme = EnterpriseTier.objects.filter(slug__in=slugs, is_sme=True)
        return self.annotate(
            tier_rank=Case(
                When(Exists(named.filter(enterprisetier__slug__in=slugs)), then=0),
                When(Exists(sme) & Exists(named.filter(enterprisetier__slug=SME)), then=1),
                When(~Exists(named), then=2),
                default=NOT_SERVED,
                output_field=models.SmallIntegerField(),
            )
        )

    def with_award(self, slugs: Collection[str] = ()) -> MeasureQuerySet:
        """`award`: the greatest sum in 元 for the tiers (for anyone without tiers); null where none is stated."""
        rungs = SubsidyTier.objects.all()
        if slugs:
            sme = EnterpriseTier.objects.filter(slug__in=slugs, is_sme=True)
            rungs = rungs.filter(
                Q(enterprise_tier__isnull=True)
                | Q(enterprise_tier__slug__in=slugs)
                | (Exists(sme) & Q(enterprise_tier__slug=SME))
            )
        best = Greatest(Coalesce(awards(rungs), NO_AWARD), Coalesce(awards(TalentGrant.objects.all()), NO_AWARD))
        return self.annotate(award=NullIf(best, Value(NO_AWARD)))

    def awarding(self, yuan: int, slugs: Collection[str] = ()) -> MeasureQuerySet:
        """Measures whose stated award for the tiers reaches `yuan` (元); credit limits are no awards."""
        return self.with_award(slugs).filter(award__gte=yuan)

    def with_amount_state(self) -> MeasureQuerySet:
        """`amount_state`: stated, not_stated or not_applicable, derived from the rows."""
        sum_or_rate = ~Q(amount_min=None, amount_max=None, rate_min=None, rate_max=None)
        stated = (
            has(SubsidyTier.objects.filter(sum_or_rate))
            | has(TalentGrant.objects.filter(sum_or_rate))
            | has(LoanProduct.objects.filter(credit_limit__isnull=False))
        )
        return self.annotate(
            amount_state=Case(
                When(kind__in=WITHOUT_MONEY, then=Value(AmountState.NOT_APPLICABLE)),
                When(stated, then=Value(AmountState.STATED)),
                default=Value(AmountState.NOT_STATED),
            )
        )

    def in_amount_states(self, states: Collection[str]) -> MeasureQuerySet:
        return self.with_amount_state().filter(amount_state__in=states)

    def containing(self, text: str) -> MeasureQuerySet:
        """Measures in whose words, rows, tiers, agencies or documents `text` occurs."""
        words = Q(title__icontains=text) | Q(promise__icontains=text)
        words |= Q(summary__icontains=text) | Q(audience__icontains=text)
        for rows in PROVISIONS:
            words |= Q(has(rows.objects.filter(label__icontains=text)))
        loans = LoanProduct.objects.filter(Q(name__icontains=text) | Q(platform__icontains=text))
        tiers = Measure.tiers.through.objects.filter(
            Q(enterprisetier__name__icontains=text) | Q(enterprisetier__short_name__icontains=text)
        )
        documents = Q(title__icontains=text) | Q(doc_number__icontains=text)
        words |= Q(has(loans)) | Q(has(tiers))
        words |= Q(has(MeasureAgency.objects.filter(agency__name__icontains=text)))
        words |= Q(Exists(Document.objects.filter(documents, measures=OuterRef("pk"))))
        return self.filter(words)

    def by_relevance(self, slugs: Collection[str] = ()) -> MeasureQuerySet:
        """For the tiers named before for all SMEs before the unrestricted; then the greater award, then by category."""
        rows = self.with_award(slugs)
        order = [F("award").desc(nulls_last=True), "category__position", "title", "pk"]
        return rows.with_tier_rank(slugs).order_by("tier_rank", *order) if slugs else rows.order_by(*order)

    def by_award(self, slugs: Collection[str] = ()) -> MeasureQuerySet:
        return self.with_award(slugs).order_by(F("award").desc(nulls_last=True), "title", "pk")

    def by_update(self) -> MeasureQuerySet:
        return self.order_by(F("published_at").desc(nulls_last=True), "title", "pk")

    def with_card(self) -> MeasureQuerySet:
        """All that a card shows: five queries for any page, none of them a join over rows."""
        rungs = models.Prefetch("subsidy_tiers", SubsidyTier.objects.select_related("enterprise_tier"))
        clauses = models.Prefetch("clauses", Clause.objects.select_related("document"))
        return self.select_related("category").prefetch_related(
            "tiers", rungs, "talent_grants", "loan_products", clauses
        )

    def get_by_natural_key(self, slug: str, version: int) -> Measure:
        return self.get(slug=slug, version=version)


NOT_SERVED = 3


class Measure(ErrorsAtFields):
    """One version of one thing an enterprise can obtain; the slug is what the versions share."""

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
    category = models.ForeignKey(Category, verbose_name="类别", on_delete=models.PROTECT, related_name="measures")
    tiers = models.ManyToManyField(
        EnterpriseTier,
        verbose_name="企业梯次",
        related_name="measures",
        blank=True,
        help_text="留空＝来源未限定",
    )
    audience = models.CharField("支持对象", max_length=100, blank=True, help_text="一句话；留空＝来源未载明")
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
    def rows_name(self) -> str:
        """The reverse relation to the table that fits the kind; empty for a service, which has none."""
        return ROWS.get(self.kind, "")

    @property
    def provisions(self) -> models.QuerySet | tuple[()]:
        """The rows of the table that fits the kind."""
        return getattr(self, self.rows_name).all() if self.rows_name else ()

    def clean(self) -> None:
        super().clean()
        if self.version == 1 and Measure.objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"slug": "已有事项使用这个网址标识。要改那个事项，请用“修订”；新事项请另取一个。"})
        if strangers := self.rows_of_other_kinds():
            names = "、".join(strangers)
            raise ValidationError({"kind": f"已有“{names}”明细，与这个事项类型不符；请先删除那些行。"})

    def rows_of_other_kinds(self) -> list[str]:
        """The names of provision tables that hold rows of this measure and do not fit its kind."""
        if not self.pk:
            return []
        others = [rows for rows in PROVISIONS if self.kind != rows.KIND]
        return [rows._meta.verbose_name for rows in others if rows.objects.filter(measure=self).exists()]

    def is_closed(self, on: datetime.date) -> bool:
        """Whether its validity or application time ended before the day `on`."""
        return any(end is not None and end < on for end in (self.valid_until, self.apply_until))
