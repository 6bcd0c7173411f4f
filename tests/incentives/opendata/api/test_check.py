import json

import pytest
from django.test import Client

from incentives.enums import Kind
from tests import factories

pytestmark = pytest.mark.django_db
PATH = "/api/v1/check"


def post(body, **headers):
    text = body if isinstance(body, bytes | str) else json.dumps(body)
    return Client(enforce_csrf_checks=True).post(PATH, text, content_type="application/json", **headers)


def test_statements_have_spans_verdict_clause_and_difference():
    measure = factories.measure(kind=Kind.SUBSIDY, title="灯塔工厂奖励", promise="评上灯塔工厂得奖励")
    factories.subsidy_tier(measure, 700_000, label="灯塔工厂", clause=measure.clauses.get())
    text = "🙂灯塔工厂奖励90万元"

    answer = post({"text": text})

    (statement,) = answer.json()["statements"]
    assert (statement["start"], statement["length"]) == (0, len(text))
    assert statement["verdict"] == "differs"
    assert statement["measure"] == measure.slug
    assert statement["clause_url"].endswith(measure.clauses.get().url)
    assert "70 万元" in statement["difference"]
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        "[" * 50_000,
        "null",
        {"text": 5},
        {"text": None},
        {},
        {"text": "字" * 7000},
        '{"text":"\\ud800"}',
    ],
)
def test_what_is_no_text_is_refused(body):
    answer = post(body)

    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")


def test_other_methods_are_refused():
    client = Client()

    assert client.get(PATH).status_code == 405
    assert client.get(PATH)["Allow"] == "POST, OPTIONS"
    assert client.options(PATH)["Access-Control-Allow-Methods"] == "POST, OPTIONS"


def test_a_long_body_is_no_error_of_the_server():
    assert post({"text": "“" * 1_000_000}).status_code in {400, 413}
