"""docs/security.md lists all tests, settings, events, limits and exceptions, and only those that exist."""

import ast
import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.management import get_commands
from django.urls import resolve

from config.middleware.rate_limit import LIMITS, MADE
from config.settings import BASE_DIR
from policies.admin.public import PublicAdmin

PAGE = (BASE_DIR / "docs" / "security.md").read_text(encoding="utf-8")
CODE = [path for app in ("config", "policies", "incentives") for path in sorted((BASE_DIR / app).rglob("*.py"))]
QUOTED = re.compile(r"`([^`\n]+)`")


def section(heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    assert found, heading
    return found[1]


def table(heading: str) -> list[list[str]]:
    """The cells of a section's table, without its head."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("row", table("Who might do what"), ids=lambda row: row[0])
def test_every_threat_names_tests_that_are_there(row):
    named = [name for name in QUOTED.findall(row[-1]) if not name.startswith("make ")]

    assert named
    for name in named:
        file, _, test = name.partition("::")
        assert f"def {test}" in (BASE_DIR / "tests" / file).read_text(), name


def test_every_file_and_command_is_there():
    targets = re.findall(r"^([a-z-]+):", (BASE_DIR / "Makefile").read_text(), re.M)
    for path in re.findall(r"`((?:config|incentives|policies)/[\w/.]+)`", PAGE):
        assert (BASE_DIR / path).is_file() or (BASE_DIR / "tests" / path).is_file(), path
    for link in re.findall(r"\]\(([^)]+)\)", PAGE):
        assert (BASE_DIR / "docs" / link).exists(), link
    for command in re.findall(r"manage\.py (\w+)", PAGE):
        assert command in get_commands(), command
    for target in re.findall(r"`make (\w+)`", PAGE):
        assert target in targets, target
    for address in ("/match/", "/data/"):
        assert address in PAGE
        assert resolve(address)


def read_defaults() -> dict[str, str]:
    """Each variable that the code reads from the environment, and the default beside it."""
    found = {}
    for path in CODE:
        for name, default in re.findall(r'env\.\w+\("([A-Z_]+)"(?:, default=([^)]*))?\)', path.read_text()):
            found[name] = default
        for name, default in re.findall(r'environ\.\w+\("([A-Z_]+)"(?:, "([^"]*)")?\)', path.read_text()):
            found[name] = default
    return found


def test_every_setting_is_read_with_the_default_told():
    defaults, example = read_defaults(), (BASE_DIR / ".env.example").read_text()
    words = {"off": "False", "on outside DEBUG": "not DEBUG", "none": "", "nowhere": '""', "var/audit.jsonl": '""'}
    words |= {"in memory": '"locmemcache://"', "admin": '"admin"', "this machine": '"127.0.0.0/8,::1"'}

    rows = [
        pair
        for names, told, _ in table("Settings that matter")
        for pair in zip(QUOTED.findall(names), told.split(", "), strict=True)
    ]

    assert len(rows) > 8
    for name, told in rows:
        assert name in defaults, name
        assert defaults[name] == words.get(told, told), name
        assert re.search(rf"^#?{name}=", example, re.M), name


def test_nothing_is_silenced_in_the_check_of_the_deployment():
    assert "with nothing silenced" in PAGE
    assert settings.SILENCED_SYSTEM_CHECKS == []
    assert '"check", "--deploy", "--fail-level", "WARNING"' in (BASE_DIR / "tests" / "run_all.py").read_text()


def noted() -> set[str]:
    """The events that the code records: by name, and by the name of the model whose row is public once saved."""
    found = {
        found_model._meta.model_name
        for found_model, page in admin.site._registry.items()
        if isinstance(page, PublicAdmin)
    }
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.note":
                found |= {part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)}
    return found - {False, True}


def test_every_event_is_told_and_every_told_event_happens():
    told = [name for _, events in table("The audit file") for name in QUOTED.findall(events)]

    assert len(told) == len(set(told))
    assert set(told) == noted()


def test_limits_are_those_of_the_code():
    told = [(QUOTED.findall(name)[0], int(most), int(seconds)) for name, _, most, seconds in table("Limits")]

    assert told == [(limit.name, limit.most, limit.seconds) for limit in [*LIMITS, MADE]]
    assert f"{settings.MAX_BODY_BYTES // 1024**2} MB" in section("Limits")
    assert f"{settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields" in section("Limits")
    assert f"{settings.DATA_UPLOAD_MAX_NUMBER_FILES} files" in section("Limits")


def test_numbers_of_the_sign_in_are_those_of_the_settings():
    threats = section("Who might do what")

    assert f"Lock after {settings.AXES_FAILURE_LIMIT} failures" in threats
    assert f"after {settings.SIGN_IN_FAILURES} failures an hour" in threats
    assert f"Password not older than {settings.CONFIRMED_MINUTES} minutes" in threats
    lengths = [one["OPTIONS"]["min_length"] for one in settings.AUTH_PASSWORD_VALIDATORS if "OPTIONS" in one]
    assert [f"≥ {length} characters" in threats for length in lengths] == [True]


def test_every_place_that_calls_markup_safe_or_runs_a_program_is_told():
    places = {
        path.relative_to(BASE_DIR).as_posix()
        for path in CODE
        if re.search(r"mark_safe\(|subprocess\.", path.read_text())
    }

    assert set(re.findall(r"`([\w/]+\.py)`", section("Exceptions of `make audit`"))) == places
