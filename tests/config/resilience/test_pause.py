import time
from threading import Thread

import psycopg
import pytest

from config.resilience import pause
from config.resilience.pause import Pause
from config.resilience.postgresql.base import Turns


@pytest.fixture
def clock(monkeypatch):
    """Seconds; `clock[0]` may be set."""
    now = [0.0]
    monkeypatch.setattr(pause.time, "monotonic", lambda: 1000 + now[0])
    return now


def test_pause_lets_one_try_and_ends_with_success(clock):
    tries = Pause()
    assert not tries.is_on()

    assert tries.failed()
    assert tries.is_on()
    clock[0] = 6
    assert [tries.is_on() for _ in range(3)] == [False, True, True]
    assert not tries.failed()
    assert tries.is_on()

    assert tries.succeeded()
    assert not tries.is_on()
    assert not tries.succeeded()


def test_pause_may_begin_after_several_failures(clock):
    tries = Pause(after=2)

    tries.failed()
    assert not tries.is_on()
    tries.failed()
    assert tries.is_on()


def attempt(turns: Turns, seconds: float) -> str:
    """Fail to connect after some seconds; what the error says."""
    try:
        with turns.turn():
            time.sleep(seconds)
            raise psycopg.OperationalError("refused")
    except psycopg.OperationalError as error:
        return str(error)


def test_refusal_begins_no_pause():
    turns = Turns()

    assert [attempt(turns, 0), attempt(turns, 0)] == ["refused", "refused"]


def test_others_wait_a_second_for_who_waits_in_vain_and_then_not_at_all():
    turns, said = Turns(), []
    stuck = Thread(target=lambda: said.append(attempt(turns, 1.6)))
    stuck.start()
    time.sleep(0.1)

    began = time.monotonic()
    assert attempt(turns, 0) == "another thread is waiting for the server"
    assert time.monotonic() - began < 1.5
    stuck.join()
    assert said == ["refused"]
    assert attempt(turns, 0) == "the server did not answer a moment ago"


def test_other_errors_are_passed_on():
    turns = Turns()

    with pytest.raises(ValueError, match="ours"), turns.turn():
        raise ValueError("ours")
    with turns.turn():
        pass
