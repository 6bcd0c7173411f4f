"""The handbook: what it holds, in which order, and under which headings."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incentives.enums import Availability, Kind
from incentives.paper.handbook import Handbook, handbook
from tests import factories

pytestmark = pytest.mark.django_db


def made(*measures, **values) -> Handbook:
    return handbook([one.pk for one in measures], "汇编", "https://a.example", "https://a.example/handbook/", **values)


@pytest.fixture
def four(db):
    tiers = factories.ladder()
    award = factories.measure(title="甲", kind=Kind.SUBSIDY, tiers=[tiers["specialized"], tiers["little-giant"]])
    factories.subsidy_tier(award, 300_000)
    factories.subsidy_tier(award, 900_000)
    loan = factories.measure(title="乙", kind=Kind.LOAN, category=factories.category("finance", position=30_000))
    factories.loan_product(loan, credit_limit=90_000_000)
    more = factories.measure(title="丙", kind=Kind.SUBSIDY, tiers=[tiers["specialized"]])
    factories.subsidy_tier(more, 1_000_000)
    reform = factories.measure(title="丁", availability=Availability.REFORM)
    return award, loan, more, reform


def test_offers_stand_by_category_and_keep_their_order(four):
    award, loan, more, reform = four

    book = made(loan, more, award, reform)

    assert [chapter.heading for chapter in book.chapters] == ["一、类别fiscal", "二、类别finance"]
    assert [heading for heading, _ in book.entries] == ["（一）丙", "（二）甲", "（一）乙"]
    assert [(one.title, one.availability) for one in book.others] == [("丁", "政府改革")]
    assert book.total == 4


def test_indexes_find_offers_by_tier_and_by_sum(four):
    book = made(*four)

    assert [(name, [one.title for one in offers]) for name, offers in book.by_tier] == [
        ("梯次specialized", ["甲", "丙"]),
        ("梯次little-giant", ["甲"]),
        ("来源未限定梯次", ["乙"]),
    ]
    assert [one.title for one in book.by_sum] == ["丙", "甲"], "a credit limit is no award, and no sums are added"
    assert "只列金额明确的 2 项" in book.by_sum_note


def test_sources_are_listed_once_with_their_day():
    reply = factories.document(title="灌区答复", genre="reply", written_on="2031-05-04")
    first, second = (factories.measure(sourced=False) for _ in range(2))
    told = factories.measure(sourced=False, availability=Availability.ACTIVITY)
    bare = factories.measure(sourced=False, availability=Availability.ACTIVITY)
    for place, one in enumerate((first, second, told), 1):
        factories.link(one, "clauses", factories.clause(reply, path=f"1.{place}"))

    book = made(first, second, told, bare)

    assert book.sources == (("《灌区答复》", "", "2031年5月4日", True),)
    assert [(source, [one.place for one in others]) for source, others in book.others_by_source] == [
        ("《灌区答复》", ["第一部分第3句"]),
        ("来源未载明", ["来源未载明"]),
    ]


def test_issuer_is_the_sponsor_or_else_the_site(settings):
    measure = factories.measure()
    assert made(measure).issuer == settings.SITE["name"]

    settings.SITE = settings.SITE | {"sponsor": "绿谷市水利局"}

    assert made(measure).issuer == "绿谷市水利局"


def test_progress_is_told_and_drafts_are_left_out():
    told = []
    public, draft = factories.measure(), factories.draft()

    book = made(public, draft, progress=lambda done, of: told.append((done, of)))

    assert told == [(1, 1)]
    assert book.total == 1


def test_queries_do_not_grow_with_the_measures():
    measures = [factories.measure(kind=Kind.SUBSIDY) for _ in range(4)]
    measures += [factories.measure(availability=Availability.REFORM) for _ in range(4)]
    for one in measures[:4]:
        factories.subsidy_tier(one, 10_000)

    counts = []
    for some in (measures[2:6], measures):
        with CaptureQueriesContext(connection) as seen:
            made(*some)
        counts.append(len(seen))

    assert counts[0] == counts[1]
