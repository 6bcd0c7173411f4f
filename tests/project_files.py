"""The files of the project, for the tests that read them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPS = ("config", "policies", "incentives")
CODE = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
OURS = [path for path in CODE if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name(path: Path) -> str:
    """The path of a file from the root of the project."""
    return path.relative_to(ROOT).as_posix()
