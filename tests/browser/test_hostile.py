"""Somebody wrote markup into every text there is: every page, feed, file and list shows it as what was typed."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
import zipfile

import pytest
from django.contrib import admin
from django.db import DatabaseError, models, transaction
from django.urls import reverse
from playwright.sync_api import Page

from incentives import publication
from incentives.models import Measure
from policies import content
from tests.browser.pages import addresses

pytestmark = pytest.mark.browser
MARKUP = "=1+1<img src=x onerror=alert(1)>\"'</script>{{7*7}}"
SHORT = "<b id=x>"
APPS = ("policies", "incentives")
# What the machine reads, filled from choices and checked by `clean`: no words of anybody's.
MACHINE = {"slug", "path", "fingerprint", "sha256", "token_hash", "value", "operator", "field", "status", "entry"}
FOUND = "document.querySelectorAll('img[src=x], #x').length"


def poison() -> tuple[int, set[str]]:
    """Write the markup into every text field of every row; how many fields took it, and those that refused."""
    taken, refused = 0, set()
    for model in [model for model in admin.site._registry if model._meta.app_label in APPS] + rows():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField) or field.choices or field.name in MACHINE:
                continue
            try:
                with transaction.atomic():
                    _write(model, field)
                taken += 1
            except DatabaseError:
                refused.add(f"{model.__name__}.{field.name}")
    with transaction.atomic():
        publication.refresh(Measure.objects.published())
        content.raise_version()
    return taken, refused


def rows() -> list[type[models.Model]]:
    """The tables below a measure."""
    related = Measure._meta.related_objects
    return [relation.related_model for relation in related if relation.related_model._meta.app_label in APPS]


def _write(model: type[models.Model], field: models.Field) -> None:
    room = field.max_length or 200
    for row in model._base_manager.all():
        words = f"{MARKUP}{row.pk}"  # some have to be unique
        if isinstance(field, models.URLField):
            words = f"https://evil.example/{MARKUP}"
        model._base_manager.filter(pk=row.pk).update(
            **{field.name: words if len(words) <= room else f"{SHORT}{row.pk}"[:room]}
        )


@pytest.fixture
def poisoned(site) -> None:
    taken, refused = poison()

    assert taken > 40
    assert refused <= REFUSED


# Stands only beside a rate: a constraint pairs the two.
REFUSED = {"SubsidyTier.rate_base", "TalentGrant.rate_base"}


def no_element_came_of_it(page: Page, address: str) -> None:
    assert page.evaluate(FOUND) == 0, address


def watch(page: Page) -> list[str]:
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text) if "policy" in message.text.lower() else None)
    return said


def test_pages_show_markup_as_text(poisoned, page):
    said, shown = watch(page), 0

    for address in [one for several in addresses().values() for one in several]:
        answer = page.goto(address)
        assert answer.status < 500, address
        no_element_came_of_it(page, address)
        shown += "onerror=alert(1)" in page.locator("body").inner_text()

    assert said == []
    assert shown > 5


def test_admin_shows_markup_as_text(poisoned, desk):
    said, shown = watch(desk), 0

    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages = [reverse(f"{name}_changelist")]
        if row := model._base_manager.order_by("-pk").first():
            pages += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history")]
        for address in pages:
            assert desk.goto(address).status < 500, address
            no_element_came_of_it(desk, address)
            shown += "onerror=alert(1)" in desk.content().replace("&lt;", "<")
    measure = Measure.objects.published().first()
    for page in ("review", "versions", "previews"):
        desk.goto(reverse(f"admin:incentives_measure_{page}", args=[measure.pk]))
        no_element_came_of_it(desk, page)

    assert said == []
    assert shown > 5


def test_files_and_feeds_hold_markup_as_data(poisoned, page):
    def asked(name: str) -> tuple[str, bytes]:
        answer = page.request.get(reverse(f"incentives:{name}"))
        assert answer.ok, name
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "html" not in answer.headers["content-type"], name
        return answer.headers["content-type"], answer.body()

    feed = ElementTree.fromstring(asked("measures-feed")[1])
    titles = [title.text or "" for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert any("<img src=x" in title or "&lt;img" in title for title in titles)
    assert not list(feed.iter("img"))

    table = list(csv.reader(io.StringIO(asked("measures-csv")[1].decode("utf-8-sig"))))
    assert any("<img src=x" in cell for row in table for cell in row)
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "@", "\t"))]

    with zipfile.ZipFile(io.BytesIO(asked("measures-xlsx")[1])) as workbook:
        assert not [name for name in workbook.namelist() if b"<f>" in workbook.read(name)]

    for name in ("measures-json", "api:measures"):
        assert MARKUP in json.dumps(json.loads(asked(name)[1]), ensure_ascii=False).replace('\\"', '"')
    assert b"\nonerror" not in asked("measures-calendar")[1]
