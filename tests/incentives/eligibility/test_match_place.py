"""注册地: another city's measures are never offered; with one region in use nothing is asked."""

import pytest

from incentives.eligibility.match_form import PlaceForm
from tests import factories
from tests.incentives.opendata.api.requests import API

pytestmark = pytest.mark.django_db
HERE, THERE = "甲省乙市", "丁省戊市"


@pytest.fixture
def measures():
    """One measure for each of two cities, one for a whole province and one for the whole country."""
    for slug, region in (("here", HERE), ("here-too", HERE), ("there", THERE), ("province", "甲省"), ("country", "")):
        factories.measure(slug=slug, region=region)


def offered(response) -> set[str]:
    return {result.measure.slug for part in response.context["parts"] for result in part.results}


def test_another_city_is_never_offered(client, measures):
    assert offered(client.get("/match/", {"region": HERE})) == {"here", "here-too", "province", "country"}
    assert offered(client.get("/match/", {"region": THERE})) == {"there", "country"}


def test_without_an_answer_it_is_the_region_with_the_most_measures(client, measures):
    response = client.get("/match/")

    assert offered(response) == {"here", "here-too", "province", "country"}
    assert '<select name="region" id="region">' in response.content.decode()


def test_region_that_no_measure_is_for_is_told(client, measures):
    response = client.get("/match/", {"region": "庚市"})

    assert response.context["results"] is None
    assert "注册地：没有“庚市”这一项。" in response.content.decode()


def test_one_region_is_not_asked_for(client):
    factories.measure(slug="here", region=HERE)
    factories.measure(slug="country")

    response = client.get("/match/")

    assert offered(response) == {"here", "country"}
    assert "适用地区" not in client.get("/measures/here/").content.decode()
    assert 'name="region"' not in response.content.decode()
    assert 'name="region"' not in client.get("/measures/").content.decode()
    assert PlaceForm({}).chosen == ""


def test_question_about_one_measure_begins_with_its_region(client, measures):
    page = client.get("/match/", {"measure": "there"})
    elsewhere = client.get("/match/", {"measure": "there", "region": HERE}).content.decode()
    wider = client.get("/match/", {"measure": "province", "region": HERE})

    assert page.context["place"].regions[0] == THERE
    assert offered(page) == {"there"}
    assert f"这一项只给注册在{THERE}的企业" in elsewhere
    assert offered(wider) == {"province"}
    assert "只给注册在" not in wider.content.decode()


def test_measure_tells_its_region_where_there_are_several(client, measures):
    assert f"适用地区：{THERE}" in client.get("/measures/there/").content.decode()
    assert "适用地区" not in client.get("/measures/country/").content.decode()


def test_list_offers_regions_where_there_are_several(client, measures):
    page = client.get("/measures/", {"region": THERE}).content.decode()

    assert 'name="region"' in page
    assert "丁省戊市可享受的惠企事项" in page


def test_api_matches_for_a_region(client, measures):
    def ask(body, status=200):
        answer = client.post(f"{API}/match", body, content_type="application/json")
        assert answer.status_code == status
        return answer.json()

    there = ask({"region": THERE, "answers": {}})
    assert (there["region"], {row["measure"] for row in there["rows"]}) == (THERE, {"there", "country"})
    assert ask({"answers": {}})["region"] == HERE
    assert ask({"region": "庚市", "answers": {}}, 400)["errors"][0]["parameter"] == "region"
    assert ask({"region": None, "answers": {}}, 400)["errors"][0]["detail"] == "注册地是一个字符串。"
    assert client.get(f"{API}/measures/there").json()["region"] == THERE
