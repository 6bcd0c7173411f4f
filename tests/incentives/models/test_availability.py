"""What a measure is to an enterprise: offers rank first and alone have a sheet and a match."""

import pytest
from django.urls import reverse

from incentives.enums import Availability
from incentives.evidence.rules.words import AVAILABILITY
from incentives.models import Measure
from incentives.models.computed import NOT_AN_OFFER

pytestmark = pytest.mark.django_db

OFFER, ACTIVITY = "ladder-awards", "law-to-enterprises"


def test_content_names_fifteen_offers(content):
    published = Measure.objects.published()
    assert published.offers().count() == 15
    assert published.exclude(availability=Availability.OFFER).count() == 26


def test_every_measure_without_an_offer_ranks_behind_the_offers(content):
    ranked = list(Measure.objects.listed().by_relevance())
    offers = [measure.is_offer for measure in ranked]
    assert offers == sorted(offers, reverse=True)
    assert {measure.best_award for measure in ranked if not measure.is_offer} == {NOT_AN_OFFER}


def test_only_an_offer_leads_to_match_and_sheet(content, client):
    page = {slug: client.get(reverse("incentives:measure-detail", args=[slug])).text for slug in (OFFER, ACTIVITY)}
    for words in ("我符合吗", "打印申报准备单", "申报材料", "申报时间"):
        assert words in page[OFFER]
        assert words not in page[ACTIVITY]
    assert "申报条件" not in page[ACTIVITY]
    assert Availability.ACTIVITY.label in page[ACTIVITY]


@pytest.mark.parametrize(("slug", "status"), [(OFFER, 200), (ACTIVITY, 404)])
def test_a_measure_that_is_no_offer_has_no_sheet(content, client, slug, status):
    assert client.get(reverse("incentives:measure-sheet", args=[slug])).status_code == status


def test_the_api_says_what_a_measure_is(content, client):
    record = client.get(f"/api/v1/measures/{ACTIVITY}").json()
    assert record["availability"] == "activity"


def test_every_kind_but_an_offer_has_words_that_prove_it():
    assert set(AVAILABILITY) == set(Availability) - {Availability.OFFER}
