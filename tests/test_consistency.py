"""Rules of docs/adr and the READMEs that a test can hold."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.template.loader import get_template

from incentives.admin.rows import ALWAYS, ROWS_OF_KIND
from incentives.models import DraftPresence, FacetCell
from policies.models import ContentVersion

ROOT = Path(__file__).resolve().parents[1]
CODE = [path for app in ("config", "policies", "incentives") for path in (ROOT / app).rglob("*.py")]
OURS = [path for path in CODE if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
BOOKKEEPING = {ContentVersion, DraftPresence, FacetCell}  # the machine writes them; nobody edits them
PURE = {
    "policies/bigrams.py",
    "policies/queries.py",
    "policies/readings.py",
    "policies/parsing.py",
    "policies/figures.py",
    "incentives/facets.py",
    "incentives/audience.py",
    "incentives/amounts.py",
    "incentives/sentence.py",
    "incentives/eligibility.py",
    "incentives/columns.py",
    "incentives/reasons.py",
    "incentives/api/shapes.py",
    "incentives/api/source_shapes.py",
    "incentives/api/measure_shapes.py",
    "incentives/files/table.py",
    "incentives/feeds/deadlines.py",
    "incentives/structured.py",
    "policies/outline.py",
    "policies/intake.py",
    "policies/comparing.py",
    "incentives/annotations.py",
    "incentives/coverage.py",
    *(
        f"incentives/evidence/{name}.py"
        for name in ("claims", "wanted", "checks", "pairs", "dates", "sums", "slips", "prose", "seeds")
    ),
}


def imports(path: Path) -> set[str]:
    """The modules a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_policies_never_imports_incentives():
    wrong = [
        name(path)
        for path in OURS
        if path.parts[-2] != "config"
        and name(path).startswith("policies/")
        and any(module.startswith("incentives") for module in imports(path))
    ]

    assert wrong == []


def test_config_imports_apps_in_urls_alone():
    wrong = [
        name(path)
        for path in OURS
        if name(path).startswith("config/")
        and path.name != "urls.py"
        and any(module.split(".")[0] in {"policies", "incentives"} for module in imports(path))
    ]

    assert wrong == []


@pytest.mark.parametrize("module", sorted(PURE))
def test_pure_modules_import_no_django_of_their_own(module):
    assert not [found for found in imports(ROOT / module) if found.startswith("django")]


def test_no_file_is_too_long_to_hold_in_the_head():
    lengths = {name(path): path.read_text().count("\n") for path in OURS}

    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


def test_no_module_is_named_after_nothing():
    nothing = {"utils.py", "helpers.py", "services.py", "managers.py", "signals.py"}

    assert [name(path) for path in OURS if path.name in nothing] == []


def test_every_model_is_in_the_admin_or_an_inline_there():
    inlines = {inline.model for model_admin in admin.site._registry.values() for inline in model_admin.inlines}
    rows = {inline.model for inline in (*ROWS_OF_KIND.values(), *ALWAYS)}
    models = {model for app in ("policies", "incentives") for model in apps.get_app_config(app).get_models()}

    assert models - set(admin.site._registry) - inlines - rows - BOOKKEEPING == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_includes_only_what_it_names(path):
    includes = re.findall(r"{%-?\s*include\s.*?%}", path.read_text(), flags=re.S)

    assert [tag for tag in includes if not re.search(r"\bonly\s*-?%}$", tag)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_is_short_and_without_inline_style_or_script(path):
    text = path.read_text()

    assert text.count("\n") <= 120
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)(?![^>]*application/)", text)
    assert "|safe" not in text
    get_template(path.relative_to(ROOT / "templates").as_posix())


def test_every_template_is_used():
    used = "\n".join(path.read_text() for path in [*TEMPLATES, *OURS])
    by_django = {"400.html", "403.html", "404.html", "500.html"}
    unused = [
        path
        for path in TEMPLATES
        if (short := path.relative_to(ROOT / "templates").as_posix()) not in used
        and short not in by_django
        and not short.startswith("admin/")
    ]

    assert unused == []
