"""What is known is kept in memory until the content changes, and tells what is over or replaced."""

import datetime

import pytest

from incentives.enums import Kind, MeasureStatus
from incentives.verify.check import check
from incentives.verify.sources import knowledge
from policies.caching import content_version
from policies.models import Document
from tests import factories

pytestmark = pytest.mark.django_db


def tower(yuan: int = 700_000, **values):
    values = {"kind": Kind.SUBSIDY, "title": "灯塔工厂奖励", "promise": "评上灯塔工厂得奖励"} | values
    measure = factories.measure(**values)
    factories.subsidy_tier(measure, yuan, label="灯塔工厂")
    return measure


def told(text: str, on: datetime.date | None = None):
    (answer,) = check(text, knowledge(on))
    return answer


def test_knowledge_is_read_once_for_a_content_version(django_assert_num_queries):
    tower()
    content_version.raise_version()
    first = knowledge()

    with django_assert_num_queries(1):
        assert knowledge() is first

    tower(900_000, title="金蜂企业奖励", promise="评上金蜂企业得奖励")
    content_version.raise_version()
    assert len(knowledge().topics) == 2


def test_queries_do_not_grow_with_the_measures(django_assert_max_num_queries):
    for number in range(4):
        tower(title=f"奖励{number}")

    with django_assert_max_num_queries(26):
        knowledge()


def test_an_offer_that_is_over_is_told():
    tower(apply_until=datetime.date(2026, 3, 31))
    text = "灯塔工厂奖励70万元"

    assert told(text, datetime.date(2026, 4, 1)).notes == ("已截止：申报已于2026年3月31日截止",)
    assert told(text, datetime.date(2026, 3, 31)).notes == ()


def test_the_sum_of_a_replaced_version_is_imprecise():
    tower(500_000, slug="tower", status=MeasureStatus.SUPERSEDED)
    tower(slug="tower", version=2)

    answer = told("灯塔工厂奖励50万元")

    assert (answer.verdict, answer.difference) == ("imprecise", "旧版的说法；现为：灯塔工厂 70 万元")
    assert told("灯塔工厂奖励60万元").verdict == "differs"


def test_what_agrees_with_a_sentence_that_has_changed_is_imprecise():
    measure = tower()
    text = "灯塔工厂奖励70万元"
    assert told(text).verdict == "agrees"

    Document.objects.filter(clauses__in=measure.clauses.all()).update(edition=2)
    content_version.raise_version()

    assert told(text).verdict == "imprecise"
    assert "原文已改" in told(text).difference


def test_a_name_of_the_same_sound_is_read_and_told():
    tower()

    answer = told("登塔工厂奖励70万元")

    assert (answer.verdict, answer.notes) == ("agrees", ("“登塔工厂”按“灯塔工厂”核对",))


def test_candidates_are_shown_for_a_sum_without_a_name():
    one, other = tower(), tower(title="金蜂企业奖励", promise="评上金蜂企业得奖励")

    answer = told("只要交材料就能拿到70万元")

    assert (answer.verdict, answer.topic) == ("not_covered", None)
    assert {topic.measure for topic in answer.candidates} == {one.slug, other.slug}
    assert told("灯塔工厂奖励70万元").candidates == ()
