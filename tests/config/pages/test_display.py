import json

import pytest
from django.test import RequestFactory
from django.urls import reverse

from config.pages.display import Display, display_of

URL = reverse("display")


def test_mode_is_kept_in_a_cookie_and_leads_back(client):
    response = client.get(URL, {"mode": "elder", "next": "/measures/?category=fiscal"})

    assert response.status_code == 302
    assert client.get(response.url).url == "/measures/?category=fiscal"
    cookie = response.cookies["mode"]
    assert (cookie.value, cookie["samesite"], bool(cookie["httponly"])) == ("elder", "Lax", True)
    assert "scheme" not in response.cookies
    assert "no-store" in response["Cache-Control"]


def test_default_mode_deletes_the_cookie(client):
    client.cookies["mode"] = "elder"

    response = client.get(URL, {"mode": "standard", "next": "/"})

    assert response.cookies["mode"].value == ""
    assert response.cookies["mode"]["max-age"] == 0


def test_mode_and_scheme_may_be_set_at_once(client):
    response = client.get(URL, {"mode": "elder", "scheme": "dark"})

    assert {name: cookie.value for name, cookie in response.cookies.items()} == {"mode": "elder", "scheme": "dark"}
    assert client.get(response.url).url == "/"


@pytest.mark.parametrize("choice", [{"mode": "elder"}, {"scheme": "dark"}])
def test_browser_that_keeps_no_cookies_is_told_so(client, choice):
    stored = client.get(URL, choice).url
    client.cookies.clear()

    response = client.get(stored)

    assert response.status_code == 400
    assert "浏览器没有保存 Cookie" in response.content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)", "measures/", "\n//example.com"],
)
def test_display_never_leads_to_another_site(client, elsewhere):
    assert client.get(client.get(URL, {"mode": "elder", "next": elsewhere}).url).url == "/"


@pytest.mark.parametrize("query", [{"mode": "huge"}, {"scheme": "pink"}, {}, {"next": "/"}, {"mode": ""}])
def test_display_says_what_it_takes(client, query):
    response = client.get(URL, query)

    assert response.status_code == 400
    assert "mode 可以是 standard 或 elder" in response.content.decode()
    assert not response.cookies


def test_display_takes_only_get(client):
    assert client.post(URL, {"mode": "elder"}).status_code == 405


def test_display_of_reads_the_cookies_and_ignores_what_it_never_set():
    request = RequestFactory().get("/")
    request.COOKIES = {"mode": "elder", "scheme": "pink"}

    assert display_of(request) == Display(mode="elder", scheme="auto")


def test_display_offers_the_other_mode():
    assert Display().other_mode == ("elder", "长辈模式")
    assert Display(mode="elder").other_mode == ("standard", "标准模式")
    assert [current for _, _, current in Display(scheme="dark").schemes] == [False, False, True]


@pytest.mark.django_db
def test_page_carries_the_display_in_its_root_element(client):
    client.cookies["mode"] = "elder"
    client.cookies["scheme"] = "dark"

    html = client.get(reverse("privacy")).content.decode()

    assert 'data-mode="elder"' in html
    assert 'data-scheme="dark"' in html
    assert "mode=standard&amp;next=%2Fprivacy%2F" in html


def test_manifest_bears_the_name_of_the_site(client, settings):
    response = client.get(reverse("manifest"))

    assert response["Content-Type"] == "application/manifest+json"
    assert json.loads(response.content)["name"] == settings.SITE["name"]


def test_favicon_leads_to_the_icon(client):
    assert client.get(reverse("favicon")).url.endswith(".png")


@pytest.mark.parametrize("name", ["privacy", "accessibility"])
def test_page_for_everyone_touches_neither_session_nor_database(client, name, settings):
    settings.SITE = {**settings.SITE, "contact": "0371-00000000", "icp": "豫ICP备00000000号", "id_code": "4101000000"}

    response = client.get(reverse(name))

    html = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in html
    assert "0371-00000000" in html
    assert '<meta name="SiteIDCode" content="4101000000">' in html


@pytest.mark.parametrize(
    ("scheme", "media"), [("auto", "screen and (prefers-color-scheme: dark)"), ("dark", "screen"), ("light", None)]
)
def test_dark_values_are_linked_only_where_they_may_be_wanted(client, scheme, media):
    client.cookies["scheme"] = scheme

    html = client.get(reverse("privacy")).content.decode()

    assert ("css/dark.css" in html) == (media is not None)
    assert media is None or f'href="/static/css/dark.css" media="{media}"' in html
