"""`/handbook/` as a page to print and as a Word file."""

import io
import re
from itertools import pairwise

import pytest
from django.urls import reverse
from docx import Document

from incentives.enums import Availability, Kind
from tests import factories

pytestmark = pytest.mark.django_db
PAGE, FILE = reverse("incentives:handbook"), reverse("incentives:handbook-docx")


@pytest.fixture
def book(db):
    award = factories.measure(slug="award", title="节水奖励", kind=Kind.SUBSIDY, promise="节水得奖")
    factories.subsidy_tier(award, 1_250_000, label="省水三成")
    factories.condition(award, sentence="装有水表")
    factories.measure(slug="visit", title="入园走访", availability=Availability.ACTIVITY)
    factories.draft(slug="secret", title="尚未公布")


def test_page_holds_cover_contents_offers_indexes_and_sources(client, book, settings):
    response = client.get(PAGE)
    page = response.content.decode()

    assert response.status_code == 200
    places = [
        page.index(text) for text in ("<h1>惠企事项汇编", ">目录</h2>", "125 万元", "了解即可</h2>", "来源与说明</h2>")
    ]
    assert places == sorted(places)
    assert settings.SITE["name"] in page
    assert "装有水表" in page
    assert "入园走访" in page
    assert "尚未公布" not in page
    assert "以主管部门最新文件为准" in page
    assert 'name="robots" content="noindex"' in page


def test_every_line_of_the_contents_leads_to_a_heading(client, book):
    page = client.get(PAGE).content.decode()

    targets = re.findall(r'href="#([^"]+)"', page[page.index("目录") :])
    ids = re.findall(r'<h[23] id="([^"]+)"', page)

    assert set(targets) == {*ids} - {"contents-title"}


def test_headings_go_down_one_level_at_a_time(client, book):
    page = client.get(PAGE).content.decode()

    levels = [int(level) for level in re.findall(r"<h(\d)", page)]

    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_what_makes_no_handbook_is_said_on_the_page(client, book):
    response = client.get(PAGE, {"tier": "nope"})

    assert response.status_code == 200
    assert "这一本还编不成" in response.content.decode()
    assert "企业梯次：" in response.content.decode()


def test_unknown_measures_are_named_above_and_nothing_else_is_lost(client, book):
    page = client.get(PAGE, {"m": ["award", "gone"]}).content.decode()

    assert "有 1 项找不到，可能已撤下，没有编入：gone。" in page
    assert "节水奖励" in page


def test_list_and_selection_lead_to_their_handbook(client, book):
    assert f'href="{PAGE}?kind=subsidy"' in client.get("/measures/?kind=subsidy").content.decode()
    assert f'href="{PAGE}?m=award"' in client.get("/selection/?m=award").content.decode()


def test_page_leads_to_the_file_with_the_same_parameters(client, book):
    assert f'href="{FILE}?kind=subsidy"' in client.get(f"{PAGE}?kind=subsidy").content.decode()
    assert f'href="{FILE}"' in client.get(PAGE).content.decode()


def test_file_holds_what_the_page_holds(client, book):
    response = client.get(FILE, {"m": ["award", "gone"]})
    text = "\n".join(one.text for one in Document(io.BytesIO(b"".join(response.streaming_content))).paragraphs)

    assert response.headers["Content-Type"].endswith("wordprocessingml.document")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="handbook-')
    assert "%E6%83%A0%E4%BC%81%E4%BA%8B%E9%A1%B9%E6%B8%85%E5%8D%95" in response.headers["Content-Disposition"]
    assert "（一）节水奖励" in text
    assert "有 1 项找不到，可能已撤下，没有编入：gone。" in text
    assert "入园走访" not in text


def test_head_makes_no_file_and_has_no_length(client, book, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        response = client.head(FILE)

    assert response.status_code == 200
    assert "Content-Length" not in response.headers


def test_unchanged_file_is_not_made_again(client, book):
    first = client.get(FILE)
    b"".join(first.streaming_content)  # closes the file

    etag = first.headers["ETag"]
    assert client.get(FILE, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(("query", "said"), [("tier=nope", "企业梯次："), ("m=gone", "所选的事项都找不到")])
def test_what_makes_no_file_is_said_with_status_400(client, book, query, said):
    response = client.get(f"{FILE}?{query}")

    assert response.status_code == 400
    assert said in response.content.decode()
    assert "这一本还编不成" in response.content.decode()


def test_address_longer_than_a_code_holds_makes_a_handbook_all_the_same(client, book):
    long = {"m": ["award"], "x": "y" * 5000}

    page = client.get(PAGE, long)
    file = client.get(FILE, long)

    assert page.status_code == 200
    assert "y" * 5000 in page.content.decode(), "in the link to the file"
    assert b"".join(file.streaming_content)[:2] == b"PK"
