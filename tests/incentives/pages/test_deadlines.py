"""`/deadlines/`, and measures that begin later: on cards, on their page, in the calendar."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from incentives.models import Measure
from incentives.pages.deadlines import MOST
from policies.text.wording import dated
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = reverse("incentives:deadlines")
ICS = reverse("incentives:measures-calendar")


def day(distance):
    return timezone.localdate() + datetime.timedelta(days=distance)


def listed(client, which):
    return [(row.title, text) for row, text in client.get(PAGE).context[which]]


def test_what_begins_and_what_ends_next(client):
    factories.measure(title="后开", apply_from=day(40), apply_until=day(60))
    factories.measure(title="先开", valid_from=day(5), apply_from=day(2))
    factories.measure(title="今起有效", valid_from=day(0))
    factories.measure(title="快截止", apply_from=day(-9), apply_until=day(0), valid_until=day(90))
    factories.measure(title="已截止", apply_from=day(-9), apply_until=day(-1))
    factories.measure(title="不写日期")
    factories.draft(title="草稿", apply_from=day(3))

    assert listed(client, "beginning") == [
        ("先开", f"{dated(day(2))}开始申报"),
        ("后开", f"{dated(day(40))}开始申报"),
    ]
    assert listed(client, "ending") == [
        ("快截止", f"{dated(day(0))}申报截止"),
        ("后开", f"{dated(day(60))}申报截止"),
    ]


def test_end_of_validity_is_told_where_it_comes_first(client):
    factories.measure(title="短期", apply_until=day(90), valid_until=day(30))

    assert listed(client, "ending") == [("短期", f"{dated(day(30))}有效期止")]
    assert Measure().closing() == ""


def test_page_without_dates_and_with_too_many(client):
    assert "没有写明将要开始的事项" in client.get(PAGE).content.decode()
    factories.publish([factories.draft(valid_from=day(n)) for n in range(1, MOST + 3)])

    assert len(listed(client, "beginning")) == MOST
    assert f"这里只列最近的 {MOST} 项" in client.get(PAGE).content.decode()


def test_page_costs_few_queries(client, django_assert_max_num_queries):
    factories.publish([factories.draft(valid_from=day(n), valid_until=day(n + 9)) for n in range(1, 20)])

    with django_assert_max_num_queries(3):
        client.get(PAGE)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"apply_from": day(20)}, "{}开始申报"),
        ({"valid_from": day(20)}, "{}起有效"),
        ({"apply_from": day(0), "valid_from": day(-1)}, ""),
    ],
)
def test_card_and_page_say_when_it_begins(client, values, said):
    measure = factories.measure(**values)
    words = said.format(dated(day(20)))

    (card,) = client.get("/measures/").context["cards"]
    page = client.get(measure.get_absolute_url()).content.decode()

    assert ((words, False) in card.tags) is bool(words)
    assert ("即将开始" in page) is bool(words)
    assert words in page


def test_calendar_has_the_day_on_which_something_begins(client):
    factories.measure(title="只写开始", slug="starts", apply_from=day(5))
    factories.measure(title="只写生效", slug="valid", valid_from=day(6))

    text = client.get(ICS).content.decode()

    assert "SUMMARY:申报开始：只写开始" in text
    assert f"DTSTART;VALUE=DATE:{day(6):%Y%m%d}" in text
    assert "SUMMARY:有效期起：只写生效" in text
    assert ICS in client.get("/measures/").content.decode()


def test_calendar_is_not_offered_where_nothing_has_a_day(client):
    factories.measure()

    assert ICS not in client.get("/measures/").content.decode()
