import os
import subprocess
import sys

import pytest

from config.settings import BASE_DIR


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


def test_settings_production_starts_with_both():
    answer = check(SECRET_KEY="x" * 50, ALLOWED_HOSTS="huiqi.example.cn")

    assert answer.returncode == 0, answer.stderr
