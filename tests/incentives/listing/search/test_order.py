"""Searching among measures made for one test each: order, marks, how many are suggested."""

import pytest
from django.http import QueryDict

from incentives.listing.filterset import MeasureFilter
from tests import factories
from tests.incentives.listing.search.test_find import search, suggested, titles

pytestmark = pytest.mark.django_db


def test_weights_title_then_promise_then_summary_then_the_rest(client):
    factories.measure(title="丁", agencies=[factories.agency(name="贴息局")])
    factories.measure(title="丙", summary="有贴息")
    factories.measure(title="乙", promise="得到贴息")
    factories.measure(title="贴息甲")

    assert titles(search(client, "贴息")) == ["贴息甲", "乙", "丙", "丁"]


def test_matches_are_marked_and_escaped(client):
    factories.measure(title="<i>贷款贴息", promise="给贷款")

    page = search(client, "贷款").content.decode()

    assert "&lt;i&gt;<mark>贷款</mark>贴息" in page
    assert "给<mark>贷款</mark>" in page


def test_suggestions_are_few_open_and_apart(client):
    for n in range(12):
        factories.measure(title=f"贷款{n % 10}")

    assert len(suggested(client, "贷")) == 8
    assert len(set(suggested(client, "贷"))) == 8
    assert suggested(client, "") == suggested(client, "🙂") == []


def test_filter_says_the_same_as_the_page():
    factories.measure(title="贷款")

    assert [row.title for row in MeasureFilter(QueryDict("q=贷款")).qs] == ["贷款"]
