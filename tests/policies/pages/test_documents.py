import pytest

from policies.models import DocumentRelation
from tests import factories
from tests.policies.pages.addresses import at, text

pytestmark = pytest.mark.django_db


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
