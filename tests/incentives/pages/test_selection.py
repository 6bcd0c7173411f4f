"""`/selection/`: measures kept in the address, and the same measures as a file."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from incentives.models import Measure
from incentives.pages.selection import LONGEST
from tests import factories

pytestmark = pytest.mark.django_db
SELECTION, FILE = reverse("incentives:selection"), reverse("incentives:selection-xlsx")


@pytest.fixture
def three(db):
    for name in ("甲", "乙", "丙"):
        factories.draft(title=f"{name}类设备补助", slug=f"equipment-{'甲乙丙'.index(name)}")
    factories.publish(Measure.objects.all())
    factories.draft(title="还没公布的补助", slug="secret")


def titles(answer):
    return [card.measure.title for card, _ in answer.context["chosen"]]


def test_selection_keeps_the_order_of_the_address_and_each_measure_once(client, three):
    answer = client.get(f"{SELECTION}?m=equipment-2&m=equipment-0&m=equipment-2")

    assert titles(answer) == ["丙类设备补助", "甲类设备补助"]
    assert 'href="/compare/?m=equipment-2&amp;m=equipment-0"' in answer.content.decode()
    assert 'href="/selection/?m=equipment-0"' in answer.content.decode()
    assert 'class="qr"' in answer.content.decode()


def test_selection_says_what_is_gone_and_shows_no_draft(client, three):
    html = client.get(f"{SELECTION}?m=equipment-1&m=secret&m=nothing").content.decode()

    assert "还没公布的补助" not in html
    assert "有 2 项找不到" in html
    assert "对比这几项" not in html


def test_empty_and_long_selections(client, three):
    assert "清单还是空的" in client.get(SELECTION).content.decode()

    long = "&".join(f"m=a{number}" for number in range(LONGEST + 1))
    assert f"清单最多 {LONGEST} 项" in client.get(f"{SELECTION}?{long}").content.decode()


def test_file_holds_exactly_the_selection(client, three):
    answer = client.get(f"{FILE}?m=equipment-2&m=equipment-0&m=secret")
    assert answer["Content-Disposition"].startswith('attachment; filename="selection-')
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}

    assert {"丙类设备补助", "甲类设备补助"} <= cells
    assert not {"乙类设备补助", "还没公布的补助"} & cells
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_number_of_queries_does_not_grow(client, three, django_assert_max_num_queries):
    for query in ("m=equipment-0", "m=equipment-0&m=equipment-1&m=equipment-2"):
        with django_assert_max_num_queries(8):
            client.get(f"{SELECTION}?{query}")


def test_list_leads_to_the_selection(client, three):
    assert f'form="compare" formaction="{SELECTION}"' in client.get("/measures/").content.decode()


def test_longest_selection_still_has_its_code(client):
    slugs = [f"{number:02}-{'a' * 77}" for number in range(LONGEST)]
    for slug in slugs:
        factories.draft(slug=slug)
    factories.publish(Measure.objects.all())

    answer = client.get(SELECTION, {"m": slugs})

    assert answer.status_code == 200
    assert 'class="qr"' in answer.content.decode()
