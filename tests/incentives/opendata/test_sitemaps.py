from xml.etree import ElementTree

import pytest
from django.utils import timezone

from incentives.opendata.sitemaps import Measures
from tests import factories
from tests.incentives.made_catalogue import made

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def catalogue():
    return made()


def locations(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    root = ElementTree.fromstring(answer.content)
    return {entry.findtext(f"{SITEMAP}loc"): entry.findtext(f"{SITEMAP}lastmod") for entry in root}


def test_index_names_its_parts_and_each_address_answers(client, catalogue):
    parts = locations(client, "/sitemap.xml")

    found = {address for part in parts for address in locations(client, part)}
    assert len(parts) == 5
    assert {f"http://testserver{row.get_absolute_url()}" for row in catalogue.values()} < found
    assert "http://testserver/documents/reply/1.1/" in found
    assert all(client.get(address).status_code == 200 for address in found)


def test_every_address_says_when_it_changed(client, catalogue):
    parts = locations(client, "/sitemap.xml")

    assert all(parts.values())
    assert all(changed for part in parts for changed in locations(client, part).values())


def test_measures_say_when_they_changed(client, catalogue):
    changed = locations(client, "/sitemap-measures.xml")["http://testserver/measures/upgrade/"]

    assert changed == timezone.localtime(catalogue["升级奖励"].published_at).date().isoformat()


def test_long_catalogue_is_split(client, monkeypatch):
    monkeypatch.setattr(Measures, "limit", 2)
    for n in range(3):
        factories.measure(title=f"事项{n}")

    assert "http://testserver/sitemap-measures.xml?p=2" in locations(client, "/sitemap.xml")
    assert len(locations(client, "/sitemap-measures.xml?p=2")) == 1
    assert Measures.__mro__[1].limit == 50_000


def test_own_name_goes_before_the_host_asked(client, catalogue, settings):
    settings.SITE = {**settings.SITE, "domain": "huiqi.example.cn"}

    parts = locations(client, "/sitemap.xml")

    assert "https://huiqi.example.cn/sitemap-measures.xml" in parts
    entries = [
        address for part in parts for address in locations(client, part.removeprefix("https://huiqi.example.cn"))
    ]
    assert len(entries) > len(parts) == 5
    assert all(address.startswith("https://huiqi.example.cn/") for address in (*parts, *entries))


def test_robots_are_told_where_the_sitemap_is_and_not_where_the_admin_is(client, settings):
    said = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in said
    assert "Disallow: /preview/" in said
    assert "admin" not in said
