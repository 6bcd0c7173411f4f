"""`make test`: runs every check, prints its time and a summary; exit code 1 if any check failed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
LONGEST = 4 * 3600  # seconds a step may take, however busy the machine: only what hangs is stopped and named
PRODUCTION = {
    "SECRET_KEY": "k3-this-is-only-for-the-deployment-check-and-long-enough-9Z",
    "ALLOWED_HOSTS": "huiqi.example.cn",
    "HTTPS": "on",
    "HSTS_PRELOAD": "on",
    "BEHIND_PROXY": "on",
    "OTP_REQUIRED": "on",
    "SITE_DOMAIN": "huiqi.example.cn",
    "DEBUG": "off",
}
PYTHON = [sys.executable, "-W", "error"]
# worksteal keeps neighbours on one process, so that what a module loads is mostly loaded once.
PYTEST = ["-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal"]
# Lines are counted once, in the suite on SQLite: counting takes more than half as long again as the tests.
COVERED = [sys.executable, "-m", "coverage", "run", *PYTEST]
POSTGRES = [sys.executable, "tests/with_postgres.py", sys.executable, *PYTEST]

STEPS: list[tuple[str, list[str], dict[str, str]]] = [
    ("lint", [str(BIN / "ruff"), "check", "."], {}),
    ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."], {}),
    ("templates", [str(BIN / "djlint"), "--lint", "--quiet", "templates"], {}),
    ("migrations", [*PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], PRODUCTION),
    ("deployment", [*PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ("static files", [*PYTHON, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"], PRODUCTION),
    ("suite on SQLite", [*COVERED, "-m", "not browser"], {"DATABASE_URL": "sqlite:///var/tests.sqlite3"}),
    ("suite on PostgreSQL", [*POSTGRES, "-m", "both_databases"], {}),
    ("browser", [sys.executable, *PYTEST, "-m", "browser"], {"DATABASE_URL": "sqlite:///var/tests.sqlite3"}),
]


def main() -> int:
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    results = [(name, *run(name, command, environment)) for name, command, environment in STEPS]
    subprocess.run([sys.executable, "-m", "coverage", "combine", "--quiet"], cwd=ROOT, check=False)
    results.append(("coverage", *run("coverage", [sys.executable, "-m", "coverage", "report"], {})))
    print("\nSummary")
    for name, passed, seconds in results:
        print(f"  {'ok    ' if passed else 'FAILED'}  {name:<20} {seconds:6.1f} s")
    failed = [name for name, passed, _ in results if not passed]
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'All passed.'}")
    return 1 if failed else 0


def run(name: str, command: list[str], environment: dict[str, str]) -> tuple[bool, float]:
    """Run the command; return whether it succeeded within LONGEST, and its duration in seconds."""
    print(f"\n=== {name}", flush=True)
    began = time.monotonic()
    started = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, start_new_session=True)
    try:
        passed = started.wait(LONGEST) == 0
    except subprocess.TimeoutExpired:
        print(f"{name} did not end within {LONGEST} s and was stopped.", flush=True)
        passed = False
    finally:
        stop(started)
    return passed, time.monotonic() - began


def stop(started: subprocess.Popen) -> None:
    """End a step with its child processes: first with SIGTERM, then with SIGKILL."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(started.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            started.wait(20)


if __name__ == "__main__":
    sys.exit(main())
