"""Search words that found nothing: what is counted, and what the desk sees of it."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from incentives.listing.search import missed
from incentives.listing.search.missed import FEWEST, KEPT_DAYS, MissedWord, count_missed, missed_words
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("incentives:measure-list")


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def test_words_are_normalised_and_shown_from_the_third_on():
    for typed in ("宇航服", "“宇航服”", " 宇航服 "):
        assert missed_words() == []
        count_missed(typed)

    assert missed_words() == [MissedWord("宇航服", FEWEST)]


@pytest.mark.parametrize("typed", ["", "，。", "字" * 31, "王某 13900000000"])
def test_signs_long_texts_and_numbers_of_persons_are_not_kept(typed):
    for _ in range(FEWEST):
        count_missed(typed)

    assert missed_words() == []


def test_old_days_fall_away_and_the_most_frequent_come_first(monkeypatch):
    today = timezone.localdate()
    for ago, words in ((KEPT_DAYS, ["陈年"] * 9), (1, ["深海"] * 2), (0, ["深海"] * 2 + ["月球"] * 3)):
        monkeypatch.setattr(missed.timezone, "localdate", lambda ago=ago: today - datetime.timedelta(days=ago))
        for word in words:
            count_missed(word)

    assert missed_words() == [MissedWord("深海", 4), MissedWord("月球", 3)]


def test_one_day_holds_a_fixed_number_of_words(monkeypatch):
    monkeypatch.setattr(missed, "MOST_WORDS", 2)
    for word in ("甲乙", "丙丁", "戊己", "甲乙", "甲乙", "戊己", "戊己"):
        count_missed(word)

    assert missed_words() == [MissedWord("甲乙", 3)]


def test_list_counts_what_it_did_not_find_and_writes_nothing_else(client):
    factories.measure(title="谷穗奖励", promise="奖励")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for _ in range(FEWEST):
            client.get(LIST, {"q": "宇航服"})
            client.get(LIST, {"q": "谷穗"})
            client.get(LIST, {"q": "宇航服", "kind": "loan"})
            client.get(LIST)

    assert missed_words() == [MissedWord("宇航服", FEWEST)]
    assert not [one for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_pages_that_found_nothing_are_not_kept_so_that_each_search_counts(client, settings):
    factories.measure(title="谷穗奖励", promise="奖励")
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "missed-pages"}
    settings.CACHES = {**settings.CACHES, "pages": memory}
    for _ in range(FEWEST):
        client.get(LIST, {"q": "宇航服"})

    assert missed_words() == [MissedWord("宇航服", FEWEST)]
    assert "ETag" in client.get(LIST, {"q": "谷穗"}).headers


def test_desk_sees_the_words_with_a_way_to_add_a_synonym(admin_client):
    for _ in range(FEWEST):
        count_missed("宇航服")

    html = admin_client.get(reverse("admin:index")).content.decode()

    assert "找不到的词" in html
    assert f"{reverse('admin:policies_synonym_add')}?word=%E5%AE%87%E8%88%AA%E6%9C%8D" in html
    cache.clear()
    assert "找不到的词" not in admin_client.get(reverse("admin:index")).content.decode()
