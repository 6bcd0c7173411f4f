"""How many files are made at once."""

import pytest
from django.http import StreamingHttpResponse

from incentives.opendata.files import places
from incentives.opendata.files.places import AT_ONCE, RETRY_AFTER, Busy, PartsInPlace
from tests.incentives.made_catalogue import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def free(monkeypatch):
    """As many free places as there are, whatever other tests left open."""
    semaphore = places.BoundedSemaphore(AT_ONCE)
    monkeypatch.setattr(places, "places", semaphore)
    return semaphore


@pytest.mark.parametrize("extension", ["csv", "json", "xlsx"])
def test_files_beyond_the_bound_are_refused_and_pages_are_not(client, free, extension):
    made()
    for _ in range(AT_ONCE):
        free.acquire()

    answer = client.get(f"/measures.{extension}")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == str(RETRY_AFTER)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert f"请过 {RETRY_AFTER} 秒再下载" in answer.json()["detail"]
    assert client.head(f"/measures.{extension}").status_code == 200
    assert client.get("/measures/").status_code == 200


@pytest.mark.parametrize("extension", ["csv", "json", "xlsx"])
def test_place_is_free_again_after_a_file(client, free, extension):
    made()

    for _ in range(AT_ONCE + 2):
        answer = client.get(f"/measures.{extension}")
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content)

    assert [free.acquire(blocking=False) for _ in range(AT_ONCE)] == [True] * AT_ONCE


def test_place_is_free_again_if_the_reader_goes_away(free):
    response = StreamingHttpResponse(PartsInPlace(["a", "b"]))
    others = [PartsInPlace([]) for _ in range(AT_ONCE - 1)]
    with pytest.raises(Busy):
        PartsInPlace([])

    response.close()

    assert len([*others, PartsInPlace([])]) == AT_ONCE


def test_place_is_free_again_if_making_fails(free):
    with pytest.raises(ZeroDivisionError), places.place():
        raise ZeroDivisionError

    assert [free.acquire(blocking=False) for _ in range(AT_ONCE)] == [True] * AT_ONCE
