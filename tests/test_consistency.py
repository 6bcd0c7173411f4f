"""Tests for the rules in docs/adr, docs/architecture.md and the READMEs."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.template.loader import get_template

from incentives.admin.inlines import ALWAYS, ROWS_OF_KIND
from incentives.models import (
    PARTS,
    DocumentTask,
    DraftPresence,
    FacetCell,
    LoadedMeasure,
    ProposalDecision,
    TextPresence,
)
from incentives.models.provision import ROWS
from policies.models import ContentVersion
from tests.project_files import APPS, CODE, OURS, ROOT, TEMPLATES, name

# Written by the machine, or by pages of the desk that are not of one row.
BOOKKEEPING = {
    ContentVersion,
    DocumentTask,
    DraftPresence,
    FacetCell,
    LoadedMeasure,
    ProposalDecision,
    TextPresence,
}

# Each package (app.package, or a module directly in the app) with those right below it in the order of imports; it may
# import these and what is below them. docs/architecture.md draws it.
ORDER = {
    "policies.enums": "",
    "policies.text": "policies.enums",
    "policies.figures": "policies.text",
    "policies.intake": "policies.text",
    "policies.parsing": "policies.figures policies.intake",
    "policies.search": "policies.figures policies.intake",
    "policies.number_fields": "policies.figures",
    "policies.models": "policies.parsing policies.search policies.number_fields",
    "policies.caching": "policies.models config.pages",
    "policies.importing": "policies.caching config.audit",
    "policies.pages": "policies.importing",
    "policies.admin": "policies.pages config.access",
    "policies.management": "policies.pages config.progress",
    "policies.templatetags": "policies.pages",
    "policies.urls": "policies.pages",
    "policies.apps": "",
    "incentives.enums": "policies.enums",
    "incentives.models": "incentives.enums policies.models",
    "incentives.statements": "incentives.models",
    "incentives.evidence": "incentives.models policies.importing",
    "incentives.listing": "incentives.statements policies.caching",
    "incentives.eligibility": "incentives.evidence incentives.listing",
    "incentives.editorial": "incentives.eligibility policies.importing",
    "incentives.drafting": "incentives.editorial",
    "incentives.verify": "incentives.eligibility",
    "incentives.opendata": "incentives.eligibility incentives.verify",
    "incentives.paper": "incentives.opendata",
    "incentives.pages": "incentives.drafting incentives.paper",
    "incentives.admin": "incentives.pages policies.admin",
    "incentives.management": "incentives.pages config.operations config.progress",
    "incentives.templatetags": "incentives.pages config.qr",
    "incentives.urls": "incentives.pages",
    "incentives.apps": "",
    "config.environment": "",
    "config.gunicorn": "config.monitoring",
    "config.progress": "",
    "config.qr": "",
    "config.settings": "config.environment",
    "config.origin": "",
    "config.resilience": "config.origin",
    "config.monitoring": "config.resilience",
    "config.audit": "config.monitoring",
    "config.pages": "config.audit config.resilience",
    "config.middleware": "config.pages",
    "config.access": "config.pages config.qr",
    "config.operations": "config.audit",
    "config.context": "config.pages",
    "config.admin": "config.access",
    "config.apps": "",
    "config.wsgi": "config.monitoring",
    "config.urls": "config.admin config.pages policies.urls incentives.urls incentives.opendata",
}
PURE = [path for path in OURS if (ast.get_docstring(ast.parse(path.read_text())) or "").endswith("Pure.")]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path): path for path in OURS}


def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever in the file."""
    modules = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            members = {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys()
            modules |= members or {node.module or ""}
    return modules


def package_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def below(package: str) -> set[str]:
    """What the package may import: those right below it, and all that is below these."""
    direct = set(ORDER[package].split())
    return direct.union(*map(below, direct))


@pytest.mark.parametrize("path", OURS, ids=name)
def test_imports_go_one_way(path):
    package = package_of(module_of(path))
    if package in APPS:  # an app's own __init__
        assert imports(path) == set()
        return

    used = {package_of(module) for module in imports(path) if module.split(".")[0] in APPS}

    assert used - below(package) - {package} == set()


def test_policies_knows_nothing_of_incentives_and_config_of_neither_but_in_its_urls():
    used = {package: {other.split(".")[0] for other in below(package)} for package in ORDER}

    assert [package for package in ORDER if package.startswith("policies.") and "incentives" in used[package]] == []
    beyond = [package for package in ORDER if package.startswith("config.") and used[package] - {"config"}]
    assert beyond == ["config.urls"]


@pytest.mark.parametrize("path", PURE, ids=name)
def test_pure_modules_import_no_django_and_no_module_of_ours_that_does(path):
    ours = {MODULES[module] for module in imports(path) & MODULES.keys() if not module.endswith(".enums")}

    assert not [module for module in imports(path) if module.split(".")[0] in {"django", "ninja"}]
    assert ours <= set(PURE)


def test_packages_that_read_sentences_are_pure():
    folders = ("policies/figures", "policies/intake", "policies/parsing", "policies/text", "incentives/evidence/rules")
    modules = [path for folder in folders for path in (ROOT / folder).rglob("*.py") if path.name != "__init__.py"]

    assert len(modules) > 25
    assert set(modules) <= set(PURE)


def test_folders_are_small_enough_to_look_over():
    modules, folders, templates = defaultdict(set), defaultdict(set), defaultdict(set)
    for path in OURS:
        if path.name not in {"__init__.py", "apps.py", "urls.py"}:
            modules[path.parent].add(path.name)
        folders[path.parent.parent].add(path.parent.name)
    for path in TEMPLATES:
        templates[path.parent].add(path.name)

    most = {folder: 14 if folder.name == "models" else 12 for folder in modules}
    assert {name(folder): len(names) for folder, names in modules.items() if len(names) > most[folder]} == {}
    assert {name(folder): len(names) for folder, names in folders.items() if len(names) > 14} == {}
    assert {name(folder): len(names) for folder, names in templates.items() if len(names) > 20} == {}


def test_one_class_name_stands_for_one_thing():
    places = defaultdict(list)
    for path in OURS:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and node.name != "Command":
                places[node.name].append(name(path))

    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_migrations_import_nothing_of_ours():
    migrations = [path for path in CODE if "migrations" in path.parts]

    assert [name(path) for path in migrations if {module.split(".")[0] for module in imports(path)} & set(APPS)] == []


def test_no_file_is_too_long_to_hold_in_the_head():
    lengths = {name(path): path.read_text().count("\n") for path in OURS}

    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("docs/**/*.md")], ids=name)
def test_pages_name_files_that_are_there(page):
    paths = re.findall(r"`((?:config|policies|incentives|templates|static|tests|docs)/[\w./-]+\.\w+)", page.read_text())

    there = [path for path in paths if (ROOT / path).exists() or (ROOT / "tests" / path).exists()]
    assert there == paths


def test_no_module_is_named_after_nothing():
    nothing = {"utils.py", "helpers.py", "services.py", "managers.py", "signals.py"}

    assert [name(path) for path in OURS if path.name in nothing] == []


def test_every_model_is_in_the_admin_or_an_inline_there():
    inlines = {inline.model for model_admin in admin.site._registry.values() for inline in model_admin.inlines}
    rows = {inline.model for inline in (*ROWS_OF_KIND.values(), *ALWAYS)}
    models = {model for app in ("policies", "incentives") for model in apps.get_app_config(app).get_models()}

    assert models - set(admin.site._registry) - inlines - rows - BOOKKEEPING == set()


def test_every_kind_with_rows_has_its_inline_and_template():
    assert set(ROWS_OF_KIND) == set(ROWS)
    assert set(PARTS) == {inline.model for inline in (*ROWS_OF_KIND.values(), *ALWAYS)}
    for kind in ROWS:
        get_template(f"incentives/pages/measure/_{kind}.html")


# Their strings are patterns of official texts and of readers' questions, not our own words.
READS_TEXTS = (
    "incentives/drafting/",
    "incentives/verify/",
    "policies/parsing/",
    "policies/figures/",
    "policies/search/",
    "policies/intake/",
)
OTHER_WORDS = re.compile("措施|找政策|搜政策|你(?!们)")


def own_words(path: Path) -> str:
    """The text of a template, or the strings of a module without its docstrings."""
    if path.suffix == ".html":
        return re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    tree = ast.parse(path.read_text())
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return "\n".join(node.value for node in strings if id(node) not in told)


@pytest.mark.parametrize("path", [*TEMPLATES, *OURS], ids=name)
def test_interface_says_one_word_for_one_thing(path):
    """What an enterprise can get is 惠企事项, the reader is 您; a clause's help text is also in its first migration."""
    if not name(path).startswith((*READS_TEXTS, "policies/models/clause.py")):
        assert OTHER_WORDS.findall(own_words(path)) == []
