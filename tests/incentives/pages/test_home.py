"""The home page and `/about/`: what they say of the content, and where the three questions lead."""

import re

import pytest
from django.urls import reverse

from incentives.models import Measure
from tests import factories

pytestmark = pytest.mark.django_db
ABOUT = reverse("incentives:about")


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_questions_lead_to_the_match_with_the_answers(client, db):
    factories.ladder()

    html = client.get("/").content.decode()
    form = re.search(r'<form class="start" action="([^"]+)".*?</form>', html, re.S)

    address, anchor = form[1].split("#")
    assert address == reverse("incentives:match")
    assert f'id="{anchor}"' in client.get(address).content.decode()  # the results, not the questions once more
    assert '<select name="held">' in form[0]
    assert '<option value="little-giant">' in form[0]
    assert client.get(f"{address}?held=little-giant&revenue=3000").status_code == 200
    assert client.get(f"{address}?held=&revenue=").status_code == 200


def test_home_and_about_say_how_much_there_is(client, published, settings):
    settings.SITE = settings.SITE | {"sponsor": "某市某局"}
    number, offers = Measure.objects.published().count(), Measure.objects.published().offers().count()
    documents = {one.document.title for one in published.clauses.all()}

    home, about = client.get("/").content.decode(), client.get(ABOUT).content.decode()

    for page in (home, about):
        assert f"{number} 项" in plain(page)
        assert f"{offers} 项可享受，{number - offers} 项了解即可" in plain(page).replace(" ，", "，")
        assert "某市某局" in page
    assert f"来自 {len(documents)} 份政策文件" in plain(home)
    assert all(title in about for title in documents)


def test_about_of_an_empty_site(client, db, settings):
    settings.SITE = settings.SITE | {"sponsor": ""}

    about = plain(client.get(ABOUT).content.decode())

    assert "运营单位还没有在这里写明" in about
    assert "尚无内容" in about


def test_about_costs_few_queries(client, published, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get(ABOUT)
