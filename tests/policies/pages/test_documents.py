import pytest

from policies.models import Clause, DocumentRelation
from tests import factories
from tests.policies.pages.addresses import at, text

pytestmark = pytest.mark.django_db
TEXT_PAGE = 32  # queries of a page with its text and awards of every kind


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


def test_document_page_with_its_text_costs_the_same_for_any_number_of_awards(
    client, document, django_assert_max_num_queries
):
    document.clauses.update(text="每家奖励5万元。", fingerprint="0" * 64)
    for clause in document.clauses.all():
        for kind, add in (("subsidy", factories.subsidy_tier), ("talent", factories.talent_grant)):
            award = factories.measure(kind=kind, sourced=False)
            add(award, 50_000, clause=clause)
            add(award, 50_000, clause=clause)

    with django_assert_max_num_queries(TEXT_PAGE):
        text(client, document.get_absolute_url())


def test_awards_stand_below_the_sentence_that_states_them(client, document):
    award = factories.measure(title="银穗奖励", kind="subsidy", sourced=False)
    factories.subsidy_tier(award, 300_000, label="评上银穗", clause=at(document, "1.2"))
    factories.condition(award, sentence="在绿谷市注册", clause=at(document, "1.2"))

    page = text(client, document.get_absolute_url())
    sentence = page.split('id="clause-1.2"')[1].split('class="sentence"')[0]

    assert '评上银穗：<span class="money nowrap">30 万元</span>' in sentence
    assert "在绿谷市注册" not in page


@pytest.fixture
def book():
    """Three pages: 450 sentences in two sections, the second from the 260th on."""
    book = factories.document(slug="book")
    places = [f"1.{n}" for n in range(1, 260)] + [f"2.{n}" for n in range(1, 192)]
    Clause.objects.bulk_create(
        Clause(document=book, path=path, position=position, gist=f"大意{path}。", section_heading=f"编{path[0]}")
        for position, path in enumerate(places, start=1)
    )
    return book


def test_long_document_is_shown_in_pages(client, book):
    first, last = text(client, "/documents/book/"), text(client, "/documents/book/?page=3")

    assert "全文共 450 句，本页 199 句。" in first
    assert "第 1 页，共 3 页" in first
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert "大意1.199。" in first
    assert "大意1.200。" not in first
    assert "大意2.191。" in last
    assert "全文共 450 句，本页 51 句。" in last


def test_page_beyond_the_last_is_not_found_and_leads_back(client, book):
    page = text(client, "/documents/book/?page=4", status=404)

    assert 'href="/documents/book/"' in page


def test_links_to_a_clause_lead_to_its_page(client, book):
    for path, address in (("1.199", "/documents/book/"), ("1.200", "/documents/book/?page=2")):
        clause = at(book, path)
        assert clause.context_url == f"{address}#clause-{path}"
        assert f'id="clause-{path}"' in text(client, address)
        assert f'href="{clause.context_url}"' in text(client, clause.get_absolute_url())


def test_contents_and_coverage_speak_of_the_whole_and_lead_to_its_pages(client, book):
    factories.link(factories.measure(sourced=False), "clauses", at(book, "2.191"))

    page = text(client, "/documents/book/")

    assert page.count('href="/documents/book/?page=2#section-2"') == 2
    assert '<td class="number" data-label="句数">450</td>' in page
    assert '<td class="number" data-label="已引用">1（1%）</td>' in page


def test_older_edition_of_a_long_document_keeps_its_edition_from_page_to_page(client, book):
    book.edition = 2
    book.save()
    factories.clause(book, edition=2, path="1.1", position=1)

    page = text(client, "/documents/book/?edition=1&page=2")

    assert at(book, "2.191").context_url == "/documents/book/?edition=1&page=3#clause-2.191"
    assert 'href="?edition=1&amp;page=3"' in page
    assert "大意2.1。" in page
    text(client, "/documents/book/?edition=3", status=404)


def test_long_document_costs_the_same_on_every_page(client, book, django_assert_max_num_queries):
    for clause in book.clauses.all()[:30]:
        factories.link(factories.measure(sourced=False), "clauses", clause)

    for number in (1, 2, 3):
        with django_assert_max_num_queries(15):
            text(client, f"/documents/book/?page={number}")


def test_what_rests_on_a_document_is_shown_in_pages(client, document, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("policies.pages.documents.CLAUSES_PER_PAGE", 4)
    for n in range(1, 8):
        factories.link(factories.measure(title=f"依据它的{n}", sourced=False), "basis", document)
        DocumentRelation.objects.create(from_document=factories.document(title=f"提到它的{n}"), to_document=document)

    with django_assert_max_num_queries(15):
        first = text(client, document.get_absolute_url())
    last = text(client, f"{document.get_absolute_url()}?page=2")

    for words in ("以本文件为依据的事项（共 7 项）", "提到本文件的文件（共 7 份）", "依据它的4", "提到它的4"):
        assert words in first
    for words in ("依据它的5", "提到它的5"):
        assert words not in first
        assert words in last
    assert "第 2 页，共 2 页" in last
    text(client, f"{document.get_absolute_url()}?page=3", status=404)


def test_draft_documents_and_their_clauses_are_not_found(client):
    hidden = factories.clause(factories.document(draft=True))
    figure = factories.indicator(name="看不见的指标", clause=hidden)

    text(client, hidden.document.get_absolute_url(), status=404)
    text(client, hidden.get_absolute_url(), status=404)
    assert figure.name not in text(client, "/indicators/")
