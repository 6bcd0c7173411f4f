"""Tests for what every template and stylesheet keeps."""

import re

import pytest
from django.template.loader import get_template

from incentives.models.provision import ROWS
from tests.project_files import OURS, ROOT, TEMPLATES, name


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
    by_kind = {f"incentives/pages/measure/_{kind}.html" for kind in ROWS}  # incentives/pages/measure.py names them so
    unused = [
        path
        for path in TEMPLATES
        if (short := path.relative_to(ROOT / "templates").as_posix()) not in used
        and short not in by_django | by_kind
        and not short.startswith("admin/")
    ]

    assert unused == []


def test_stylesheets_stand_in_browsers_from_chromium_86_on():
    """Government offices have such browsers; what they do not know they drop, a whole @layer with all its rules."""
    unknown = r"@layer|light-dark\(|\(\s*(?:width|height)\s*[<>]|^\s*&|@container|@scope"

    for path in sorted((ROOT / "static/css").glob("*.css")):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        assert re.findall(unknown, rules, flags=re.M) == [], path


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_drawings_say_their_size_without_a_stylesheet(path):
    drawings = re.findall(r"<svg\b.*?>", path.read_text(), flags=re.S)

    assert [tag for tag in drawings if not re.search(r"\swidth=.*\sheight=", tag, flags=re.S)] == []


def test_cells_with_a_label_hold_one_element_or_text_alone():
    """On a phone a cell is a row of its label and one more box; a second box would stand below the label."""
    several = {}
    for path in TEMPLATES:
        cells = re.findall(r"<td[^>]*\sdata-label=[^>]*>(.*?)</td>", path.read_text(), flags=re.S)
        for cell in cells:
            bare = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", cell, flags=re.S).strip()
            if re.search(r"^[^<\s].*<|>[^<>]*[^<>\s]$", bare, flags=re.S):
                several[name(path)] = bare
    assert several == {}


def test_stylesheets_are_read_by_browsers_of_offices():
    """Chromium 86 to 98 drops a whole rule for one selector that it does not know."""
    wrong = []

    for sheet in (ROOT / "static" / "css").glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
        for selectors in re.findall(r"([^{};]+)\{", text):
            unknown_in_a_list = ":has(" in selectors and "," in re.sub(r"\([^()]*\)", "", selectors)
            if unknown_in_a_list or re.search(r":not\([^()]*,|@layer|:where\(", selectors):
                wrong.append((sheet.name, " ".join(selectors.split())))

    assert wrong == []
