"""What the list says of subscribing to it, before it shows a feed."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def addresses(client, query=""):
    page = client.get(f"/measures/?{query}").content.decode()
    assert "阅读软件会提醒您" in page
    return dict(re.findall(r'<code id="([a-z]+)-address">([^<]+)</code>', page))


def test_list_explains_the_feed_and_gives_its_address_to_copy(client):
    factories.measure(title="谷穗奖")

    found = addresses(client, "q=谷穗奖")

    assert found == {"feed": "http://testserver/feeds/measures.atom?q=%E8%B0%B7%E7%A9%97%E5%A5%96"}
    assert client.get(found["feed"]).status_code == 200
    assert 'data-copy="feed-address" hidden>复制链接</button>' in client.get("/measures/").content.decode()


def test_list_with_days_gives_the_address_of_its_calendar_too(client):
    factories.measure(apply_from="2099-01-01")

    found = addresses(client)

    assert client.get(found["calendar"]).headers["Content-Type"].startswith("text/calendar")


def test_reference_folds_every_entry(client):
    page = client.get("/api/v1/").content.decode()

    assert page.count("<details") == page.count("<h3") > 20
    assert "<details open" not in page
