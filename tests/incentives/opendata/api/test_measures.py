import datetime
import json
import re

import pytest
from django.templatetags.static import static

from config.pages.errors import PROBLEM_TYPE
from incentives.listing.filterset import MeasureFilter
from incentives.models import Measure
from incentives.opendata.api.parameters import openapi_parameters
from policies.caching import content_version
from policies.models import Document
from tests import factories
from tests.incentives.made_catalogue import OPEN_TITLES, SECRET, made, more
from tests.incentives.opendata.api.requests import API, get

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


@pytest.fixture(scope="module")
def catalogue(beneath):
    return beneath(made)


def titles(answer):
    return {item["title"] for item in answer.json()["items"]}


def test_list_tells_all_that_is_published_and_open(client, catalogue):
    answer = get(client, "/measures")

    said = answer.json()
    assert titles(answer) == OPEN_TITLES
    assert (said["total"], said["page"], said["pages"], said["page_size"]) == (6, 1, 1, 20)
    assert said["title"] == "全部惠企事项"
    assert said["total_is_exact"]
    assert not said["is_nearest"]
    assert answer["Content-Type"] == "application/json"


def test_figures_carry_unit_and_citation(client, catalogue):
    said = get(client, "/measures/upgrade").json()

    first, second, third = said["provisions"]
    assert first["amount"]["min_yuan"] == first["amount"]["max_yuan"] == 500_000
    assert first["enterprise_tier"] == {"slug": "specialized", "name": "梯次specialized"}
    assert first["citation"] == {
        "document": "reply",
        "title": "绿谷市答复",
        "edition": 1,
        "path": "1.1",
        "locator": "第一部分第1句",
        "fingerprint": "1" * 64,
        "is_superseded": False,
        "url": "http://testserver/documents/reply/1.1/",
    }
    assert second["form"] == "award"
    assert third["amount"] is None
    shown = {"state": "stated", "text": "50 万—200 万元", "highest_award_yuan": 2_000_000, "is_superseded": False}
    assert said["amount"] == shown | {"citation": second["citation"]}
    assert said["indicators"][0]["value"] == 4058
    line, honour = said["conditions"][:2]
    assert (line["row"], line["rule"]["value"], line["rule"]["unit"]) == (3, "5000000000", "元")
    held = {"field": "honour", "operator": "eq", "value": "specialized", "unit": None, "first_time": False}
    assert honour["rule"] == held
    assert said["conditions"][2]["rule"] is None


def test_figure_whose_sentence_a_newer_edition_changed_is_marked(client, catalogue):
    Document.objects.filter(slug="reply").update(edition=2)

    said = get(client, "/measures/upgrade").json()

    stated = [*said["provisions"], said["conditions"][0], *said["indicators"]]
    cited = [figure["citation"] for figure in stated] + said["sources"]
    assert len(cited) == 6
    assert {(one["edition"], one["is_superseded"]) for one in cited} == {(1, True)}
    assert said["amount"]["is_superseded"]
    assert all(
        item["amount"]["citation"]["is_superseded"] for item in get(client, "/measures?kind=subsidy").json()["items"]
    )


def test_what_no_source_states_is_named(client, catalogue):
    said = get(client, "/measures/upgrade").json()

    assert said["not_stated"] == [
        "audience",
        "stacking",
        "materials",
        "valid_from",
        "valid_until",
        "apply_from",
        "apply_until",
        "apply_url",
        "contact_phone",
    ]
    assert said["provisions"][0]["not_stated"] == ["form", "paid_for", "period", "one_off"]
    assert said["provisions"][2]["not_stated"] == ["form", "amount", "paid_for", "period", "first_time", "one_off"]


def test_amount_that_is_not_stated_is_named_too(client):
    factories.subsidy_tier(factories.measure(kind="subsidy", slug="open"))

    said = get(client, "/measures/open").json()

    assert said["amount"]["highest_award_yuan"] is said["amount"]["citation"] is None
    assert "amount" in said["not_stated"]


def test_dates_and_percents_are_what_machines_expect(client, catalogue):
    dated = get(client, "/measures/dated").json()
    loan = get(client, "/measures/loan").json()["provisions"][0]

    assert datetime.date.fromisoformat(dated["apply_until"]) == catalogue["展期补贴"].apply_until
    assert datetime.datetime.fromisoformat(dated["published_at"])
    assert loan["annual_rate_percent"] == 3.85
    assert loan["credit_limit_yuan"] == 10_000_000
    assert get(client, "/measures/loan").json()["amount"]["highest_award_yuan"] is None


def test_facets_count_what_each_option_would_show(client, catalogue):
    said = get(client, "/measures?kind=subsidy&tier=specialized").json()

    for facet, options in said["facets"].items():
        for option in options:
            others = {"kind": ["subsidy"], "tier": ["specialized"], facet: [option["value"]]}
            query = "&".join(f"{name}={value}" for name, values in others.items() for value in values)
            assert get(client, f"/measures?{query}").json()["total"] == option["count"], (facet, option)
    assert [option["value"] for option in said["facets"]["kind"] if option["chosen"]] == ["subsidy"]


def test_pages_link_to_each_other(client, catalogue):
    seen, url, pages = [], f"{API}/measures?page_size=2&sort=title", 0

    while url:
        answer = client.get(url)
        seen += [item["slug"] for item in answer.json()["items"]]
        url, pages = answer.json()["links"]["next"], pages + 1

    assert pages == 3
    assert sorted(seen) == sorted(row.slug for row in catalogue.values())
    assert answer.json()["links"]["prev"].endswith("page=2")
    assert 'rel="prev"' in answer["Link"]
    assert 'rel="next"' not in answer["Link"]


@pytest.mark.parametrize(
    ("path", "total"),
    [
        ("/documents", 2),
        ("/clauses", 5),
        ("/documents/reply/clauses", 5),
        ("/indicators", 1),
        ("/tiers", 4),
        ("/agencies", 1),
        ("/categories", 4),
    ],
)
def test_other_lists(client, catalogue, path, total):
    said = get(client, path).json()

    assert said["total"] == total == len(said["items"])
    assert SECRET not in json.dumps(said, ensure_ascii=False)


def test_document_tells_its_relations_and_gaps(client, catalogue):
    said = get(client, "/documents/reply").json()

    assert said["clause_count"] == 5
    assert [(link["nature"], link["document"]["slug"]) for link in said["relations"]] == [("cites", "rules")]
    assert said["relations"][0]["citation"]["path"] == "1.1"
    assert {"validity", "issuers", "doc_number"} <= set(said["not_stated"])


def test_document_tells_its_confirmed_terms(client, catalogue):
    clause = catalogue["升级奖励"].clauses.first()
    factories.term(clause, "stacking", "highest_only")
    factories.term(clause, "validity", "2027-12-31", confirmed=False)
    content_version.raise_version()

    (term,) = get(client, "/documents/reply").json()["terms"]

    assert (term["what"], term["value"], term["text"]) == ("stacking", "highest_only", "从高不重复")
    assert term["citation"]["path"] == clause.path


def test_clauses_of_earlier_editions_are_not_counted(client, catalogue):
    reply = catalogue["升级奖励"].clauses.first().document
    factories.clause(reply, edition=2)
    Document.objects.filter(pk=reply.pk).update(edition=2)
    content_version.raise_version()

    assert get(client, "/documents/reply").json()["clause_count"] == 1 == get(client, "/clauses").json()["total"]


def test_clause_tells_its_fingerprint_and_that_its_text_is_not_held(client, catalogue):
    said = get(client, "/documents/reply/clauses/1.2").json()

    assert said["citation"]["fingerprint"] == "2" * 64
    assert said["text"] is None


def test_indicator_and_tier_share_the_figure(client, catalogue):
    said = get(client, "/indicators/firms").json()

    assert (said["text"], said["as_of"], said["as_of_precision"]) == ("超过 4058 家", "2024-03-01", "month")
    assert get(client, "/tiers").json()["items"][0]["enterprises"] == said


@pytest.mark.parametrize("path", ["/measures", "/documents", "/clauses", "/indicators", "/tiers"])
def test_list_costs_few_queries_at_any_size(client, catalogue, django_assert_max_num_queries, path):
    more(15)

    with django_assert_max_num_queries(MOST_QUERIES):
        get(client, path)


def test_description_names_every_parameter_of_the_filter(client):
    said = client.get(f"{API}/openapi.json").json()

    assert said["openapi"].startswith("3.1")
    named = {parameter["name"] for parameter in said["paths"][f"{API}/measures"]["get"]["parameters"]}
    assert named == set(MeasureFilter.base_filters) | {"page_size"}
    assert {one["name"] for one in openapi_parameters()} == named
    broken = said["paths"][f"{API}/measures"]["get"]["responses"]["400"]["content"]
    assert list(broken) == [PROBLEM_TYPE]


def test_reference_page_stands_on_its_own(client):
    text = client.get(f"{API}/").content.decode()

    for word in ("/api/v1/measures/{slug}", "min_amount", "来源未载明的字段名", "highest_award_yuan"):
        assert word in text
    assert re.findall("<script.*?>", text) == [f'<script src="{static("js/words.js")}" defer>']
    assert "//cdn" not in text
    assert set(re.findall(r"https?://([^/\"]+)", text)) == {"testserver"}


def test_draft_of_a_measure_leaves_its_published_version(client, catalogue):
    assert Measure.objects.filter(slug="upgrade").count() == 3
    assert get(client, "/measures/upgrade").json()["version"] == 2
