"""What readers answer on /match/ stands in the address: no log may keep it."""

import datetime
import runpy
from types import SimpleNamespace

from gunicorn.config import Config
from gunicorn.glogging import Logger

from config.settings import BASE_DIR

SETTINGS = runpy.run_path(str(BASE_DIR / "config" / "gunicorn.py"))
ANSWER = "age=41&revenue=420000"


def line() -> str:
    """What the server would write of one request with answers in its address and in its referrer."""
    config = Config()
    config.set("access_log_format", SETTINGS["access_log_format"])
    address = f"/match/?{ANSWER}"
    request = SimpleNamespace(headers=[("REFERER", f"https://huiqi.example.cn{address}")])
    response = SimpleNamespace(status="200 OK", sent=512, headers=[])
    environ = {
        "REMOTE_ADDR": "192.0.2.1",
        "REQUEST_METHOD": "GET",
        "RAW_URI": address,
        "PATH_INFO": "/match/",
        "QUERY_STRING": ANSWER,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://huiqi.example.cn{address}",
    }
    log = Logger(config)
    atoms = log.atoms_wrapper_class(log.atoms(response, request, environ, datetime.timedelta(milliseconds=12)))
    return config.access_log_format % atoms


def test_access_log_holds_the_path_and_never_the_answers():
    assert '"GET /match/" 200 512 12ms' in line()
    assert "41" not in line().replace("/match/", "")
    assert "revenue" not in line()


def test_access_log_is_off_unless_asked_for(monkeypatch):
    monkeypatch.setenv("ACCESS_LOG", "-")

    assert runpy.run_path(str(BASE_DIR / "config" / "gunicorn.py"))["accesslog"] == "-"
    assert SETTINGS["accesslog"] is None


def test_make_run_serves_with_these_settings():
    assert "gunicorn -c config/gunicorn.py" in (BASE_DIR / "Makefile").read_text()
