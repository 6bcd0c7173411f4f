"""The 申报准备单 of a measure."""

import pytest

from incentives.enums import Kind
from tests import factories

pytestmark = pytest.mark.django_db


def test_sheet_holds_conditions_of_columns_too_with_hotline_and_code(client):
    measure = factories.measure(slug="grant", kind=Kind.TALENT)
    factories.talent_grant(measure, 100_000, max_age=40)
    factories.condition(measure, sentence="经遴选入选")

    response = client.get("/measures/grant/sheet/")
    page = response.content.decode()

    assert "年龄不超过 40 岁" in page
    assert "经遴选入选" in page
    assert "12345" in page
    assert "<svg" in page
    assert "10 万元" in page
    assert "能不能和其他奖补一起拿？" in page
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_sheet_of_a_draft_is_not_public(client):
    factories.draft(slug="secret")

    assert client.get("/measures/secret/sheet/").status_code == 404


def test_measure_page_leads_to_the_match_and_the_sheet(client):
    factories.measure(slug="grant")

    page = client.get("/measures/grant/").content.decode()

    assert 'href="/match/?measure=grant"' in page
    assert 'href="/measures/grant/sheet/"' in page


def test_conditions_of_one_row_stand_under_its_name(client):
    measure = factories.measure(slug="grants", kind=Kind.TALENT)
    factories.talent_grant(measure, 100_000, label="博士", max_age=40, doctorate=True)
    factories.talent_grant(measure, 50_000, label="其他", max_age=40)

    page = client.get("/measures/grants/sheet/").content.decode()

    assert page.index("<b>博士</b>") < page.index("具有博士学位")
