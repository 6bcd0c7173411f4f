"""The server: its access log holds no readers' answers and no forged lines; idle connections are closed."""

import datetime
import runpy
import socket
import struct
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.urls import reverse
from gunicorn.config import Config
from gunicorn.http.errors import InvalidRequestLine
from gunicorn.http.parser import RequestParser

from config.settings import BASE_DIR

SETTINGS = runpy.run_path(str(BASE_DIR / "config" / "gunicorn.py"))
ANSWER = "held=little-giant&revenue=420000"


def line(path: str = "/match/") -> str:
    """What the server would write of one request with answers in its address and in its referrer."""
    config = Config()
    config.set("logger_class", SETTINGS["logger_class"])
    config.set("access_log_format", SETTINGS["access_log_format"])
    address = f"/match/?{ANSWER}"
    request = SimpleNamespace(headers=[("REFERER", f"https://huiqi.example.cn{address}")])
    response = SimpleNamespace(status="200 OK", sent=512, headers=[])
    environ = {
        "REMOTE_ADDR": "192.0.2.1",
        "REQUEST_METHOD": "GET",
        "RAW_URI": address,
        "PATH_INFO": path,
        "QUERY_STRING": ANSWER,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://huiqi.example.cn{address}",
    }
    log = config.logger_class(config)
    atoms = log.atoms_wrapper_class(log.atoms(response, request, environ, datetime.timedelta(milliseconds=12)))
    return config.access_log_format % atoms


def test_access_log_holds_the_path_and_never_the_answers():
    assert '"GET /match/" 200 512 12ms' in line()
    for answered in ("held", "little-giant", "revenue", "420000"):  # none of it can stand in a time of day
        assert answered not in line()


def test_path_with_a_line_end_forges_no_line():
    forged = line('/x\n192.0.2.9 "GET /admin/" 200')

    assert "\n" not in forged
    assert "GET /x%0A192.0.2.9%20%22GET%20/admin/%22%20200" in forged


def test_path_is_written_as_it_was_asked_for():
    asked = "/measures/企业/"

    assert quote(asked) in line(asked.encode().decode("latin-1"))


def test_secret_link_is_not_in_the_access_log():
    path = reverse("incentives:preview", args=["pVq3-secret_token"])

    assert '"GET /preview/-/" 200' in line(path)


def test_connections_that_stand_still_are_cut_off():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        SETTINGS["when_ready"](SimpleNamespace(LISTENERS=[SimpleNamespace(sock=listening)]))
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()

    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        seconds, _ = struct.unpack("ll", accepted.getsockopt(socket.SOL_SOCKET, option, 16))
        assert seconds == SETTINGS["PATIENCE"]
    accepted.close()


def test_access_log_is_off_unless_asked_for(monkeypatch):
    monkeypatch.setenv("ACCESS_LOG", "-")

    assert runpy.run_path(str(BASE_DIR / "config" / "gunicorn.py"))["accesslog"] == "-"
    assert SETTINGS["accesslog"] is None


def test_server_writes_no_file_beside_the_code():
    config = Config()
    for name in ("control_socket_disable", "pidfile"):
        config.set(name, SETTINGS.get(name, config.settings[name].default))

    assert config.control_socket_disable
    assert config.pidfile is None


def test_make_run_serves_with_these_settings():
    assert "gunicorn -c config/gunicorn.py" in (BASE_DIR / "Makefile").read_text()


def asked(target: bytes):
    """What the server makes of the address of a request."""
    SETTINGS["on_starting"](None)
    config = Config()
    config.set("http_parser", SETTINGS["http_parser"])
    return next(
        RequestParser(config, iter([b"GET " + target + b" HTTP/1.1\r\nHost: a.example\r\n\r\n"]), ("192.0.2.1", 1))
    )


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_address_with_raw_chinese_is_read_as_if_it_were_percent_encoded(charset):
    request = asked("/measures.json?q=租厂房&tier=a%20b".encode(charset))

    assert (request.path, request.query) == ("/measures.json", f"q={quote('租厂房')}&tier=a%20b")


def test_ascii_address_stays_and_a_broken_line_is_refused():
    assert asked(b"/a?q=%E8%B4%B7&x=1").query == "q=%E8%B4%B7&x=1"
    for broken in (b"/a\x01", b"", b"/\x7f"):
        with pytest.raises(InvalidRequestLine):
            asked(broken)
