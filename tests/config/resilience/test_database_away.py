"""The site under gunicorn while its PostgreSQL refuses, is silent, or comes back; other pages do not wait for it."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests import factories
from tests.config.server import Server, site, until
from tests.config.sockets import Relay, free_port, silent_port

KEPT = "/documents/"
NOTICE = "数据库暂时连不上"
STATIC = "/static/css/base.css"


def assert_rest_is_there(server: Server) -> None:
    """Many ask for pages at once; the process, and pages without the database, answer beside them."""
    with ThreadPoolExecutor(24) as readers:
        asked = [readers.submit(server.get, f"/measures/?q={number}") for number in range(24)]
        beside = [readers.submit(server.get, path) for path in ("/healthz", "/accessibility/") * 3]
        refused = [answer.result() for answer in asked]
        served = [answer.result() for answer in beside]

    assert {answer.status for answer in refused} == {503}
    assert {answer.headers["Retry-After"] for answer in refused} == {"10"}
    assert "系统正忙" in refused[0].text
    assert {answer.status for answer in served} == {200}


def test_database_that_refuses():
    with site(DATABASE_URL=f"postgres://huiqi@127.0.0.1:{free_port()}/huiqi") as server:
        assert_rest_is_there(server)

        answer = server.get("/readyz")
        assert answer.status == 503
        assert "database: the database does not answer" in answer.text
        assert len([line for line in server.log.read_text().splitlines() if '"level":"error"' in line]) == 1
        assert "Traceback" not in server.log.read_text()


def test_database_that_accepts_and_never_answers():
    with silent_port() as port, site(DATABASE_URL=f"postgres://huiqi@127.0.0.1:{port}/huiqi") as server:
        server.get("/measures/")  # waits for connect_timeout, and begins the pause

        assert_rest_is_there(server)
        waited = [server.get(path).seconds for path in ("/healthz", "/measures/", "/accessibility/", "/match/")]

    assert max(waited) < 2


@pytest.fixture
def relay() -> Iterator[Relay]:
    """A port that leads to the PostgreSQL of the tests, which listens on a Unix socket only."""
    folder, port = connection.settings_dict["HOST"], connection.settings_dict["PORT"] or 5432

    def connect() -> socket.socket:
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{folder}/.s.PGSQL.{port}")
        return server

    relay = Relay(connect)
    yield relay
    relay.refuse()


def through(relay: Relay) -> str:
    return f"postgres://postgres@127.0.0.1:{relay.port}/{connection.settings_dict['NAME']}"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fault", ["refused", "silent"])
def test_kept_pages_are_served_until_the_database_is_back(relay, fault):
    factories.document(title="关于保存的通知")
    with site(DATABASE_URL=through(relay)) as server:
        kept = server.get(KEPT)
        assert server.get(KEPT, **{"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
        assert NOTICE not in kept.text
        assert "关于保存的通知" in kept.text

        relay.is_silent = fault == "silent"
        if fault == "refused":
            relay.refuse()
        first, second = server.get(KEPT), server.get(KEPT, **{"Accept-Encoding": "gzip"})
        assert_rest_is_there(server)

        assert first.status == second.status == 200
        assert NOTICE in second.text
        assert "关于保存的通知" in second.text
        assert second.headers["Cache-Control"] == "no-store"
        assert "ETag" not in second.headers
        assert second.seconds < 2

        factories.document(title="关于恢复的通知")
        relay.answer()
        until(lambda: NOTICE not in server.get(KEPT).text, seconds=15)
        assert "关于保存的通知" in server.get(KEPT).text


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_lost_connection_is_replaced_by_the_first_query(client):
    factories.document(title="关于更换的通知")
    client.get(KEPT)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    other.close()
    connection.health_check_done = False  # as when a request begins

    page = client.get(KEPT).content.decode()
    assert "关于更换的通知" in page
    assert NOTICE not in page


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_locked_table_holds_up_nothing_else(relay):
    factories.document()
    with site(DATABASE_URL=through(relay)) as server:
        server.get(KEPT)
        server.get("/match/")
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE incentives_measure, policies_contentversion IN ACCESS EXCLUSIVE MODE")
            server.get("/measures/")
            assert_rest_is_there(server)
            waited = [server.get(path).seconds for path in ("/healthz", "/accessibility/", "/measures/", KEPT)]
            cursor.execute("ROLLBACK")
        other.close()

        assert max(waited) < 3
        until(lambda: server.get("/measures/").status == 200, seconds=15)
