"""Code of the last release runs beside the new schema: a migration adds, and takes away one release later.

The rule is in docs/deployment.md (Upgrade).
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import models
from django.db.migrations.loader import MigrationLoader

from tests import migrated
from tests.policies import sample_document as sample

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "localhost", "HTTPS": "off", "DEBUG": "off"}
# The last release: its commit and its last migrations. Set both when a release is tagged.
RELEASED = "e162759"
MIGRATIONS = [("incentives", "0026_scenes_and_opening_days"), ("policies", "0010_agency_proposed")]
# Commit 0dc1a4d, of before the rule: columns that it reads are gone, so that its code cannot be run any more.
BEFORE_THE_RULE = [("incentives", "0007_amount_label"), ("policies", "0003_editions")]
OURS = {"incentives", "policies"}
FILL = """
from django.core.management import call_command
call_command("setup_roles")
call_command("load_content")
call_command("import_document", {text!r})
"""
VISIT = """
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.test import Client
from incentives.models import Measure
paths = ["/", "/measures/", "/measures/?q=奖", "/documents/", "/indicators/", "/ladder/", "/match/", "/api/v1/measures"]
paths += [measure.get_absolute_url() for measure in Measure.objects.published()[:5]]
client = Client(headers={"host": "localhost"})
for path in paths:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
print("visited", len(paths))
"""


def tables(migrations: list[tuple[str, str]] | None = None) -> dict[str, type[models.Model]]:
    """Our models by table, as they were after these migrations; None: as they are now."""
    state = MigrationLoader(None).project_state(migrations)
    return {model._meta.db_table: model for model in state.apps.get_models() if model._meta.app_label in OURS}


def columns(model: type[models.Model]) -> dict[str, models.Field]:
    return {field.column: field for field in model._meta.local_concrete_fields}


def test_schema_holds_all_that_the_last_release_reads():
    old, new = tables(MIGRATIONS), tables()

    gone = [table for table in old if table not in new]
    gone += [
        f"{table}.{name}" for table in old.keys() & new for name in columns(old[table]).keys() - columns(new[table])
    ]

    assert len(old) > 25
    assert gone == []


@pytest.mark.parametrize("migrations", [MIGRATIONS, BEFORE_THE_RULE], ids=["released", "before"])
def test_rows_can_be_inserted_by_code_that_does_not_know_the_new_columns(migrations):
    old, new = tables(migrations), tables()

    added = {
        f"{table}.{name}": columns(new[table])[name]
        for table in old.keys() & new
        for name in columns(new[table]).keys() - columns(old[table])
    }

    assert [
        name for name, field in added.items() if not (field.null or field.has_db_default() or field.generated)
    ] == []


def code_of_the_last_release(folder: Path) -> Path:
    """A checkout of RELEASED. In a clone without its history the code at hand: the tests above hold the rule there."""
    archive = subprocess.run(["git", "archive", RELEASED], cwd=ROOT, capture_output=True, check=False)
    if archive.returncode:
        return ROOT
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    return folder


def test_code_of_the_last_release_loads_imports_and_serves_on_the_new_schema(tmp_path):
    (text := tmp_path / "text.txt").write_text(sample.document(), encoding="utf-8")
    environment = os.environ | SETTINGS | {"DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3", "EMAIL_URL": ""}

    def manage(root: Path, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    (folder := tmp_path / "released").mkdir()
    older = code_of_the_last_release(folder)
    migrated.copy_to(tmp_path / "site.sqlite3")
    manage(ROOT, "migrate", "--verbosity", "0")

    manage(older, "shell", "--no-imports", "-c", FILL.format(text=str(text)))
    assert "visited 13" in manage(older, "shell", "--no-imports", "-c", VISIT)
    manage(ROOT, "rebuild_search", "--compare")
