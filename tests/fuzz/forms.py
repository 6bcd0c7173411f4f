"""The forms of the site, read from its pages as a browser reads them: a new form is filled in without being named."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.html
from django.test import Client

from tests.config.access.walk import text

TOKEN = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class Form:
    """One form: where it goes, what it sends when nobody touches it, and what may be put in."""

    method: str
    path: str
    untouched: dict[str, list[str]]
    names: tuple[str, ...]
    files: frozenset[str]
    offered: dict[str, list[str]]  # the options of a field, where it has any
    buttons: tuple[tuple[str, str], ...]


def forms(client: Client, addresses: Iterable[str]) -> list[Form]:
    """Every form on the pages at `addresses`, each once, though it stands on many of them."""
    found: dict[tuple, Form] = {}
    for address in addresses:
        page = client.get(address, follow=True)
        words = text(page)
        if "html" in page.headers["Content-Type"] and words.strip():
            for element in lxml.html.fromstring(words).forms:
                form = _read(element, page.request["PATH_INFO"])
                found.setdefault((form.method, form.path, form.names), form)
    return list(found.values())


def _read(form: lxml.html.FormElement, where: str) -> Form:
    untouched: dict[str, list[str]] = {}
    for name, value in form.form_values():
        untouched.setdefault(name, []).append(value)
    untouched.pop(TOKEN, None)
    fields = [field for field in form.inputs if field.name]
    buttons = [(button.get("name"), button.get("value", "")) for button in form.xpath(".//button[@name]")]
    buttons += [(field.name, field.get("value", "")) for field in fields if field.get("type") == "submit"]
    selects = [field for field in fields if field.tag == "select"]
    return Form(
        method=form.method.lower(),
        path=urlsplit(urljoin(where, form.get("action") or "")).path,
        untouched=untouched,
        names=tuple(sorted({field.name for field in fields} - {TOKEN} - {name for name, _ in buttons})),
        files=frozenset(field.name for field in fields if field.get("type") == "file"),
        offered={field.name: list(field.value_options) for field in selects},
        buttons=tuple(buttons),
    )
