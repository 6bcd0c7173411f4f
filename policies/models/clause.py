from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property

from policies.enums import DocumentStatus
from policies.models.constraints import ErrorsAtFields
from policies.models.document import Document
from policies.parsing.locators import PATH, cited, part_name

CHOICE = 60  # characters of a sentence that stand beside its name in a list to choose from


class ClauseQuerySet(models.QuerySet):
    def public(self) -> "ClauseQuerySet":
        """Clauses of published documents. By a join and not a subquery, for which SQLite chooses a slow plan."""
        return self.filter(document__status=DocumentStatus.PUBLISHED)

    def latest_edition(self) -> "ClauseQuerySet":
        """Clauses of the highest edition of each document."""
        newer = Clause.objects.filter(document=OuterRef("document"), edition__gt=OuterRef("edition"))
        return self.filter(~Exists(newer))

    def get_by_natural_key(self, document: str, edition: int, path: str) -> "Clause":
        return self.get(document__slug=document, edition=edition, path=path)


class Clause(ErrorsAtFields):
    """One sentence of a document: the smallest unit that can be cited."""

    document = models.ForeignKey(Document, verbose_name="文件", on_delete=models.PROTECT, related_name="clauses")
    edition = models.PositiveSmallIntegerField("版次", default=1)
    position = models.PositiveIntegerField("顺序")
    path = models.CharField(
        "位置",
        max_length=40,
        validators=[RegexValidator(rf"^{PATH}$", "位置写作“部分.句”，如 1.7；附件写作 a1.2，附则写作 f.2。")],
        help_text="1.7＝第一部分第7句；0＝第一部分之前；a1＝附件1；f＝附则；p2＝同一通知中的第二份文件；n1＝注1",
    )
    place = models.CharField(
        "位置名称", max_length=200, blank=True, help_text="如 第二章第五条；留空＝由位置推知", editable=False
    )
    headings = models.CharField(
        "原文标题",
        max_length=600,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="所在各级的原文标题，一行一级，没有标题的一级为空行；由导入写入",
    )
    section_heading = models.CharField("部分名称", max_length=60, blank=True, help_text="用我们自己的短语")
    gist = models.CharField("大意", max_length=200, blank=True, help_text="用我们自己的话，一句")
    text = models.TextField("原文", blank=True, help_text="由导入命令写入；留空＝本站未收录原文")
    fingerprint = models.CharField(
        "指纹",
        max_length=64,
        blank=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}$", "指纹是 64 位十六进制数。")],
        help_text="原文规范化后的 SHA-256",
    )
    is_context = models.BooleanField("背景句", default=False, help_text="本句不含措施、数字或文件，只作背景")

    objects = ClauseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "条款"
        ordering = ["document", "edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "edition", "path"],
                name="clause_path_unique",
                violation_error_message="本版次中已有这个位置。",
            ),
            models.UniqueConstraint(
                fields=["document", "edition", "position"],
                name="clause_position_unique",
                violation_error_message="本版次中已有这个顺序号。",
            ),
            models.CheckConstraint(
                condition=Q(text="") | ~Q(fingerprint=""),
                name="clause_text_has_fingerprint",
                violation_error_message="有原文的条款必须有指纹。",
                violation_error_code="fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.title} {self.locator}"

    @property
    def choice_label(self) -> str:
        """Its name in a list to choose from: with its first words."""
        words = self.text or self.gist
        return f"{self}：{words[:CHOICE]}{'…' if words[CHOICE:] else ''}" if words else str(self)

    def get_absolute_url(self) -> str:
        return self.url

    def natural_key(self) -> tuple[str, int, str]:
        return (self.document.slug, self.edition, self.path)

    natural_key.dependencies = ["policies.document"]

    def neighbours(self) -> tuple["Clause | None", "Clause | None"]:
        """The clauses before and after it in its document and edition."""
        siblings = Clause.objects.filter(document=self.document_id, edition=self.edition).select_related("document")
        before = siblings.filter(position__lt=self.position).order_by("-position").first()
        return before, siblings.filter(position__gt=self.position).order_by("position").first()

    @property
    def is_public(self) -> bool:
        """Whether its document is published. It may be cited even if it is not."""
        return self.document.status == DocumentStatus.PUBLISHED

    @property
    def is_superseded(self) -> bool:
        """Whether its document has a newer edition. Citations move there only if the sentence is unchanged."""
        return self.edition < self.document.edition

    @cached_property
    def url(self) -> str:
        """The clause's own page, put together once. If its edition is not the latest, the address names it."""
        pin = "" if self.edition == self.document.edition else f"?edition={self.edition}"
        return reverse("policies:clause-detail", args=[self.document.slug, self.path]) + pin

    @cached_property
    def context_url(self) -> str:
        """The address of the sentence within the text of its document."""
        return f"{self.document.url_of(self.edition, self.position)}#clause-{self.path}"

    @cached_property
    def locator(self) -> str:
        """The place as readers see it: 第一部分第7句."""
        return cited(self.path, self.place)

    @property
    def section(self) -> int:
        """The number of the section it stands in; 0 before the first, and in parts outside the numbering."""
        return int(self.part) if self.part.isdecimal() else 0

    @property
    def part(self) -> str:
        """The first number of its path: 1, 0 before the first section, a1 in 附件1."""
        return self.path.partition(".")[0]

    @property
    def part_name(self) -> str:
        """The part for people: 第二章, 附件1, 开头."""
        return part_name(self.path, self.place)

    @property
    def citation(self) -> str:
        """A reference to copy: 《标题》第一部分第7句."""
        return f"{self.document.quoted_title}{self.locator}"
