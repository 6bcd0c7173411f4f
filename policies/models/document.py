import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.http import urlencode

from policies.enums import DocumentStatus, Genre, Level, RelationNature, Validity
from policies.models.agency import Agency
from policies.models.constraints import ErrorsAtFields, ordered
from policies.parsing.locators import part_name
from policies.search.fields import holds, unquoted
from policies.search.query import Query
from policies.text.wording import dated

# A clause's page follows from its position, so that a link to it costs no query.
CLAUSES_PER_PAGE = 200


@dataclass(frozen=True)
class Section:
    """One section of a text, such as 三、…: number (0 before the first, a1 in 附件1), heading, address and clauses.

    Of each clause there is `pk`, `path`, `position`, `section_heading`, `is_context` and `place`.
    """

    number: str
    heading: str
    url: str
    clauses: list


class DocumentQuerySet(models.QuerySet):
    def published(self) -> "DocumentQuerySet":
        return self.filter(status=DocumentStatus.PUBLISHED)

    def with_issuers(self) -> "DocumentQuerySet":
        return self.prefetch_related("issuers")

    def with_clause_counts(self) -> "DocumentQuerySet":
        """Adds `clause_count`, the number of clauses in the latest edition; 0 if only the name is known."""
        latest = models.Count("clauses", filter=Q(clauses__edition=F("edition")))
        # Django drops the model's ordering when it groups.
        return self.annotate(clause_count=latest).order_by(*Document._meta.ordering)

    def holding(self, query: Query) -> "DocumentQuerySet":
        """Documents whose titles or numbers contain every word of the query."""
        return self.alias(unquoted=unquoted("title")).filter(
            holds(query, ("title", "subtitle", "doc_number", "index_number", "unquoted"))
        )

    def get_by_natural_key(self, slug: str) -> "Document":
        return self.get(slug=slug)


class Document(ErrorsAtFields):
    """One official document. Its text may be stored, or only its name be known."""

    title = models.CharField("标题", max_length=200)
    title_is_exact = models.BooleanField("标题为原文全称", default=True, help_text="来源只提到简称或大意时，请取消勾选")
    subtitle = models.CharField("副标题", max_length=200, blank=True)
    slug = models.SlugField("网址标识", max_length=80, unique=True)
    genre = models.CharField("体裁", max_length=12, choices=Genre, default=Genre.OTHER)
    doc_number = models.CharField(
        "发文字号", max_length=60, blank=True, help_text="如 政网办〔2022〕15号；留空＝来源未载明"
    )
    index_number = models.CharField("索引号", max_length=60, blank=True, help_text="留空＝来源未载明")
    topic = models.CharField(
        "主题分类", max_length=100, blank=True, default="", db_default="", help_text="留空＝来源未载明"
    )
    reply_to = models.CharField("答复的建议或提案", max_length=60, blank=True, help_text="如 第B(2024)059号")
    issuers = models.ManyToManyField(Agency, verbose_name="发文机关", related_name="documents", blank=True)
    level = models.CharField("层级", max_length=12, choices=Level, blank=True, help_text="留空＝来源未载明")
    region = models.CharField("适用地区", max_length=40, blank=True, help_text="留空＝来源未载明")
    written_on = models.DateField("成文日期", null=True, blank=True, help_text="留空＝来源未载明")
    published_on = models.DateField("发布日期", null=True, blank=True, help_text="留空＝来源未载明")
    effective_on = models.DateField("施行日期", null=True, blank=True, help_text="留空＝来源未载明")
    expires_on = models.DateField("失效日期", null=True, blank=True, help_text="留空＝来源未载明")
    validity = models.CharField("有效性", max_length=10, choices=Validity, default=Validity.UNKNOWN)
    source_url = models.URLField("原文链接", max_length=500, blank=True)
    source_note = models.CharField(
        "文号和日期的来历",
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="本站没有原文时：从哪里查到的，会公开显示",
    )
    edition = models.PositiveSmallIntegerField("最新版次", default=1, editable=False)
    status = models.CharField("状态", max_length=10, choices=DocumentStatus, default=DocumentStatus.DRAFT)
    related = models.ManyToManyField("self", through="DocumentRelation", symmetrical=False, verbose_name="关联文件")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "政策文件"
        permissions = [("publish_document", "可以发布政策文件"), ("archive_document", "可以归档政策文件")]
        ordering = [F("written_on").desc(nulls_last=True), "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["index_number"],
                condition=~Q(index_number=""),
                name="document_index_number_unique",
                violation_error_message="已有文件使用这个索引号。",
                violation_error_code="index_number",
            ),
            models.UniqueConstraint(
                fields=["doc_number"],
                condition=~Q(doc_number=""),
                name="document_doc_number_unique",
                violation_error_message="已有文件使用这个发文字号。",
                violation_error_code="doc_number",
            ),
            ordered("written_on", "published_on", "document_published_after_written", "发布日期不能早于成文日期。"),
            ordered("effective_on", "expires_on", "document_expires_after_effective", "失效日期不能早于施行日期。"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("policies:document-detail", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["policies.agency"]

    @property
    def quoted_title(self) -> str:
        """The title in 《》, or without them if it is not the exact title."""
        return f"《{self.title}》" if self.title_is_exact else self.title

    def ended(self, on: datetime.date) -> str:
        """That it is no longer in force on the day `on`, in words; empty while it is, or where nobody knows."""
        if self.validity == Validity.REPEALED:
            return "已废止"
        if self.expires_on and self.expires_on < on:
            return f"已于{dated(self.expires_on)}失效"
        return "已失效" if self.validity == Validity.EXPIRED else ""

    def url_of(self, edition: int, position: int) -> str:
        """The address of the page of this document that holds the clause at `position` of an edition."""
        query = {} if edition == self.edition else {"edition": edition}
        if (page := position // CLAUSES_PER_PAGE + 1) > 1:
            query["page"] = page
        return f"{self.get_absolute_url()}?{urlencode(query)}" if query else self.get_absolute_url()

    def outline(self, edition: int) -> list[Section]:
        """The sections of an edition in order, with what is needed to count their clauses."""
        rows = self.clauses.filter(edition=edition).order_by("position")
        rows = rows.values_list("pk", "path", "position", "section_heading", "is_context", "place", named=True)
        groups = groupby(rows, key=lambda row: row.path.partition(".")[0])
        return [self._section(edition, number, list(members)) for number, members in groups]

    def _section(self, edition: int, number: str, clauses: list) -> Section:
        url = f"{self.url_of(edition, clauses[0].position)}#section-{number}"
        heading = clauses[0].section_heading or part_name(clauses[0].path, clauses[0].place)
        return Section(number, heading, url, clauses)

    @property
    def is_reply(self) -> bool:
        """Whether it is a 答复, which reports policy but has no legal force of its own."""
        return self.genre == Genre.REPLY


class DocumentRelation(ErrorsAtFields):
    """One reference from a document to another, with the clause that states it."""

    from_document = models.ForeignKey(Document, verbose_name="文件", on_delete=models.CASCADE, related_name="relations")
    to_document = models.ForeignKey(
        Document, verbose_name="关联到", on_delete=models.PROTECT, related_name="relations_to"
    )
    nature = models.CharField("关系", max_length=10, choices=RelationNature, default=RelationNature.CITES)
    clause = models.ForeignKey(
        "policies.Clause",
        verbose_name="出处",
        on_delete=models.PROTECT,
        related_name="relations",
        null=True,
        blank=True,
        help_text="留空＝无从查证",
    )

    class Meta:
        verbose_name = verbose_name_plural = "文件关联"
        ordering = ["from_document", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_document", "to_document", "nature"],
                name="document_relation_unique",
                violation_error_message="这两个文件之间已有同样的关联。",
            ),
            models.CheckConstraint(
                condition=~Q(from_document=F("to_document")),
                name="document_relation_not_to_itself",
                violation_error_message="文件不能关联到自己。",
                violation_error_code="to_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_document} {self.get_nature_display()} {self.to_document}"
