import pytest

from tests import factories
from tests.policies.pages.addresses import at, text

pytestmark = pytest.mark.django_db


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


def test_clause_that_many_measures_cite_lists_them_in_pages(client, document, django_assert_max_num_queries):
    clause = at(document, "1.1")
    clause.text, clause.fingerprint = "每家奖励5万元。", "0" * 64
    clause.save()
    for n in range(10, 70):
        factories.link(factories.measure(title=f"第{n}项", sourced=False), "clauses", clause)
    address = clause.get_absolute_url()

    with django_assert_max_num_queries(30):
        first = text(client, address)
    last, whole = text(client, f"{address}?page=2"), text(client, document.get_absolute_url())

    assert "取自本句的事项（共 60 项）" in first
    assert "第59项" in first
    assert "第60项" not in first
    assert "第69项" in last
    assert f'href="{address}"' in text(client, f"{address}?page=3", status=404)
    assert f'href="{address}">共 60 项，看全部</a>' in whole
    assert "第14项" in whole
    assert "第15项" not in whole
