import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse

from config.middleware.headers import policy
from config.settings import BASE_DIR
from tests import factories

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}


def answers(client):
    """A page, an answer of every middleware that answers by itself, errors, a file, the admin."""
    yield client.get(reverse("incentives:home"))
    yield client.get(reverse("incentives:measure-list"), {"tier": "none"})
    yield client.get("/measures")  # a redirect of CommonMiddleware
    yield client.get("/no-such-page/")
    yield client.get(reverse("healthz"))
    yield client.get(reverse("manifest"))
    yield client.get(reverse("incentives:home"), headers={"host": "evil.example"})
    yield client.post(reverse("display"), CONTENT_LENGTH=str(settings.MAX_BODY_BYTES + 1))
    yield client.get(reverse("admin:login"))
    yield client.get(reverse("admin:index"))


@pytest.mark.django_db
def test_every_answer_carries_the_headers(client):
    for answer in answers(client):
        held = {name: answer.headers.get(name) for name in EVERYWHERE}
        assert held == EVERYWHERE, answer.request
        assert answer["Permissions-Policy"].startswith("camera=(), microphone=()")
        assert answer["X-Request-ID"]


@pytest.mark.django_db
def test_policy_is_the_same_everywhere_and_allows_nothing_inline(client):
    policies = {answer["Content-Security-Policy"] for answer in answers(client)}

    (only,) = policies
    directives = dict(directive.split(" ", 1) for directive in only.split("; "))
    assert directives["default-src"] == directives["frame-ancestors"] == directives["base-uri"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == directives["form-action"] == "'self'"
    for hole in ("unsafe", "nonce", "data:", "http:", "https:", "*"):
        assert hole not in only


@pytest.mark.django_db
def test_only_what_is_published_for_machines_is_read_by_other_sites(client):
    def opened(address: str) -> tuple[str | None, str | None]:
        headers = client.get(address).headers
        return headers.get("Access-Control-Allow-Origin"), headers["Cross-Origin-Resource-Policy"]

    for address in ("/api/v1/measures", "/feeds/measures.atom", "/measures.json", "/data/"):
        assert opened(address) == ("*", "cross-origin")
    for address in ("/", "/measures/", "/healthz", "/no-such-page/", reverse("admin:login")):
        assert opened(address) == (None, "same-origin")


def test_policy_directive_without_sources():
    assert policy({"default-src": ["'none'"], "upgrade-insecure-requests": []}) == (
        "default-src 'none'; upgrade-insecure-requests"
    )


@pytest.mark.django_db
def test_public_pages_touch_no_session(client):
    client.force_login(factories.user("somebody"))
    measure = factories.measure()
    document = factories.document()

    for address in (
        reverse("incentives:home"),
        reverse("incentives:measure-list"),
        measure.get_absolute_url(),
        document.get_absolute_url(),
        "/no-such-page/",
    ):
        answer = client.get(address)
        assert not answer.cookies, address
        assert not answer.wsgi_request.session.accessed, address
        assert b"csrf" not in answer.content, address


def test_cookies_are_for_this_host_and_for_no_script():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"


SAID = """
from django.conf import settings as s
print(s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,
      s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, "upgrade-insecure-requests" in s.SECURE_CSP, s.SECURE_HSTS_PRELOAD)
"""


@pytest.mark.parametrize(
    ("https", "said"),
    [
        ("on", "True 31536000 True True __Host-sessionid __Host-csrftoken True False"),
        ("off", "False 0 False False sessionid csrftoken False False"),
    ],
)
def test_settings_follow_https(https, said):
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", "HTTPS": https}
    environment |= {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "huiqi.example.cn", "DEBUG": "off"}

    answer = subprocess.run(
        [sys.executable, "-c", SAID], cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == said


@pytest.mark.django_db
def test_other_hosts_are_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_unsafe_request_over_https_only(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/").headers["Location"].startswith("https://testserver")
    assert client.get(reverse("healthz")).status_code == 200
