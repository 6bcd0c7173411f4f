"""What a reader asks the handbook to hold, and what is said where that makes no handbook."""

import pytest
from django.http import QueryDict

from incentives.models import Measure
from incentives.paper import request
from incentives.paper.request import HandbookRequest
from tests import factories

pytestmark = pytest.mark.django_db


def asked(query: str) -> HandbookRequest:
    return HandbookRequest(QueryDict(query))


def slugs(of: HandbookRequest) -> list[str]:
    keys = of.measure_keys()
    found = Measure.objects.in_bulk(keys)
    return [found[key].slug for key in keys]


@pytest.fixture
def three(db):
    for slug, title in (("c", "丙"), ("a", "甲"), ("b", "乙")):
        factories.measure(slug=slug, title=title, category=factories.category("water" if slug == "b" else "fire"))
    factories.draft(slug="secret")


def test_list_is_taken_by_title_or_as_sorted(three):
    assert slugs(asked("")) == ["c", "a", "b"], "bing, jia, yi"
    assert set(slugs(asked("category=fire"))) == {"a", "c"}
    assert slugs(asked("category=fire&sort=-updated")) == ["a", "c"]
    assert asked("category=fire").title == "类别fire类惠企事项汇编"
    assert asked("").title == "惠企事项汇编"


def test_single_measures_keep_the_order_of_the_address_each_once(three):
    chosen = asked("m=b&m=a&m=b&m=")

    assert slugs(chosen) == ["b", "a"]
    assert (chosen.errors, chosen.missing_text) == ([], "")
    assert chosen.title == "惠企事项清单汇编"


def test_unknown_slugs_are_named_and_the_rest_is_made(three):
    chosen = asked("m=a&m=secret&" + "&".join(f"m=x{number}" for number in range(6)))

    assert chosen.errors == []
    assert chosen.missing_text == "有 7 项找不到，可能已撤下，没有编入：secret、x0、x1、x2、x3等。"
    assert slugs(chosen) == ["a"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("m=secret", "所选的事项都找不到"),
        ("q=不存在的说法&category=water&min_amount=900000", "没有符合这些条件的惠企事项"),
        ("tier=nope", "企业梯次："),
        ("min_amount=-3", "最低金额（元）："),
    ],
)
def test_what_makes_no_handbook_is_said(three, query, said):
    (error,) = asked(query).errors

    assert said in error


@pytest.mark.parametrize("query", ["", "m=a&m=b&m=c"])
def test_too_many_are_refused_with_what_to_do(three, monkeypatch, query):
    monkeypatch.setattr(request, "MOST", 2)

    (error,) = asked(query).errors

    assert error == "一本汇编最多 2 项，这里有 3 项。请加筛选条件分成几本，或下载 Excel。"


def test_file_name_holds_nothing_that_file_systems_refuse(three):
    assert asked('q=a/b:"c"').file_name("2031-05-04") == "含abc的惠企事项汇编-2031-05-04.docx"
