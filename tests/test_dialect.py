"""Tests of code with SQL of its own are on both databases, and nobody has to remember it."""

from pathlib import Path

import pytest

from tests.dialect import QUERIES, ROOT, is_on_both, names_sql, subjects
from tests.run_all import STEPS


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("from django.db import models, transaction", False),
        ("from django.db.models import CharField, Model, Prefetch, Q, QuerySet", False),
        ("from django.db.models import Q, Window", True),
        ("from django.db.models.functions import Lower", True),
        ("from django.db import connection", True),
        ("from django.db import IntegrityError", True),
        ("Measure.objects.select_for_update().get(pk=1)", True),
        ("from django.db.backends.signals import connection_created", True),
        ("'select_for_update in words'", False),
    ],
)
def test_module_names_sql_of_its_own(source, named):
    assert names_sql(source) is named


def test_every_module_with_sql_of_its_own_has_its_tests_on_both_databases():
    tests = [file.relative_to(ROOT) for file in ROOT.glob("tests/**/test_*.py") if "browser" not in file.parts]
    with_sql = {test for test in tests if any(names_sql(module.read_text()) for module in subjects(test))}

    assert with_sql <= {test for test in tests if is_on_both(test)}
    assert Path("tests/incentives/pages/ladder/test_rungs.py") in with_sql
    assert not is_on_both(Path("tests/policies/figures/test_read.py"))


def test_packages_of_queries_exist_and_are_on_both_databases():
    assert all(list(ROOT.glob(f"{folder}/**/test_*.py")) for folder in QUERIES)
    assert is_on_both(Path("tests/incentives/listing/search/test_find.py"))
    assert is_on_both(Path("tests/fuzz/test_fuzz.py"))


def test_postgresql_runs_what_is_marked_and_sqlite_everything(request):
    steps = {name: command for name, command, _ in STEPS}

    assert steps["suite on PostgreSQL"][-1] == "both_databases"
    assert steps["suite on SQLite"][-1] == "not browser"
    assert request.node.get_closest_marker("both_databases") is None
