import datetime

import pytest

from policies.enums import DatePrecision, IndicatorNature
from policies.models import DocumentRelation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    document = factories.document(title="绿谷市扶持办法", index_number="X/1", doc_number="绿政〔2031〕1号")
    document.issuers.add(factories.agency(name="绿谷市政府"))
    for path, position in (("0.1", 1), ("1.1", 2), ("1.2", 3), ("2.1", 4)):
        factories.clause(document, path=path, position=position, gist=f"大意{path}")
    return document


def at(document, path):
    return document.clauses.get(path=path)


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_document_list_names_published_documents(client, document):
    factories.document(title="草稿里的文件", draft=True)

    page = text(client, "/documents/")

    assert "绿谷市扶持办法" in page
    assert "草稿里的文件" not in page


def test_document_page_prints_metadata_sections_and_what_was_taken(client, document):
    measure = factories.measure(title="引用的事项", sourced=False)
    factories.link(measure, "clauses", at(document, "1.1"))
    row = factories.measure(title="明细引用的事项", kind="subsidy")
    factories.subsidy_tier(row, 5, clause=at(document, "1.2"))
    factories.indicator(name="家数指标", clause=at(document, "2.1"))
    other = factories.document(title="被引用的文件")
    DocumentRelation.objects.create(from_document=document, to_document=other, clause=at(document, "2.1"))

    page = text(client, document.get_absolute_url())

    for word in (
        "X/1",
        "绿政〔2031〕1号",
        "绿谷市政府",
        "来源未载明",
        "大意0.1",
        "引用的事项",
        "明细引用的事项",
        "家数指标",
    ):
        assert word in page
    assert "被引用的文件" in page
    assert "绿谷市扶持办法" in text(client, other.get_absolute_url())


def test_document_page_costs_the_same_at_any_size(client, document, django_assert_max_num_queries):
    for n in range(5, 60):
        clause = factories.clause(document, path=f"3.{n}", position=n)
        factories.link(factories.measure(sourced=False), "clauses", clause)

    with django_assert_max_num_queries(15):
        text(client, document.get_absolute_url())


def test_draft_documents_and_their_clauses_are_not_found(client):
    hidden = factories.clause(factories.document(draft=True))
    figure = factories.indicator(name="看不见的指标", clause=hidden)

    text(client, hidden.document.get_absolute_url(), status=404)
    text(client, hidden.get_absolute_url(), status=404)
    assert figure.name not in text(client, "/indicators/")


def test_clause_page_shows_gist_until_the_text_is_there(client, document):
    clause = at(document, "1.1")
    assert "大意1.1" in text(client, clause.get_absolute_url())

    clause.text, clause.fingerprint = "原文在此。", "0" * 64
    clause.save()

    page = text(client, clause.get_absolute_url())
    assert "原文在此。" in page
    assert at(document, "0.1").get_absolute_url() in page
    assert at(document, "1.2").get_absolute_url() in page


def test_clause_page_shows_the_latest_edition(client, document):
    factories.clause(document, path="1.1", position=1, edition=2, gist="新版大意")

    assert "新版大意" in text(client, at_edition(document, 2).get_absolute_url())


def at_edition(document, edition):
    return document.clauses.get(path="1.1", edition=edition)


@pytest.mark.parametrize("path", ["9.9", "1", "1.x", "..", "1.1.1"])
def test_clause_that_is_not_there(client, document, path):
    text(client, f"{document.get_absolute_url()}{path}/", status=404)


def test_indicators_keep_outcomes_and_targets_apart(client, document):
    place = {"clause": at(document, "2.1")}
    day = {"as_of": datetime.date(2031, 12, 31), "as_of_precision": DatePrecision.YEAR_END}
    factories.indicator(name="已做成的", nature=IndicatorNature.OUTCOME, **place, **day)
    factories.indicator(name="要做到的", nature=IndicatorNature.TARGET, value=140_000_000_000, unit="元", **place)

    page = text(client, "/indicators/")

    for word in ("已做成的", '截至<span class="nowrap">2031年底</span>', "要做到的", "1400 亿元", "成效", "目标"):
        assert word in page
