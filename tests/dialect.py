"""Which tests run on PostgreSQL too: those of code whose SQL may differ between the databases.

The packages in QUERIES hold the queries, locks and indexes of the project; all their tests run on both. Elsewhere a
module is found by what it imports: whoever writes an expression, a function, a window or a lock, or expects an error
of the database, has the tests of that module on both. Plain filters, joins and saved rows are Django's to test.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUERIES = (
    "tests/config/operations",
    "tests/incentives/editorial",
    "tests/incentives/listing",
    "tests/incentives/models",
    "tests/policies/caching",
    "tests/policies/models",
    "tests/policies/search",
    "tests/fuzz",  # every address, form and parser, with values that each database refuses in its own way
)
PLAIN = {
    "Model",
    "Manager",
    "Prefetch",
    "Q",
    "QuerySet",
    "TextChoices",
    "models",
    "prefetch_related_objects",
    "transaction",
}
LOCKS = "select_for_update"
# Tests that commit, so that several connections or the database's own errors matter.
COMMITS = ("transaction=True", "transactional_db")


def is_on_both(test: Path) -> bool:
    """Whether the test module at this path, relative to the checkout, runs on both databases."""
    text = (ROOT / test).read_text()
    return (
        test.as_posix().startswith(QUERIES)
        or any(word in text for word in COMMITS)
        or names_sql(text)
        or any(names_sql(file.read_text()) for file in subjects(test))
    )


def subjects(test: Path) -> list[Path]:
    """The module that a test module is named after; if there is none, all modules of its package."""
    package = ROOT / test.parent.relative_to("tests")
    if package == ROOT:
        return []
    module = package / test.name.removeprefix("test_")
    return [module] if module.exists() else [*package.glob("*.py")]


def names_sql(source: str) -> bool:
    """Whether a module takes more than plain models and transactions from django.db, or locks rows."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db"):
            names = {alias.name for alias in node.names if not alias.name.endswith("Field")}
            if node.module not in {"django.db", "django.db.models"} or names - PLAIN:
                return True
        elif isinstance(node, ast.Attribute) and node.attr == LOCKS:
            return True
    return False
