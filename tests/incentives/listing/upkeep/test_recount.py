"""A new day: measures closed overnight, the numbers are exact at once, and no public page writes."""

import datetime
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from incentives.listing.upkeep.consistency import differences, disagreements
from incentives.models import FacetCell, Measure
from tests import factories

LIST = reverse("incentives:measure-list")
TODAY = datetime.date(2026, 3, 10)
TOMORROW = TODAY + datetime.timedelta(days=1)


def turn_to(day, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)


def refuse_writes(execute, sql, params, many, context):
    """Stands for a full or read-only disk."""
    assert re.match(r"\s*(\(?SELECT|WITH|SAVEPOINT|RELEASE|EXPLAIN)", sql), sql
    return execute(sql, params, many, context)


@pytest.fixture
def overnight(db, monkeypatch):
    """Three measures of one facet cell, of which one closes today and one in a month, and one of another cell."""
    turn_to(TODAY, monkeypatch)
    factories.measure(title="今天截止", slug="closing", valid_until=TODAY)
    factories.measure(title="下月截止", valid_until=TODAY + datetime.timedelta(days=30))
    factories.measure(title="不截止")
    factories.measure(title="另一类", category=factories.category("talent"), apply_until=TODAY)


def totals(client):
    """What the list, its facets and the home page count."""
    answer = client.get(LIST)
    by_category = {option.value: option.count for option in answer.context["facets"][0][2]}
    assert len(answer.context["cards"]) == answer.context["total"]
    home = client.get(reverse("incentives:home")).context["categories"]
    assert {category.slug: open.total for category, open in home} == by_category
    return answer.context["total"], by_category


def test_new_day_is_counted_without_a_write(client, overnight, monkeypatch):
    assert totals(client) == (4, {"fiscal": 3, "talent": 1})

    turn_to(TOMORROW, monkeypatch)
    with connection.execute_wrapper(refuse_writes):
        assert totals(client) == (2, {"fiscal": 2, "talent": 0})
        assert client.get(f"{LIST}?include_closed=1").context["total"] == 4
        assert client.get(f"{LIST}?tier=x").status_code == 200


def test_every_day_has_its_own_numbers(client, overnight, monkeypatch):
    for days, number in ((0, 4), (1, 2), (30, 2), (31, 1), (400, 1)):
        turn_to(TODAY + datetime.timedelta(days=days), monkeypatch)
        assert totals(client)[0] == number, days
        assert list(differences()) == []


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/measures/?q=截止&min_amount=5",
        "/measures/closing/",
        "/ladder/",
        "/match/",
        "/api/v1/measures",
        "/feeds/measures.atom",
        "/feeds/deadlines.ics",
        "/measures.csv",
        "/sitemap.xml",
    ],
)
def test_no_public_page_writes(client, overnight, monkeypatch, address):
    turn_to(TOMORROW, monkeypatch)

    with connection.execute_wrapper(refuse_writes):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.streaming or answer.content
        assert not answer.streaming or b"".join(answer)


def test_publication_counts_the_cells_that_closed_since(overnight, monkeypatch):
    turn_to(TOMORROW, monkeypatch)
    factories.measure(category=factories.category("brand"))

    numbers = FacetCell.objects.values_list("category__slug", "published", "open", "dated", "first_closing")
    assert set(numbers) == {
        ("fiscal", 3, 2, 1, TODAY + datetime.timedelta(days=30)),
        ("talent", 1, 0, 0, None),
        ("brand", 1, 1, 0, None),
    }
    assert disagreements() == []


def test_rebuild_finds_and_mends_a_wrong_number(overnight, capsys):
    FacetCell.objects.filter(category__slug="fiscal").update(open=1)

    (difference,) = differences()
    assert difference[1] == "counts 1 open, has 3"
    call_command("rebuild_search", from_start=True)

    assert list(differences()) == []
    assert "Indexed 4 measures." in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_first_page_of_a_day_beside_an_open_publication(client, monkeypatch):
    """A page read while a publication is open shows the state before it, and leaves the new numbers alone."""
    turn_to(TODAY, monkeypatch)
    factories.measure(title="今天截止", valid_until=TODAY)
    factories.measure(title="不截止")
    turn_to(TOMORROW, monkeypatch)

    with transaction.atomic():
        factories.measure(title="新发布")
        with ThreadPoolExecutor(1) as pool:
            beside = pool.submit(total_on_another_connection).result(timeout=600)

    assert beside == 1
    assert totals(client) == (2, {"fiscal": 2})
    assert Measure.objects.published().count() == 3


def total_on_another_connection():
    try:
        return Client().get(LIST).context["total"]
    finally:
        connection.close()
