import os
import shutil
import stat
import subprocess
import sys

import pytest

from config.environment import Environment
from config.settings import BASE_DIR, DATABASE_DEFAULTS

SERVER = "postgres://huiqi:secret@192.0.2.1:5432/huiqi"  # an address where nobody answers

OURS = DATABASE_DEFAULTS["postgresql"]["OPTIONS"]["options"]


def check(**environment: str) -> subprocess.CompletedProcess:
    """`manage.py check` in a process of its own, with only `environment` set."""
    clean = {"PATH": os.environ["PATH"], "DATABASE_URL": "sqlite:///var/unused.sqlite3"} | environment
    return subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=BASE_DIR, env=clean, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"SECRET_KEY": "", "ALLOWED_HOSTS": "huiqi.example.cn"}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
    ],
)
def test_settings_missing_variable_is_named(given, missing):
    answer = check(**given)

    assert answer.returncode != 0
    assert f"{missing} is not set. Set it in the environment" in answer.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"HTTPS": "onn"}, "HTTPS=onn is not on or off."),
        ({"SESSION_HOURS": "ten"}, "SESSION_HOURS=ten is not a whole number."),
        ({"SLOW_QUERY_SECONDS": "long"}, "SLOW_QUERY_SECONDS=long is not a number."),
        ({"MONITORS": "10.0.0.0/8,proxy"}, "MONITORS is not a list of addresses and networks: 'proxy' does not appear"),
        ({"DATABASE_URL": "huiqi:secret@db"}, "DATABASE_URL is not the address of a database."),
        ({"DATABASE_URL": "mysql://huiqi:secret@db/huiqi"}, "DATABASE_URL is not the address of a database."),
        ({"DATABASE_URL": f"{SERVER}?sslmod=verify-full"}, 'understood: invalid connection option "sslmod".'),
        ({"DATABASE_URL": f"{SERVER}?sslmode=verify-ful"}, 'understood: invalid sslmode value: "verify-ful".'),
        ({"DATABASE_URL": f"{SERVER}?connect_timeout=soon"}, "understood: bad value for connect_timeout"),
        ({"DATABASE_URL": "sqlite:///var/unused.sqlite3?timeot=5"}, "understood: 'timeot' is an invalid keyword"),
    ],
)
def test_settings_wrong_value_is_named(given, said):
    answer = check(SECRET_KEY="x" * 50, ALLOWED_HOSTS="huiqi.example.cn", **given)

    assert answer.returncode != 0
    assert said in answer.stderr
    assert "secret" not in answer.stderr


@pytest.mark.parametrize(
    ("address", "settled"),
    [
        (SERVER, {"connect_timeout": 3, "keepalives_count": 3, "options": OURS}),
        (f"{SERVER}?sslmode=verify-full", {"sslmode": "verify-full", "connect_timeout": 3, "options": OURS}),
        (f"{SERVER}?connect_timeout=9", {"connect_timeout": 9, "options": OURS}),
        (f"{SERVER}?options=-c%20lock_timeout%3D0", {"options": f"{OURS} -c lock_timeout=0"}),
        ("sqlite:///x?timeout=5", {"timeout": 5, "transaction_mode": "IMMEDIATE"}),
        ("sqlite:///x?transaction_mode=DEFERRED", {"timeout": 20, "transaction_mode": "DEFERRED"}),
    ],
)
def test_options_of_the_address_are_added_to_ours_and_win(monkeypatch, address, settled):
    monkeypatch.setenv("TRIED_URL", address)

    database = Environment(BASE_DIR / ".none").database("TRIED_URL", "", DATABASE_DEFAULTS)

    assert {name: database["OPTIONS"].get(name) for name in settled} == settled
    assert database["CONN_MAX_AGE"] == 60


def test_settings_beside_the_options_win_too(monkeypatch):
    monkeypatch.setenv("TRIED_URL", f"{SERVER}?conn_max_age=0")

    assert Environment(BASE_DIR / ".none").database("TRIED_URL", "", DATABASE_DEFAULTS)["CONN_MAX_AGE"] == 0


def test_settings_example_file_needs_a_key_and_nothing_else(tmp_path):
    file = tmp_path / ".env"
    file.write_text((BASE_DIR / ".env.example").read_text().replace("SECRET_KEY=", f"SECRET_KEY={'x' * 50}", 1))
    there = {"PATH": os.environ["PATH"], "PYTHONPATH": str(BASE_DIR)}
    code = "import pathlib, sys; from config.environment import Environment as E; e = E(pathlib.Path(sys.argv[1])); "
    code += "d = e.database('DATABASE_URL', 'sqlite:///x', {'sqlite3': {'OPTIONS': {}}})['ENGINE']; "
    code += "print(e.bool('HTTPS'), e.int('SESSION_HOURS'), d)"

    answer = subprocess.run([sys.executable, "-c", code, file], env=there, capture_output=True, text=True, check=True)

    assert answer.stdout.split() == ["True", "10", "django.db.backends.sqlite3"]


def test_settings_production_starts_with_both():
    answer = check(SECRET_KEY="x" * 50, ALLOWED_HOSTS="huiqi.example.cn")

    assert answer.returncode == 0, answer.stderr


def test_folder_of_the_database_is_made_for_its_owner_alone(tmp_path):
    (tmp_path / "config").mkdir()
    for name in ("__init__.py", "environment.py", "settings.py"):
        shutil.copy(BASE_DIR / "config" / name, tmp_path / "config" / name)
    (tmp_path / ".env").write_text("SECRET_KEY=x\nALLOWED_HOSTS=localhost\n")

    done = subprocess.run(
        [sys.executable, "-c", "import config.settings"], cwd=tmp_path, env={"PATH": os.environ["PATH"]}, check=False
    )

    assert done.returncode == 0
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700
