"""`POST match` and `GET facts`."""

import logging

import pytest
from django.test import Client
from django.views.debug import ExceptionReporter

from incentives.enums import Kind
from tests import factories
from tests.incentives.made_catalogue import made
from tests.incentives.opendata.api.requests import API, get

URL = f"{API}/match"


@pytest.fixture
def grant(db):
    """A talent measure with one grant for people up to 40, and a service without conditions or rows."""
    measure = factories.measure(kind=Kind.TALENT, slug="youth")
    factories.talent_grant(measure, 100_000, max_age=40)
    factories.measure(slug="help")
    return measure


def ask(client, body, status=200):
    answer = client.post(URL, body, content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer


def verdicts(client, **answers):
    return {(row["measure"], row["row"]): row["verdict"] for row in ask(client, {"answers": answers}).json()["rows"]}


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [({}, "unknown"), ({"age": 41}, "no"), ({"age": 40}, "qualifies"), ({"shoe": 43}, "unknown")],
)
def test_every_row_of_every_open_measure_has_a_verdict(client, grant, answers, verdict):
    assert verdicts(client, **answers) == {("youth", 1): verdict, ("help", None): "possible"}


def test_verdict_names_condition_difference_and_clause(client, grant):
    (row,) = [row for row in ask(client, {"answers": {"age": 41}}).json()["rows"] if row["measure"] == "youth"]

    assert row["notes"] == ["不满足：年龄不超过 40 岁（年龄超出 1 岁）"]
    assert row["citations"][0]["url"].startswith("http://testserver/documents/")


def test_contradictions_are_hints(client, grant):
    factories.condition(grant, fact="size", operator="eq", value="micro")
    factories.subsidy_tier(factories.measure(kind=Kind.SUBSIDY), over=5_000_000_000)
    told = ask(client, {"answers": {"size": "micro", "revenue": 600000}}).json()

    assert "60 亿元" in told["hints"][0]


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ("{", "body"),
        ("[" * 5000, "body"),
        ("[]", "answers"),
        ('{"answers": []}', "answers"),
        ('{"answers": {}, "measures": "youth"}', "measures"),
        ('{"answers": {}, "measures": [1]}', "measures"),
        ('{"answers": {"age": "old"}}', "age"),
        ('{"answers": {"age": true}}', "age"),
        ('{"answers": {"age": [4]}}', "age"),
        ('{"answers": {"age": 1e400}}', "age"),
        ('{"answers": {"age": null}}', "age"),
    ],
)
def test_wrong_answer_is_named(client, grant, body, parameter):
    answer = ask(client, body, 400)

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


def test_some_measures_alone(client, grant):
    factories.measure(slug="talk", availability="activity")
    rows = ask(client, {"answers": {"age": 41}, "measures": ["youth", "talk", "no-such"]}).json()["rows"]

    assert [(row["measure"], row["row"], row["verdict"]) for row in rows] == [
        ("youth", 1, "no"),
        ("talk", None, "not_an_offer"),
    ]


def test_beyond_the_best_there_are_verdicts_without_words(client, grant, monkeypatch):
    monkeypatch.setattr("incentives.opendata.api.match.MOST_WORDED", 1)
    told = ask(client, {"answers": {"age": 41}}).json()

    assert told["unworded"] == 1
    assert [(row["measure"], row["verdict"], bool(row["notes"])) for row in told["rows"]] == [
        ("help", "possible", True),
        ("youth", "no", False),
    ]


def test_choices_of_several_are_arrays(client, grant):
    factories.tier("specialized")
    factories.condition(grant, fact="honour", operator="eq", value="specialized")
    for wrong in ("specialized", [1], ["emperor"]):
        assert ask(client, {"answers": {"won": wrong}}, 400).json()["errors"][0]["parameter"] == "won"


def test_needs_no_token_and_keeps_nothing(grant):
    answer = ask(Client(enforce_csrf_checks=True), {"answers": {}})

    assert "Set-Cookie" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_log_and_error_report_hold_no_answer(client, grant, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    ask(client, {"answers": {"age": 37}})
    assert "37" not in "".join(one.getMessage() for one in caplog.records if "sql" not in one.name)

    def broken(*arguments):
        raise RuntimeError("out of order")

    monkeypatch.setattr("incentives.opendata.api.match.Match", broken)
    client.raise_request_exception = False

    answer = client.post(URL, {"answers": {"age": 37}, "region": ""}, content_type="application/json")

    (record,) = [one for one in caplog.records if one.levelno >= logging.ERROR]
    report = ExceptionReporter(record.request, *record.exc_info).get_traceback_text()
    assert answer.status_code == 500
    assert "out of order" in report
    assert "'age'" not in report


def test_only_questions_take_post(client, grant):
    assert client.get(URL).status_code == 405
    assert client.options(URL).headers["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    assert client.post(f"{API}/facts").status_code == 405


def test_facts_are_those_that_rules_use(client, grant):
    factories.condition(grant, fact="industry", operator="sure", value="manufacturing")
    items = get(client, "/facts").json()["items"]

    assert [item["fact"] for item in items] == [
        "industry",
        "age",
        "size",
    ]  # the size is always taken: it may contradict the revenue
    assert [option["value"] for option in items[0]["options"]] == ["manufacturing", "other"]


def test_every_kind_of_measure_is_answered(client, db):
    made()

    assert {row["verdict"] for row in ask(client, {"answers": {}}).json()["rows"]} == {"unknown", "possible"}
