"""Public pages are cached and revalidated, never stale and never personal."""

import datetime

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from incentives.models import Measure
from policies.caching import content_version, pages
from policies.importing.actions import import_document, publish_document, take_over
from policies.models import SourceFile
from policies.parsing.document import parse_document
from tests import factories
from tests.policies import sample_document as sample

pytestmark = pytest.mark.django_db
LIST = reverse("incentives:measure-list")


@pytest.fixture(autouse=True)
def kept(settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept"},
    }
    caches["pages"].clear()


@pytest.fixture
def measure():
    return factories.measure(title="贷款贴息")


def test_page_is_confirmed_by_etag_and_by_date(client, measure):
    first = client.get(LIST)

    assert client.get(LIST, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(LIST, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert client.get(LIST, headers={"If-None-Match": '"other"'}).status_code == 200
    assert first["Cache-Control"] == "no-cache"
    assert {"Cookie", "HX-Request", "Accept-Encoding"} <= set(first["Vary"].split(", "))


def test_newer_edition_is_told_by_the_next_page(client, measure, admin_user):
    document = import_document(data=sample.document().encode()).document
    publish_document(document=document, by=admin_user)
    changed = document.clauses.get(path="1.1")
    factories.publish([cites(factories.draft(kind="subsidy", sourced=False), changed)])
    assert "原文已改" not in client.get(LIST).content.decode()

    text = sample.document(body=[line.replace("3万元", "5万元") for line in sample.BODY])
    source = SourceFile.objects.create(
        name="a.txt", sha256="0" * 64, content=text.encode(), brought_by=admin_user, document=document
    )
    take_over(source=source, parsed=parse_document(text), by=admin_user)

    assert client.get(LIST).content.decode().count("原文已改，待核对") == 1


def cites(draft, clause):
    draft.clauses.add(clause)
    factories.subsidy_tier(draft, 30_000)
    return draft


def test_kept_page_costs_one_query(client, measure, django_assert_num_queries):
    first = client.get(LIST)

    with django_assert_num_queries(1):
        again = client.get(LIST)

    assert again.content == first.content
    assert again["Content-Type"] == first["Content-Type"]


def test_process_holds_some_pages_itself(client, measure, django_assert_num_queries):
    client.get(LIST)
    page = client.get(LIST).content
    caches["pages"].clear()

    with django_assert_num_queries(1):
        assert client.get(LIST).content == page


def test_process_holds_few_pages(monkeypatch):
    monkeypatch.setattr(pages, "NEAR", 2)
    middleware = pages.PublicPages(answered)
    for etag in "abc":
        caches["pages"].set(etag, pages.Copy(etag.encode(), {}))
        assert middleware._cached(etag).body == etag.encode()

    assert list(middleware.near) == ["c"]


@pytest.mark.parametrize(
    "path",
    ["/", "/ladder/", "/documents/", "/indicators/", "/suggest/?q=贷", "/measures/{slug}/", "/documents/{document}/"],
)
def test_public_pages_have_an_etag_and_nothing_personal(client, measure, path):
    client.force_login(factories.user("reader"))
    document = measure.clauses.get().document

    answer = client.get(path.format(slug=measure.slug, document=document.slug))

    assert answer["ETag"]
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_staff_see_their_change_at_once(client, measure):
    before = client.get(LIST)
    Measure._base_manager.filter(pk=measure.pk).update(title="改过的贴息")
    assert client.get(LIST).content == before.content  # behind the version's back

    factories.listed(measure)

    after = client.get(LIST, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "改过的贴息" in after.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"path": f"{LIST}?q=贷"},
        {"headers": {"HX-Request": "true"}},
        {"headers": {"Accept-Encoding": "gzip"}},
        {"headers": {"Cookie": "mode=elder"}},
        {"headers": {"Host": "127.0.0.1"}},
    ],
)
def test_key_holds_all_that_a_page_depends_on(client, measure, change):
    first = client.get(LIST)

    other = client.get(change.get("path", LIST), headers=change.get("headers", {}))

    assert other["ETag"] != first["ETag"]


def test_key_changes_with_release_and_day(client, measure, settings, monkeypatch):
    first = client.get(LIST)
    settings.RELEASE = "other"
    second = client.get(LIST)
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: tomorrow)

    assert len({first["ETag"], second["ETag"], client.get(LIST)["ETag"]}) == 3


def test_parameters_in_another_order_are_the_same_page(client, measure):
    assert client.get(f"{LIST}?q=贷&kind=loan")["ETag"] == client.get(f"{LIST}?kind=loan&q=贷")["ETag"]


PLAIN = "/ /about/ /ladder/ /deadlines/ /documents/ /indicators/ /measures/ /llms.txt /compare/?m=a /suggest/?q=贷"
OF_A_ROW = "/measures/{slug}/ /measures/{slug}.md /measures/{slug}/sheet/ /selection/?m={slug} /documents/{document}/"


@pytest.mark.parametrize("path", f"{PLAIN} {OF_A_ROW}".split())
def test_unknown_parameters_make_no_page_of_their_own(client, measure, path):
    path = path.format(slug=measure.slug, document=measure.clauses.get().document.slug)
    plain = client.get(path)
    junk = client.get(f"{path}{'&' if '?' in path else '?'}junk=1&from=singlemessage&utm_source=x")

    assert junk["ETag"] == plain["ETag"]
    assert "junk" not in junk.content.decode()


CHOSEN = "kind=loan page=2 sort=title min_amount=1 named=1 include_closed=1"


@pytest.mark.parametrize(
    "path",
    [
        *(f"{LIST}?{one}" for one in CHOSEN.split()),
        "/ladder/?at=x",
        "/ladder/?goal=x",
        "/documents/{document}/?edition=1",
    ],
)
def test_known_parameters_make_a_page_of_their_own(client, path):
    for _ in range(21):
        factories.measure()
    document = Measure.objects.first().clauses.get().document

    pages = [client.get(one.format(document=document.slug)) for one in (path.partition("?")[0], path)]

    assert pages[0]["ETag"] != pages[1]["ETag"]


@pytest.mark.parametrize(
    "path", ["/measures/none/", f"{LIST}?page=9", "/admin/login/", "/healthz", f"{LIST}?q={'y' * 1100}"]
)
def test_other_answers_are_not_kept(client, path):
    assert "ETag" not in client.get(path)


def answered(answer, method="GET"):
    request = getattr(RequestFactory(), method.lower())("/")
    return pages.PublicPages(pages.public_page(lambda _: answer))(request)


def test_answers_with_something_personal_are_not_kept():
    with_cookie = HttpResponse()
    with_cookie.set_cookie("session", "x")

    assert "ETag" not in answered(with_cookie)
    assert "ETag" not in answered(HttpResponse(headers={"Vary": "Cookie"}))
    assert "ETag" not in answered(HttpResponse(status=404))
    assert "ETag" not in answered(HttpResponse(), "POST")
    assert "ETag" in answered(HttpResponse())


def test_nothing_is_kept_while_developing(settings):
    settings.DEBUG = True

    assert "ETag" not in answered(HttpResponse())


def test_version_before_the_first_change():
    content_version.ContentVersion.objects.all().delete()
    assert content_version.current() == content_version.NEVER

    content_version.raise_version()
    content_version.raise_version()

    assert content_version.current().number == 2
    assert str(content_version.ContentVersion.objects.get()) == "2"
