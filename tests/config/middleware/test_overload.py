import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.middleware import overload
from config.pages.errors import busy


@pytest.fixture
def asked(monkeypatch):
    """The paths that reach the views, and a function that asks for one; below /slow/ all are busy after a while."""
    monkeypatch.setattr(overload, "SLOW", 0)
    reached = []

    def views(request):
        reached.append(request.path)
        return busy(request) if request.path.startswith("/slow/") and "good" not in request.path else HttpResponse()

    answer = overload.overload(views)
    return reached, lambda path: answer(RequestFactory().get(path)).status_code


def test_path_that_was_busy_twice_is_answered_at_once(asked):
    reached, get = asked

    assert [get(f"/slow/{number}/") for number in range(5)] == [503] * 5
    assert reached == ["/slow/0/", "/slow/1/"]
    assert get("/other/") == 200


def test_success_in_between_keeps_a_path_open(asked):
    reached, get = asked

    for _ in range(3):
        get("/slow/bad/")
        get("/slow/good/")

    assert len(reached) == 6


def test_quick_failures_pause_nothing(asked, monkeypatch):
    reached, get = asked
    monkeypatch.setattr(overload, "SLOW", 60)

    for _ in range(4):
        get("/slow/")

    assert len(reached) == 4
