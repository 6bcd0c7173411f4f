"""How the API answers: problems, what is fresh, who may ask, and that nothing can be written."""

import pytest
from django.db import DatabaseError
from django.test import Client

from config.middleware import rate_limit
from incentives.listing.filterset import MeasureFilter
from policies.caching import content_version
from tests.incentives.made_catalogue import made
from tests.incentives.opendata.api.requests import API, get

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def catalogue(beneath):
    return beneath(made)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("category=nowhere", "category"),
        ("tier=giant", "tier"),
        ("kind=gift", "kind"),
        ("delivery=post", "delivery"),
        ("amount=much", "amount"),
        ("agency=nobody", "agency"),
        ("sort=luck", "sort"),
        ("min_amount=viel", "min_amount"),
        ("min_amount=-5", "min_amount"),
        ("include_closed=maybe", "include_closed"),
        ("page=zwei", "page"),
        ("page=0", "page"),
        ("page=501", "page"),
        ("page_size=101", "page_size"),
        ("page_size=-1", "page_size"),
    ],
)
def test_bad_value_is_a_problem_with_its_parameter(client, catalogue, query, parameter):
    answer = get(client, f"/measures?{query}", status=400)

    said = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert (said["status"], said["title"], said["type"]) == (400, "参数有误", "about:blank")
    assert said["instance"] == f"{API}/measures?{query}"
    assert [error["parameter"] for error in said["errors"]] == [parameter]
    assert all(error["detail"] for error in said["errors"])


def test_every_bad_value_is_named_at_once(client, catalogue):
    said = get(client, "/measures?page=x&tier=giant&page_size=0&min_amount=viel&sort=luck", status=400).json()
    other = get(client, "/clauses?page=x&page_size=0", status=400).json()

    names = {error["parameter"] for error in said["errors"]}
    assert names == {"page", "tier", "page_size", "min_amount", "sort"}
    assert {error["parameter"] for error in other["errors"]} == {"page", "page_size"}


@pytest.mark.parametrize(
    "path",
    [
        "/measures/none",
        "/measures?page=9",
        "/documents/none",
        "/documents/reply/clauses/9.9",
        "/documents/draft",
        "/documents/draft/clauses",
        "/indicators/secret",
        "/indicators/none",
        "/nothing",
        "/measures/",
    ],
)
def test_what_is_not_there_is_a_problem(client, catalogue, path):
    answer = get(client, path, status=404)

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_failure_is_a_problem_without_its_reason(client, catalogue, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("a secret of the server")

    monkeypatch.setattr(MeasureFilter, "is_valid", fail)
    client.raise_request_exception = False

    answer = get(client, "/measures", status=500)

    assert answer["Content-Type"] == "application/problem+json"
    assert "secret" not in answer.content.decode()


def test_who_holds_the_present_answer_gets_304_until_something_is_published(client, catalogue):
    first = get(client, "/measures?q=奖励&tier=specialized")
    again = get(client, "/measures?q=奖励&tier=specialized", 304, if_none_match=first["ETag"])
    other = get(client, "/measures?q=贷款")

    assert again.content == b""
    assert other["ETag"] != first["ETag"]
    assert "no-cache" in first["Cache-Control"]
    assert first["Last-Modified"]

    content_version.raise_version()

    assert get(client, "/measures?q=奖励&tier=specialized", if_none_match=first["ETag"])["ETag"] != first["ETag"]


def test_order_of_parameters_does_not_matter_to_the_etag(client, catalogue):
    assert get(client, "/measures?tier=sme&q=a")["ETag"] == get(client, "/measures?q=a&tier=sme")["ETag"]


def test_scripts_of_other_sites_may_read(client, catalogue):
    asked = client.options(f"{API}/measures", headers={"access-control-request-method": "GET"})

    assert get(client, "/measures")["Access-Control-Allow-Origin"] == "*"
    assert get(client, "/nothing", status=404)["Access-Control-Allow-Origin"] == "*"
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Origin" not in client.get("/measures/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "path", [f"{API}/measures/upgrade", f"{API}/openapi.json", f"{API}/", "/measures.csv", "/feeds/measures.atom"]
)
def test_nothing_can_be_written(catalogue, method, path):
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)

    assert (answer.status_code, answer.json()["status"]) == (405, 405)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_page_of_the_dataset_refuses_in_words(client):
    answer = client.post("/data/")

    assert answer.status_code == 405
    assert "只供读取" in answer.content.decode()


@pytest.mark.parametrize("path", ["/feeds/none", "/measures.pdf", "/measures.csv?q=%00", "/feeds/measures.atom?q=%00"])
def test_programs_get_problems_for_files_and_feeds_too(client, path):
    answer = client.get(path)

    assert answer.status_code in {400, 404}
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_script_of_another_site_learns_that_it_asks_too_often(client, monkeypatch):
    monkeypatch.setattr(rate_limit, "_wait", lambda limit, sender: 7)

    answer = get(client, "/measures", status=429)

    assert (answer["Content-Type"], answer["Retry-After"]) == ("application/problem+json", "7")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Retry-After" in answer["Access-Control-Expose-Headers"]


def test_head_answers_as_get(client, catalogue):
    answer = client.head(f"{API}/measures")

    assert (answer.status_code, answer.content) == (200, b"")


def test_no_session_is_touched(client, catalogue):
    answer = get(client, "/measures")

    assert not answer.wsgi_request.session.accessed
    assert not answer.cookies
