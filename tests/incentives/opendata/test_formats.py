"""One query, every format: the same measures in each, nothing hidden in any, and outside programs read them all."""

import csv
import io
from urllib.parse import urlencode

import docx
import feedparser
import icalendar
import openpyxl
import pytest
from django.core.management import call_command
from django.urls import get_resolver

from incentives.models import Scene, ScenePin
from incentives.opendata.dataset.publishing import MEANING
from tests.incentives.made_catalogue import SECRET, SECRET_DAY, made
from tests.incentives.opendata.outside import outside_client

pytestmark = pytest.mark.django_db
SEVEN = [
    {},
    {"category": ["fiscal"]},
    {"tier": ["specialized"]},
    {"kind": ["subsidy", "loan"], "include_closed": ["1"]},
    {"agency": ["industry"], "amount": ["stated"]},
    {"q": ["奖励"], "sort": ["title"]},
    {"tier": ["little-giant"], "min_amount": ["600000"], "delivery": ["recognition"]},
]
# Every public address of the site with what it needs; a new one must be added here, and so is walked.
WALKED = {
    "home": "/",
    "ladder": "/ladder/",
    "measure-list": "/measures/?include_closed=1",
    "measure-detail": "/measures/upgrade/",
    "measure-sheet": "/measures/upgrade/sheet/",
    "suggest": "/suggest/?q=不可外传",
    "compare": "/compare/?m=upgrade&m=loan&m=secret-draft&m=secret-archived",
    "match": "/match/",
    "deadlines": "/deadlines/",
    "scene": "/scenes/a-scene/",
    "check": "/check/",
    "about": "/about/",
    "selection": "/selection/?m=upgrade&m=secret-draft&m=secret-archived",
    "selection-xlsx": "/selection.xlsx?m=upgrade&m=loan",
    "handbook": "/handbook/?m=upgrade&m=loan&m=secret-draft&m=secret-archived",
    "handbook-docx": "/handbook.docx?m=upgrade&m=loan&m=secret-draft&m=secret-archived",
    "report": "/report/?about=/measures/upgrade/",
    "report-sent": "/report/sent/?about=/documents/draft/",
    "measures-csv": "/measures.csv?include_closed=1",
    "measures-xlsx": "/measures.xlsx?include_closed=1",
    "measures-json": "/measures.json?include_closed=1",
    "measures-feed": "/feeds/measures.atom?include_closed=1",
    "measures-calendar": "/feeds/deadlines.ics?include_closed=1",
    "data": "/data/",
    "llms": "/llms.txt",
    "measure-markdown": "/measures/upgrade.md",
    "clause-markdown": "/documents/reply/1.1.md",
    "api-reference": "/api/v1/",
    "openapi": "/api/v1/openapi.json",
    "document-list": "/documents/",
    "document-detail": "/documents/reply/",
    "clause-detail": "/documents/reply/1.1/",
    "indicator-list": "/indicators/",
}
API = ["measures", "measures/upgrade", "documents", "documents/reply", "documents/reply/clauses", "clauses"]
API += ["documents/reply/clauses/1.1", "indicators", "indicators/firms", "categories", "tiers", "agencies"]
SITEMAPS = ["/sitemap.xml"] + [f"/sitemap-{name}.xml" for name in ("pages", "measures", "documents", "clauses")]
UNWALKED = {"styleguide", "data-file", "preview"}
SOUGHT = [f"{path}?include_closed=1&q=不可外传" for path in ("/measures/", "/api/v1/measures", "/measures.json")]
SOUGHT += ["/match/?honour=specialized", "/measures/?tier=specialized", "/documents/reply/?edition=1"]
# The addresses that rows would have if they were public.
HIDDEN = [f"/measures/secret-{status}/{page}" for status in ("draft", "review", "archived") for page in ("", "sheet/")]
HIDDEN += [f"/api/v1/measures/secret-{status}" for status in ("draft", "review", "archived")]
HIDDEN += [f"/documents/{slug}/{path}" for slug in ("draft", "gone") for path in ("", "1.1/", "1.1/?edition=1")]
HIDDEN += [f"/api/v1/documents/{slug}{path}" for slug in ("draft", "gone") for path in ("", "/clauses", "/clauses/1.1")]
HIDDEN += ["/api/v1/documents/draft/clauses/1.1?edition=1", "/api/v1/indicators/secret"]


@pytest.fixture(scope="module")
def catalogue(beneath):
    def with_a_scene():
        scene = Scene.objects.create(title="要升级", slug="a-scene", position=1)
        for place, slug in enumerate(("upgrade", "secret-draft", "secret-archived"), start=1):
            ScenePin.objects.create(scene=scene, slug=slug, position=place)
        return made()

    return beneath(with_a_scene)


@pytest.fixture
def outside():
    with outside_client() as client:
        yield client


def book_of(answer):
    return openpyxl.load_workbook(io.BytesIO(answer.content), read_only=True)


def sets(outside, query):
    """The slugs that each format gives for a query."""
    asked = {name: outside.get(path, params=query) for name, path in ADDRESSES.items()}
    assert {name: answer.status_code for name, answer in asked.items()} == dict.fromkeys(ADDRESSES, 200)
    rows = list(csv.DictReader(io.StringIO(asked["csv"].content.decode("utf-8-sig"), newline="")))
    sheet = book_of(asked["xlsx"])["全部字段"].iter_rows(min_row=2, max_col=1, values_only=True)
    links = [entry.link for entry in feedparser.parse(asked["feed"].content).entries]
    page = asked["page"].text
    return {
        "page": {slug for slug in SLUGS if f'href="/measures/{slug}/"' in page.split('id="results"')[1]},
        "api": {item["slug"] for item in asked["api"].json()["items"]},
        "feed": {link.rstrip("/").split("/")[-1] for link in links},
        "csv": {row["事项标识"] for row in rows},
        "xlsx": {slug for (slug,) in sheet},
        "json": {item["slug"] for item in asked["json"].json()["measures"]},
    }


ADDRESSES = {
    "page": "/measures/",
    "api": "/api/v1/measures",
    "feed": "/feeds/measures.atom",
    "csv": "/measures.csv",
    "xlsx": "/measures.xlsx",
    "json": "/measures.json",
}
SLUGS: set[str] = set()


@pytest.mark.parametrize("query", SEVEN, ids=lambda query: urlencode(query, doseq=True) or "all")
def test_every_format_gives_the_same_measures(catalogue, outside, query):
    SLUGS.update(row.slug for row in catalogue.values())

    found = sets(outside, query)

    assert len(found["api"]) > 0
    assert found == dict.fromkeys(found, found["api"])


def public_names():
    """The names of all addresses but the admin's and those beneath the API."""
    named = set()
    for namespace in ("incentives", "policies"):
        _, resolver = get_resolver().namespace_dict[namespace]
        named |= {name for name in resolver.reverse_dict if isinstance(name, str)}
    return named


def test_every_public_address_is_walked():
    assert public_names() - set(WALKED) - UNWALKED == set()


def text_of(answer):
    if "spreadsheetml" in answer.headers["Content-Type"]:
        return str([row for sheet in book_of(answer) for row in sheet.iter_rows(values_only=True)])
    if "wordprocessingml" in answer.headers["Content-Type"]:
        return docx.Document(io.BytesIO(answer.content)).element.xml
    return answer.content.decode()


@pytest.mark.parametrize(
    "path", [*WALKED.values(), *SOUGHT, *(f"/api/v1/{path}" for path in API), *SITEMAPS, "/robots.txt"]
)
def test_what_is_not_published_is_told_nowhere(catalogue, outside, path):
    answer = outside.get(path)

    assert answer.status_code == 200
    told = text_of(answer)
    assert SECRET not in told
    assert SECRET_DAY.isoformat() not in told
    assert "/measures/secret-" not in told
    assert "/documents/draft/" not in told
    assert "/documents/gone/" not in told


@pytest.mark.parametrize("path", HIDDEN)
def test_what_is_not_published_has_no_address(catalogue, outside, path):
    answer = outside.get(path)

    assert answer.status_code == 404
    assert SECRET not in answer.text


def test_dataset_tells_nothing_hidden(catalogue, outside, settings, tmp_path):
    settings.DATASET_DIR = tmp_path
    call_command("publish_dataset", root="https://huiqi.example.cn", stdout=io.StringIO())

    for name in MEANING:
        answer = outside.get(f"/data/{name}")
        assert answer.status_code == 200
        assert SECRET not in text_of(answer), name


def test_an_outside_client_reads_the_api_page_by_page(catalogue, outside):
    seen, address = set(), "/api/v1/measures?page_size=4"

    while address:
        answer = outside.get(address)
        seen |= {item["slug"] for item in answer.json()["items"]}
        address = answer.links.get("next", {}).get("url")

    again = outside.get("/api/v1/measures", headers={"If-None-Match": outside.get("/api/v1/measures").headers["ETag"]})
    assert seen == {row.slug for row in catalogue.values()}
    assert again.status_code == 304
    assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_what_is_told_bears_the_sites_own_name_and_pages_lead_on_where_one_asked(catalogue, outside, settings):
    settings.SITE = {**settings.SITE, "domain": "huiqi.example.cn"}
    own = "https://huiqi.example.cn/measures/upgrade/"

    paths = ["/api/v1/measures?page_size=6", "/measures.csv", "/measures.xlsx", "/measures.json", "/measures/upgrade/"]
    told = {path: outside.get(path) for path in [*paths, "/feeds/measures.atom"]}

    assert {path: own in text_of(answer) for path, answer in told.items()} == dict.fromkeys(told, True)
    assert told[paths[0]].json()["links"]["self"].startswith("http://testserver/")


def test_an_outside_calendar_reads_the_days(catalogue, outside):
    read = icalendar.Calendar.from_ical(outside.get("/feeds/deadlines.ics?kind=subsidy").content)

    assert len(list(read.walk("VEVENT"))) == 3
    assert read["version"] == "2.0"
