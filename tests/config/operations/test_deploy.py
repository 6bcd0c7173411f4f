"""The files of deploy/ name commands, settings and tasks that exist. `make drill` runs them."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[3]
DEPLOY = ROOT / "deploy"
SCRIPTS = ("release.sh", "task.sh")
OF_THE_SCRIPTS = {"LISTEN", "WORKERS", "BACKUP_URL"}  # read by units and scripts, not by the site


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_call_commands_that_exist(name):
    called = re.findall(r"(?<!\w)manage ([a-z_]+)", (DEPLOY / name).read_text())
    assert called
    assert set(called) <= get_commands().keys()


@pytest.mark.parametrize("name", [*SCRIPTS, "trial.sh"])
def test_scripts_can_be_run_and_read_by_bash(name):
    assert (DEPLOY / name).stat().st_mode & 0o111
    subprocess.run(["bash", "-n", DEPLOY / name], check=True)


def test_each_timer_names_a_task():
    tasks = re.findall(r"^    (\w+)\) ", (DEPLOY / "task.sh").read_text(), re.MULTILINE)
    timers = [path.name.partition("@")[2].removesuffix(".timer") for path in (DEPLOY / "systemd").glob("*.timer")]
    assert sorted(timers) == sorted(tasks)


def test_an_unknown_task_is_refused():
    done = subprocess.run([DEPLOY / "task.sh", "backups"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "usage" in done.stderr


def test_settings_of_the_example_are_those_of_the_site():
    known = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    named = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "huiqi.env.example").read_text(), re.MULTILINE))
    assert named - OF_THE_SCRIPTS <= known


def test_nginx_keeps_nothing_of_readers_and_staff():
    """Its cache is off where readers answer questions, and answers without an ETag are never kept."""
    text = (DEPLOY / "nginx" / "site.conf").read_text()
    assert "proxy_no_cache $has_cookie $is_private" in text
    for path in ("match", "check", "report", "preview"):
        [block] = [part for part in re.findall(r"location [^{]+\{[^}]+\}", text) if re.search(rf"\b{path}\b", part)]
        assert "proxy_cache off" in block
