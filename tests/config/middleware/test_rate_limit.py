import pytest
from django.core.cache import caches
from django.test import RequestFactory
from django.urls import reverse

from config.middleware import rate_limit
from config.middleware.rate_limit import LIMITS, Limit
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("incentives:measure-list")
AT = {limit.name: limit for limit in LIMITS}


@pytest.fixture(autouse=True)
def counted(settings):
    """Turn rate limits on; other tests run without them."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "throttle-tests"}
    settings.CACHES = {**settings.CACHES, "limits": memory}
    caches["limits"].clear()


@pytest.fixture
def few(monkeypatch):
    """Set each limit to three requests."""
    limits = tuple(Limit(limit.name, 3, limit.seconds, limit.counts) for limit in LIMITS)
    monkeypatch.setattr(rate_limit, "LIMITS", limits)


@pytest.fixture
def clock(monkeypatch):
    """Time in seconds from the beginning of a window; `clock[0]` may be set."""
    now = [0.0]
    monkeypatch.setattr("config.middleware.rate_limit.time.time", lambda: 1_800_000_000 + now[0])
    return now


def asked(client, address="203.0.113.7", path=f"{LIST}?q=奖励") -> int:
    return client.get(path, REMOTE_ADDR=address).status_code


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("get", f"{LIST}?q=a", "search"),
        ("get", f"{LIST}?tier=sme&q=a", "search"),
        ("get", f"{LIST}?%71=a", "search"),
        ("get", "/measures.csv?q=a", "search"),
        ("get", "/measures.csv", "files"),
        ("get", "/match/", "match"),
        ("get", "/compare/?m=a", "match"),
        ("get", "/handbook/", "handbook"),
        ("get", "/handbook.docx", "handbook"),
        ("get", "/suggest/?q=a", "suggest"),
        ("get", "/api/v1/measures", "api"),
        ("get", "/feeds/measures.atom", "files"),
        ("post", "/report/", "reports"),
        ("get", "/report/", None),
        ("post", "/check/", "check"),
        ("post", "/api/v1/check", "check"),
        ("get", "/check/", None),
        ("post", "/admin/login/", "sign-in"),
        ("post", "/admin/account/code/", "sign-in"),
        ("post", "/admin/account/confirm/", "sign-in"),
        ("post", "/admin/account/second-factor/", "sign-in"),
        ("post", "/admin/password_change/", "sign-in"),
        ("get", "/admin/login/", None),
        ("get", "/admin/incentives/measure/?q=a", None),
        ("get", "/", None),
        ("get", LIST, None),
        ("get", f"{LIST}?q=&tier=sme", None),
        ("get", f"{LIST}?page=3", None),
        ("get", "/measures/a-measure/", None),
        ("get", "/documents/", None),
        ("get", "/static/css/base.css", None),
    ],
)
def test_what_is_counted(method, path, name):
    request = getattr(RequestFactory(), method)(path)

    assert next((limit.name for limit in LIMITS if limit.counts(request)), None) == name


def test_too_many_searches_wait(client, few, clock, audit_log, django_capture_on_commit_callbacks):
    clock[0] = 20
    with django_capture_on_commit_callbacks(execute=True):
        answers = [asked(client) for _ in range(6)]
    refused = client.get(f"{LIST}?q=a", REMOTE_ADDR="203.0.113.7")

    assert answers == [200, 200, 200, 429, 429, 429]
    assert refused["Retry-After"] == "60"
    assert "no-store" in refused["Cache-Control"]
    assert "操作太频繁" in refused.content.decode()
    assert "请在 60 秒后再试" in refused.content.decode()
    assert [(entry["event"], entry["limit"]) for entry in audit_log()] == [("throttled", "search")]


def test_whoever_waits_as_told_is_answered(client, few, clock):
    clock[0] = 59
    for _ in range(3):
        asked(client)

    clock[0] = 61
    refused = client.get(f"{LIST}?q=a", REMOTE_ADDR="203.0.113.7")
    assert refused.status_code == 429  # a fixed window would let three more through here
    clock[0] += int(refused["Retry-After"])

    assert asked(client) == 200


def test_browsing_goes_on_for_the_whole_office(client, few):
    measure = factories.measure()
    for _ in range(5):
        asked(client)

    for path in ("/", LIST, f"{LIST}?tier=none", measure.get_absolute_url(), reverse("policies:document-list")):
        assert asked(client, path=path) == 200


def test_pages_that_no_cache_holds_are_limited(client, monkeypatch, settings):
    kept = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept-beside-limits"}
    settings.CACHES = {**settings.CACHES, "pages": kept}
    monkeypatch.setattr(rate_limit, "LIMITS", ())
    monkeypatch.setattr(rate_limit, "MADE", Limit("pages", 3, 60, rate_limit.MADE.counts))
    client = type(client)()  # with middleware of its own
    orders = ("title", "-amount", "-updated", "relevance", "title&page=1")
    made = [asked(client, path=f"{LIST}?sort={order}") for order in orders]

    assert made == [200, 200, 200, 429, 429]
    assert asked(client, path=f"{LIST}?sort=title") == 200  # kept
    assert asked(client, path=f"{LIST}?sort=-amount&junk=1") == 200
    assert asked(client, path=reverse("admin:login")) == 200


def test_others_are_answered(client, few):
    for _ in range(5):
        asked(client)

    assert asked(client, "198.51.100.4") == 200


def test_clients_behind_our_proxy_are_told_apart(client, few, settings):
    settings.BEHIND_PROXY = True

    def through_proxy(forwarded):
        return client.get(f"{LIST}?q=a", headers={"x-forwarded-for": forwarded}).status_code

    for last in range(4):
        status = through_proxy(f"10.1.1.{last}, 203.0.113.7")

    assert status == 429
    assert through_proxy("203.0.113.8") == 200


def test_ipv6_customer_is_one_sender(client, few):
    answers = [asked(client, f"2001:db8:0:1::{last}") for last in range(1, 5)]

    assert answers[-1] == 429
    assert asked(client, "2001:db8:0:2::1") == 200


def test_counter_dropped_by_the_cache_starts_again(client, few, monkeypatch):
    def gone(self, key, delta=1, version=None):
        raise ValueError

    monkeypatch.setattr("django.core.cache.backends.locmem.LocMemCache.incr", gone)

    assert [asked(client) for _ in range(4)] == [200, 200, 200, 200]


def test_many_names_from_one_address_are_slowed_down(client, few):
    answers = [
        client.post(reverse("admin:login"), {"username": f"name-{number}", "password": "spring-2026"}).status_code
        for number in range(4)
    ]

    assert answers == [200, 200, 200, 429]


def test_limits_leave_an_office_room():
    assert AT["search"].most >= 100
    assert AT["match"].most >= 100
