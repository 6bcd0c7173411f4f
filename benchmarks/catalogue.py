"""A made-up catalogue of any size, deterministic for each size and shaped like that of a real city.

Each agency keeps to one or two categories, most measures name no tier, one in six speaks of 贷款, one in ten has
closed. Rows are written in bulk; then `rebuild_search` makes index, list columns and cells. Beyond `MADE` measures,
the rest are copies.
"""

import datetime
import random
import sys
from collections.abc import Iterator
from itertools import product

from django.core.management import call_command
from django.utils import timezone

from benchmarks.copies import multiply
from incentives.enums import Delivery, Form, Kind, MeasureStatus, ReformMode
from incentives.models import (
    ApprovalReform,
    EnterpriseTier,
    LoanProduct,
    Measure,
    MeasureAgency,
    SubsidyTier,
    TalentGrant,
)
from policies.enums import DocumentStatus
from policies.models import Agency, Category, Clause, Document, Indicator

CHUNK = 1000
MADE = 10_000
CATEGORIES = {
    "fiscal": "财政扶持",
    "talent": "人才",
    "brand": "品牌质量",
    "approval": "审批服务",
    "finance": "金融服务",
}
TIERS = {
    "innovative": "创新型中小企业",
    "specialized": "专精特新中小企业",
    "little-giant": "专精特新“小巨人”企业",
    "champion-enterprise": "单项冠军企业",
    "champion-product": "单项冠军产品",
    "high-tech": "高新技术企业",
    "tech-sme": "科技型中小企业",
}
PLACES = ["绿谷", "云溪", "东陵", "河阳", "青石", "南浦", "北苑", "金桥", "长宁", "文峰", "银湖", "松岭"]
SUBJECTS = [
    "专精特新",
    "“小巨人”",
    "单项冠军",
    "高新技术",
    "智能制造",
    "绿色工厂",
    "数字化转型",
    "外贸出口",
    "科技成果",
    "人才引进",
    "首台套装备",
    "标准制定",
]
KINDS = {
    Kind.SUBSIDY: ("奖励", "补助", "补贴", "资助"),
    Kind.TALENT: ("人才资助", "安家补贴", "培养经费"),
    Kind.APPROVAL: ("告知承诺", "一件事", "跨省通办"),
    Kind.LOAN: ("信贷产品", "融资担保", "引导基金"),
    Kind.SERVICE: ("公共服务", "培训活动", "对接平台", "法律咨询"),
}
SHARES = (20, 10, 15, 10, 45)
HOME = {
    Kind.SUBSIDY: "fiscal",
    Kind.TALENT: "talent",
    Kind.APPROVAL: "approval",
    Kind.LOAN: "finance",
    Kind.SERVICE: "brand",
}
DELIVERIES = {
    Kind.SUBSIDY: (Delivery.RECOGNITION, Delivery.APPLICATION, Delivery.AUTOMATIC),
    Kind.TALENT: (Delivery.SELECTION, Delivery.APPLICATION, Delivery.NOT_STATED),
    Kind.APPROVAL: (Delivery.COMMITMENT, Delivery.NOT_STATED),
    Kind.LOAN: (Delivery.APPLICATION, Delivery.NOT_STATED),
    Kind.SERVICE: (Delivery.NOT_STATED, Delivery.APPLICATION),
}
NOW = timezone.now()


def build(size: int) -> None:
    """Fill an empty, migrated database with `size` published measures."""
    chance = random.Random(size)
    made = min(size, MADE)
    categories, tiers, agencies, clauses, documents = reference(chance)
    for start in range(0, made, CHUNK):
        numbers = range(start, min(start + CHUNK, made))
        store(chance, list(numbers), categories, tiers, agencies, clauses, documents)
        print(f"\r  {numbers.stop:>9,} of {size:,} measures", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    call_command("rebuild_search")
    if size > made:
        multiply(size)


def reference(chance: random.Random) -> tuple:
    """The rows that measures refer to; the same at every size."""
    categories = {
        slug: Category.objects.create(name=name, slug=slug, position=n)
        for n, (slug, name) in enumerate(CATEGORIES.items())
    }
    agencies = [
        Agency.objects.create(name=f"{place}{of}", short_name=f"{place[0]}{of}", slug=f"agency-{n}")
        for n, (place, of) in enumerate(product(PLACES[:6], ("科技局", "工信局", "人社局", "金融办", "市场局")))
    ]
    return categories, tiers(), agencies, *texts(chance)


def tiers() -> list[EnterpriseTier]:
    """Four rungs, three standings beside the ladder, and the size class last."""
    found = [
        EnterpriseTier.objects.create(
            name=name, short_name=name[:6], slug=slug, position=n, rank=n + 1 if n < 4 else None, is_sme=n < 3
        )
        for n, (slug, name) in enumerate(TIERS.items())
    ]
    sme = EnterpriseTier.objects.create(name="中小微企业", short_name="中小微", slug="sme", position=9, is_sme=True)
    return [*found, sme]


def texts(chance: random.Random) -> tuple[list[Clause], list[Document]]:
    """Two hundred documents of five clauses, and indicators drawn from them."""
    documents = [
        Document.objects.create(
            title=f"{chance.choice(PLACES)}支持企业办法之{n}",
            slug=f"document-{n}",
            doc_number=f"绿政〔{2010 + n % 15}〕{n}号",
            written_on=datetime.date(2010 + n % 15, 3, 1),
            status=DocumentStatus.PUBLISHED,
        )
        for n in range(200)
    ]
    clauses = Clause.objects.bulk_create(
        Clause(document=document, path=f"1.{n}", position=n, section_heading="支持")
        for document in documents
        for n in range(1, 6)
    )
    Indicator.objects.bulk_create(
        Indicator(
            name=f"{chance.choice(SUBJECTS)}企业数{n}",
            slug=f"indicator-{n}",
            value=n + 1,
            unit="家",
            nature="count",
            clause=clauses[n],
        )
        for n in range(500)
    )
    return clauses, documents


def store(chance, numbers, categories, tiers, agencies, clauses, documents) -> None:
    """Store a batch of measures with their rows."""
    measures = Measure.objects.bulk_create(measure(chance, n, categories) for n in numbers)
    links: dict[type, list] = {
        link: [] for link in (Measure.tiers.through, Measure.clauses.through, Measure.basis.through)
    }
    roles: list[MeasureAgency] = []
    rows: dict[type, list] = {SubsidyTier: [], TalentGrant: [], ApprovalReform: [], LoanProduct: []}
    for row in measures:
        named = audience(chance, tiers)
        links[Measure.tiers.through] += [Measure.tiers.through(measure=row, enterprisetier=tier) for tier in named]
        source = chance.choice(clauses)
        links[Measure.clauses.through].append(Measure.clauses.through(measure=row, clause=source))
        if chance.random() < 0.3:
            links[Measure.basis.through].append(Measure.basis.through(measure=row, document=chance.choice(documents)))
        roles += [MeasureAgency(measure=row, agency=agency) for agency in acting(chance, row.kind, agencies)]
        for provision in provisions(chance, row, named):
            provision.clause = source
            rows[type(provision)].append(provision)
    for model, made in (links | {MeasureAgency: roles} | rows).items():
        model._base_manager.bulk_create(made)  # bypasses the check of versions on record


def measure(chance: random.Random, n: int, categories: dict[str, Category]) -> Measure:
    kind = chance.choices(list(KINDS), SHARES)[0]
    subject, place = chance.choice(SUBJECTS), chance.choice(PLACES)
    loan = "贷款" if chance.random() < 1 / 6 else ""
    closed = NOW.date() - datetime.timedelta(days=chance.randrange(1, 900)) if chance.random() < 0.1 else None
    home = HOME[kind] if chance.random() < 0.8 else chance.choice(list(CATEGORIES))
    return Measure(
        slug=f"measure-{n}",
        title=f"{place}{subject}{loan}{chance.choice(KINDS[kind])}{n}",
        promise=f"{subject}企业得到{chance.choice(KINDS[kind])}，{chance.choice(PLACES)}统一受理",
        summary=f"面向{place}的{subject}企业，由主管部门组织{chance.choice(SUBJECTS)}工作，按年度{chance.choice(KINDS[kind])}。",
        kind=kind,
        category=categories[home],
        delivery=chance.choices(DELIVERIES[kind], (6, 3, 1)[: len(DELIVERIES[kind])])[0],
        valid_until=closed,
        status=MeasureStatus.PUBLISHED,
        published_at=NOW - datetime.timedelta(minutes=chance.randrange(2_000_000)),
        change_note="首次收录",
    )


def audience(chance: random.Random, tiers: list[EnterpriseTier]) -> list[EnterpriseTier]:
    kind = chance.choices(("open", "sme", "one", "ladder"), (55, 15, 22, 8))[0]
    return {"open": [], "sme": [tiers[-1]], "one": [chance.choice(tiers[:-1])], "ladder": tiers[1:3]}[kind]


def acting(chance: random.Random, kind: str, agencies: list[Agency]) -> list[Agency]:
    """The lead agency of the kind's trade in one of six districts; one in ten has its usual partner beside it."""
    trade = list(KINDS).index(kind)
    lead = chance.randrange(6) * 5 + trade
    if chance.random() < 0.05:
        return []
    return [agencies[lead], agencies[(lead + 1) % len(agencies)]] if chance.random() < 0.1 else [agencies[lead]]


def provisions(chance: random.Random, of: Measure, named: list[EnterpriseTier]) -> Iterator:
    yuan = chance.choice((None, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000))
    if of.kind == Kind.SUBSIDY:
        for n, tier in enumerate(named or [None]):
            sum_of = yuan and yuan * (n + 1)
            yield SubsidyTier(
                measure=of,
                position=n + 1,
                label=f"第{n + 1}档",
                enterprise_tier=tier,
                amount_min=sum_of,
                amount_max=sum_of,
            )
    elif of.kind == Kind.TALENT:
        yield TalentGrant(measure=of, label="青年人才", amount_max=yuan, max_age=40)
    elif of.kind == Kind.APPROVAL:
        yield ApprovalReform(
            measure=of, label="改革事项", mode=chance.choice(ReformMode.values), item_count=chance.randrange(1, 90)
        )
    elif of.kind == Kind.LOAN:
        name = f"{chance.choice(PLACES)}{chance.choice(['科创', '惠农', '税信', '专利'])}E贷"
        yield LoanProduct(measure=of, label="产品", name=name, form=Form.OTHER, credit_limit=yuan and yuan * 10)
