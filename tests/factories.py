"""Made-up rows for tests. Each function makes a minimal row; keyword arguments set what matters to the test."""

import datetime
from collections.abc import Iterable
from itertools import count

import yaml
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.serializers.python import Deserializer
from django.db.models import DateTimeField, Model
from django.db.models.functions import Coalesce
from django.utils import timezone

from incentives.enums import Delivery, Kind, MeasureStatus, ReformMode
from incentives.listing.upkeep.refresh import refresh
from incentives.models import (
    ApprovalReform,
    Condition,
    EnterpriseTier,
    Fact,
    LoanProduct,
    Measure,
    MeasureAgency,
    SubsidyTier,
    TalentGrant,
)
from incentives.models.rules.condition import ROW_KEYS
from policies.enums import DocumentStatus, IndicatorNature, Level
from policies.models import Agency, Category, Clause, Document, DocumentTerm, Indicator
from policies.text.wording import money

number = count(1)


def agency(**values) -> Agency:
    n = next(number)
    return Agency.objects.create(**{"name": f"绿谷市第{n}局", "short_name": f"第{n}局", "slug": f"agency-{n}"} | values)


def category(slug: str = "", **values) -> Category:
    n = next(number)
    slug = slug or f"category-{n}"
    found = Category.objects.filter(slug=slug).first()
    return found or Category.objects.create(**{"name": f"类别{slug}", "slug": slug, "position": n} | values)


def document(*, draft: bool = False, **values) -> Document:
    n = next(number)
    defaults = {
        "title": f"绿谷市第{n}号办法",
        "slug": f"document-{n}",
        "written_on": datetime.date(2025, 3, 1),
        "status": DocumentStatus.DRAFT if draft else DocumentStatus.PUBLISHED,
    }
    return Document.objects.create(**defaults | values)


def clause(of: Document | None = None, **values) -> Clause:
    of = of or document()
    n = of.clauses.count() + 1
    defaults = {"document": of, "path": f"1.{n}", "position": n, "section_heading": "奖励", "gist": f"第{n}句大意"}
    return Clause.objects.create(**defaults | values)


def term(of: Clause, what: str, value: str, **values) -> DocumentTerm:
    """A confirmed term of the clause's document."""
    defaults = {"document": of.document, "clause": of, "what": what, "value": value, "confirmed": True}
    return DocumentTerm.objects.create(**defaults | values)


def indicator(**values) -> Indicator:
    n = next(number)
    defaults = {
        "name": f"指标{n}",
        "slug": f"indicator-{n}",
        "value": 120,
        "unit": "家",
        "nature": IndicatorNature.COUNT,
    }
    return Indicator.objects.create(**defaults | ({} if "clause" in values else {"clause": clause()}) | values)


def tier(slug: str, **values) -> EnterpriseTier:
    n = next(number)
    defaults = {"name": f"梯次{slug}", "short_name": slug, "slug": slug, "position": n, "level": Level.MUNICIPAL}
    return EnterpriseTier.objects.create(**defaults | values)


def ladder() -> dict[str, EnterpriseTier]:
    """Two rungs that are SMEs, one standing that is not, and the size class."""
    return {
        "specialized": tier("specialized", rank=2, is_sme=True),
        "little-giant": tier("little-giant", rank=3, is_sme=True),
        "leading": tier("leading", is_sme=False),
        "sme": tier("sme", is_sme=True),
    }


def measure(*, published: bool = True, sourced: bool = True, tiers=(), agencies=(), **values) -> Measure:
    n = next(number)
    defaults = {
        "slug": f"measure-{n}",
        "title": f"事项{n}",
        "promise": "得到支持",
        "kind": Kind.SERVICE,
        "delivery": Delivery.NOT_STATED,
        "change_note": "首次收录",
    }
    if published:
        defaults |= {"status": MeasureStatus.PUBLISHED, "published_at": timezone.now()}
    if "category" not in values:
        defaults["category"] = category("fiscal")
    row = Measure.objects.create(**defaults | values)
    link(row, "tiers", *tiers)
    if sourced:
        link(row, "clauses", clause())
    MeasureAgency._base_manager.bulk_create(MeasureAgency(measure=row, agency=acting) for acting in agencies)
    return listed(row)


def link(of: Measure, name: str, *rows: Model) -> None:
    """Link rows to a version as a fixture does, even if it is on record."""
    field = Measure._meta.get_field(name)
    through = field.remote_field.through
    ties = [{"measure": of, field.m2m_reverse_field_name(): row} for row in rows]
    through._base_manager.bulk_create(through(**tie) for tie in ties)


def listed(of: Measure) -> Measure:
    """Refresh what is stored for the list; needed after a change that bypasses publishing."""
    if of.status == MeasureStatus.PUBLISHED:
        refresh(Measure.objects.filter(pk=of.pk))
    return of


def publish(drafts: Iterable[Measure]) -> None:
    """Publish all drafts at once, which is faster: `measure` and the row functions reindex for each row."""
    moment = Coalesce("published_at", timezone.now(), output_field=DateTimeField())
    Measure.objects.filter(pk__in=[row.pk for row in drafts]).update(
        status=MeasureStatus.PUBLISHED, published_at=moment
    )
    refresh(Measure.objects.all())


def draft(**values) -> Measure:
    return measure(published=False, **values)


def _row(model, of: Measure, **values):
    last = model.objects.filter(measure=of).count()
    row = model(**{"measure": of, "position": last + 1} | values)
    row.save_base(raw=True, force_insert=True)  # as fixtures are stored: also beneath a published version
    listed(of)
    return row


def subsidy_tier(of: Measure, yuan: int | None = None, over: int | None = None, **values) -> SubsidyTier:
    """`over` is the revenue (元) that a condition of the row wants to be exceeded."""
    defaults = {"label": "一档", "amount_min": yuan, "amount_max": yuan, "clause": of.clauses.first()}
    row = _row(SubsidyTier, of, **defaults | values)
    if over is not None:
        line(row, over, first_time=bool(row.first_time), clause=row.clause)
    return row


def talent_grant(of: Measure, yuan: int | None = None, **values) -> TalentGrant:
    defaults = {"label": "资助", "amount_min": yuan, "amount_max": yuan, "clause": of.clauses.first()}
    return _row(TalentGrant, of, **defaults | values)


def approval_reform(of: Measure, **values) -> ApprovalReform:
    return _row(
        ApprovalReform, of, **{"label": "一种", "mode": ReformMode.CANCEL, "clause": of.clauses.first()} | values
    )


def loan_product(of: Measure, **values) -> LoanProduct:
    return _row(LoanProduct, of, **{"label": "贷款", "name": "谷粒贷", "clause": of.clauses.first()} | values)


def facts() -> dict[str, Fact]:
    """The facts of the content, stored if none is."""
    if not Fact.objects.exists():
        entries = yaml.safe_load((settings.BASE_DIR / "fixtures" / "facts.yaml").read_text(encoding="utf-8"))
        for stored in Deserializer(entries):
            stored.save()
    return {fact.slug: fact for fact in Fact.objects.all()}


def line(row: SubsidyTier, yuan: int, *, operator: str = "gt", fact: str = "revenue", **values) -> Condition:
    """A sum that a row's own condition wants to be reached."""
    first = "首次" if values.get("first_time") else ""
    rule = {
        "fact": fact,
        "operator": operator,
        "value": str(yuan),
        "sentence": f"年主营业务收入{first}超过 {money(yuan)}",
    }
    return condition(row.measure, row.position, **rule | values)


def condition(of: Measure, row: int | None = None, **values) -> Condition:
    """`row` is the position of the provision it is for; None for the whole measure. `fact` is the slug of a fact."""
    if "fact" in values:
        values["fact"] = facts()[values["fact"]]
    if row is not None:
        provision = of.provisions.get(position=row)
        values[ROW_KEYS[type(provision)]] = provision
    return _row(Condition, of, **{"sentence": "在本市注册", "clause": of.clauses.first()} | values)


def user(name: str, **values):
    return get_user_model().objects.create_user(name, password="a-long-password", is_staff=True, **values)
