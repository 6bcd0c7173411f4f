"""A figure is marked wherever it is shown if a newer edition changed or dropped its sentence."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incentives.enums import Delivery, Kind
from incentives.listing.cards import cards, rows_by_measure
from incentives.models import Measure, SubsidyTier
from incentives.models.measure import outdated
from policies.caching import content_version
from policies.enums import DocumentStatus
from policies.models import Document
from tests import factories

pytestmark = pytest.mark.django_db
MARK = "原文已改，待核对"


@pytest.fixture
def world():
    """A ladder whose upper rung, with its award, is read in a text that is renewed; a measure of every other kind."""
    tiers = {slug: factories.tier(slug, name=slug.upper(), rank=rank) for slug, rank in (("low", 1), ("high", 2))}
    kept, text = factories.document(title="甲"), factories.document(slug="text", title="乙")
    first, second = factories.clause(kept), factories.clause(text)
    tiers["high"].enterprises = factories.indicator(clause=second)
    tiers["high"].save()
    awards = factories.draft(
        slug="awards",
        title="升级",
        kind=Kind.SUBSIDY,
        delivery=Delivery.RECOGNITION,
        tiers=list(tiers.values()),
        sourced=False,
    )
    factories.link(awards, "clauses", first)
    factories.subsidy_tier(awards, 500_000, enterprise_tier=tiers["low"])
    factories.subsidy_tier(awards, 2_000_000, enterprise_tier=tiers["high"], clause=second)
    made = [
        awards,
        factories.draft(slug="near", title="邻近"),
        factories.draft(slug="service", title="服务", sourced=False),
    ]
    for kind, row in (
        (Kind.TALENT, factories.talent_grant),
        (Kind.APPROVAL, factories.approval_reform),
        (Kind.LOAN, factories.loan_product),
    ):
        made.append(factories.draft(slug=kind, title=kind.label, kind=kind))
        row(made[-1], clause=second, **{"credit_limit": 10_000} if kind == Kind.LOAN else {})
    factories.link(made[2], "clauses", second)
    document = factories.document(slug="basis")
    factories.link(made[2], "basis", document)
    factories.publish(made)
    return awards


def renew():
    """What the import of a changed text does where the sentence is not found again."""
    Document.objects.filter(slug="text").update(edition=2)
    content_version.raise_version()


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def marked(page):
    """The two words that stand before each mark, in the order of the page."""
    words = re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split()
    return [" ".join(words[place - 2 : place]) for place, word in enumerate(words) if MARK in word]


STEPS = ["万元 认定", "120 家"]  # the award of the upper rung, and how many enterprises stand on it
PLACE = "由主管部门认定为HIGH 第一部分第1句"
PAGES = {
    "/": STEPS,
    "/measures/?tier=high": ["200 万元", "· 2025-03-01", "1 个产品", "“人才资助” 金额未载明"],
    "/measures/?tier=low&kind=subsidy": [],  # the award of the lower rung stands as it was
    "/measures/?kind=subsidy": ["2 档，按条件"],
    "/measures/?kind=service": ["· 2025-03-01"],  # no amount: beside what it was read in
    "/ladder/": [*STEPS, "HIGH 第一部分第1句", "原文已改，待核对 第一部分第1句"],
    "/ladder/?at=low&goal=high": [
        *STEPS,
        "万元 第一部分第1句",
        "HIGH 第一部分第1句",
        "原文已改，待核对 第一部分第1句",
    ],
    "/compare/?m=awards&m=service": [
        "2 档，按条件",
        "《甲》第一部分第1句 《乙》第一部分第1句",
        "得到支持 得到支持",
        "万元 第一部分第1句",
    ],
    "/compare/?m=awards": ["升级 得到支持"],
    "/match/": ["200 万元", PLACE, *(f"{title} 得到支持" for title in ("服务", "人才资助", "审批改革", "金融产品"))],
    "/match/?part=possible&applying=high": ["200 万元。", "200 万元", PLACE],
    "/match/?measure=awards": ["200 万元", PLACE],
    "/measures/near/": [f"{title} 得到支持" for title in ("服务", "金融产品", "人才资助", "审批改革")],
    "/indicators/": ["来源未载明 第一部分第1句"],
    "/documents/basis/": ["服务 得到支持"],
    "/documents/text/1.1/?edition=1": [
        *(f"{title} 得到支持" for title in ("人才资助", "升级", "审批改革", "服务", "金融产品")),
        "来源未载明 第一部分第1句",
    ],
}


@pytest.mark.parametrize("path", PAGES)
def test_mark_stands_beside_what_has_changed_and_costs_no_query(client, world, path):
    read(client, path)  # the first page of a day counts the cells anew
    with CaptureQueriesContext(connection) as before:
        assert marked(read(client, path)) == []
    renew()
    read(client, path)  # the first page of a content version reads what is kept with it
    with CaptureQueriesContext(connection) as after:
        assert marked(read(client, path)) == PAGES[path]

    assert len(after) == len(before)


@pytest.mark.parametrize("path", ["/measures/awards/", "/measures/awards/sheet/"])
def test_page_and_sheet_name_the_sentence_of_a_row_too(client, world, path):
    renew()

    assert "本页所引的第一部分第1句在原文新版中已有改动" in read(client, path)


@pytest.mark.parametrize("path", ["/measures/?kind=subsidy", "/measures/awards/", "/measures/awards/sheet/"])
def test_text_that_is_not_public_is_marked_and_not_linked(client, world, path):
    renew()
    Document.objects.filter(slug="text").update(status=DocumentStatus.ARCHIVED)

    page = read(client, path)

    assert (MARK in page) is ("sheet" not in path)
    assert "/documents/text/" not in page


def test_row_without_a_sentence_has_not_changed(world):
    assert not SubsidyTier(measure=world).is_superseded


@pytest.mark.parametrize(
    ("limits", "changed", "marked"),
    [
        ((10_000, None), (True, False), True),
        ((10_000, None), (False, True), False),  # the limit told is not that of the changed product
        ((None, None), (False, True), True),  # the newer edition may state what the older did not
    ],
)
def test_headline_of_loans_is_marked_by_the_products_that_tell_it(limits, changed, marked):
    measure, text = factories.measure(kind=Kind.LOAN), factories.document(edition=2)
    for limit, is_old in zip(limits, changed, strict=True):
        clause = factories.clause(text, edition=1 if is_old else 2)
        factories.loan_product(measure, credit_limit=limit, clause=clause)

    (card,) = cards([measure.pk])

    assert (card.headline.is_superseded, card.is_outdated) == (marked, False)


@pytest.mark.parametrize("cites", ["clauses", "row", "condition", "nothing"])
@pytest.mark.parametrize("edition", [1, 2, 3])
def test_database_and_rows_agree_on_what_is_outdated(cites, edition):
    """A measure of each kind cites a sentence of the second edition while the document is at `edition`."""
    clause = factories.clause(factories.document(edition=edition), edition=2)
    rows = {
        Kind.SUBSIDY: factories.subsidy_tier,
        Kind.TALENT: factories.talent_grant,
        Kind.APPROVAL: factories.approval_reform,
        Kind.LOAN: factories.loan_product,
    }
    for kind, row in rows.items():
        measure = factories.measure(kind=kind)
        if cites == "clauses":
            factories.link(measure, "clauses", clause)
        row(measure, clause=clause if cites == "row" else None)
        factories.condition(measure, clause=clause if cites == "condition" else None)

    flags = {measure.pk: measure.is_outdated for measure in Measure.objects.with_age()}

    expected = edition == 3 and cites != "nothing"
    assert set(flags.values()) == {expected}
    assert set(Measure.objects.filter(outdated())) == (set(Measure.objects.all()) if expected else set())
    assert {bool(measure.outdated_clauses) for measure in Measure.objects.all()} == {expected}
    read_together = rows_by_measure(Measure.objects.all())
    told = [row for one in Measure.objects.all() for row in read_together.get(one.pk, one.provisions)]
    read = [type(row).objects.get(pk=row.pk) for row in told]
    assert [bool(row.is_superseded) for row in told] == [row.is_superseded for row in read]
    assert [row.is_superseded for row in read] == [expected and cites == "row"] * len(rows)
