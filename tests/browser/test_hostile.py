"""Markup in every text field: every page, feed, file and list shows it as plain text."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterable
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Dialog, Page

from incentives.editorial.preview_links import create_preview
from incentives.editorial.workflow import revise_measure, submit_measure
from incentives.models import Measure
from policies.models import Clause, SourceFile
from tests import factories
from tests.browser.markup import MARKUP, SHORT, poison
from tests.browser.pages import MEASURES, NO_PAGES, addresses
from tests.config.access.matrix import World
from tests.config.access.walk import address, patterns
from tests.policies import sample_document

pytestmark = pytest.mark.browser
FOUND = "document.querySelectorAll('img[src=x], #x').length"
# Allowed only beside a rate, or for one kind of fact, by a constraint.
REFUSED = {"SubsidyTier.rate_base", "TalentGrant.rate_base", "Fact.none_label", "Fact.unit"}
# Responses that a browser saves instead of showing, and the sign-out.
UNSEEN = {"admin:policies_document_original", "admin:incentives_measure_export", "admin:logout"}


@pytest.fixture
def world(site) -> World:
    """The content, one row of every other table, and a revision in review, all with markup."""
    call_command("setup_roles", verbosity=0)
    made = World()
    renewed = factories.document(edition=2)
    made.old = factories.clause(renewed)
    factories.clause(renewed, edition=2)
    made.draft.clauses.add(made.old)
    public = Measure.objects.published().get(slug=MEASURES["subsidy"])
    made.revision = submit_measure(measure=revise_measure(measure=public, by=made.writer), by=made.writer)
    _, made.secret = create_preview(measure=made.revision, by=made.writer, recipient="法规处")

    Clause.objects.filter(fingerprint="").update(fingerprint="0" * 64)  # every stored text has a fingerprint
    taken, refused = poison()

    assert taken > 60
    assert refused <= REFUSED
    return made


@pytest.fixture
def page(open_context) -> Page:
    """A page of a browser with markup in its User-Agent header."""
    return open_context(user_agent=MARKUP).new_page()


def watch(page: Page) -> list[str]:
    """Collect the signs that markup became an element: dialogs, and violations of the content policy."""
    said: list[str] = []

    def hear(dialog: Dialog) -> None:
        if dialog.type == "beforeunload":  # a form with unsaved text asks before the page is left
            dialog.accept()
        else:
            said.append(dialog.message)
            dialog.dismiss()

    page.on("dialog", hear)
    page.on("console", lambda message: said.append(message.text) if "policy" in message.text.lower() else None)
    return said


def is_shown(page: Page) -> bool:
    """Whether the page shows the markup in its text or in a field; it must not contain an element made of it."""
    assert page.evaluate(FOUND) == 0, page.url
    words = page.content().replace("&lt;", "<").replace("&gt;", ">")
    return "onerror=alert(1)" in words or SHORT in words


def walk(page: Page, walked: Iterable[tuple[str, str]]) -> set[str]:
    """Open each address; return the keys of those that show the markup."""
    said, shown = watch(page), set()
    for key, where in walked:
        answer = page.goto(where)
        assert answer.status < 500, where
        if is_shown(page):
            shown.add(key)
    assert said == []
    return shown


def of_matrix(world: World, *, staff: bool) -> list[tuple[str, str]]:
    found = [(key, route) for key, route in patterns() if key.startswith("admin:") == staff]
    return [(key, address(key, route, world)) for key, route in found]


def test_pages_show_markup_as_text(world, page):
    typed = quote(MARKUP)
    of_content = [(key, where) for key, several in addresses().items() for where in several]
    machines = NO_PAGES - {"incentives:preview"}
    of_world = [
        (key, where) for key, where in of_matrix(world, staff=False) if key not in machines and ":api:" not in key
    ]
    asked = [(f"{key}?", f"{where}{'&' if '?' in where else '?'}q={typed}&age={typed}") for key, where in of_content]
    more = [
        ("old edition", world.old.get_absolute_url()),
        ("revision", reverse("incentives:preview", args=[world.secret])),
        ("suggestions", f"{reverse('incentives:suggest')}?q=src"),
    ]

    shown = walk(page, [*of_content, *of_world, *asked, *more])

    assert shown >= {
        *(f"incentives:{name}" for name in ("home", "ladder", "measure-list", "measure-detail", "measure-sheet")),
        *(f"incentives:{name}" for name in ("match", "compare", "preview", "measure-list?", "match?")),
        *(f"policies:{name}" for name in ("document-list", "document-detail", "clause-detail", "indicator-list")),
        "old edition",
        "revision",
        "suggestions",
    }


def test_admin_shows_markup_as_text(world, desk):
    root = get_user_model().objects.get(username="root")
    text = sample_document.document(body=[*sample_document.BODY[:3], f"{MARKUP}。", *sample_document.BODY[3:]])
    brought = SourceFile.objects.create(name=MARKUP, sha256="2" * 64, content=text.encode(), brought_by=root)
    lists = [(f"{key}?", where) for key, where in of_matrix(world, staff=True) if key.endswith("_changelist")]
    versions = reverse("admin:incentives_measure_versions", args=[world.revision.pk])
    before = Measure.objects.published().get(slug=world.revision.slug)
    more = [
        ("preview of an import", f"{reverse('admin:policies_document_hand_in')}?source={brought.pk}"),
        ("review", reverse("admin:incentives_measure_review", args=[world.revision.pk])),
        ("versions", f"{versions}?old={before.pk}&new={world.revision.pk}"),
        ("previews", reverse("admin:incentives_measure_previews", args=[world.revision.pk])),
        ("unhandled", reverse("admin:incentives_measure_unhandled")),
        ("revision", reverse("admin:incentives_measure_change", args=[world.revision.pk])),
        ("styleguide", reverse("incentives:styleguide")),
        *((key, f"{where}?q={quote(MARKUP)}") for key, where in lists),
    ]

    seen = [(key, where) for key, where in of_matrix(world, staff=True) if key not in UNSEEN]
    shown = walk(desk, [*seen, *more])

    names = {model._meta.label_lower.replace(".", "_") for model in admin.site._registry}
    pages = ("changelist", "change", "history")
    wordless = {"admin:axes_accessattempt_history"}  # it names a row by its time
    assert shown >= {f"admin:{name}_{page}" for name in names for page in pages} - wordless
    assert shown >= {*dict(more)} - {"styleguide"}
    assert shown >= {f"admin:incentives_measure_{name}" for name in ("review", "versions", "previews", "evidence")}
    assert shown >= {"admin:index", "admin:account_sessions", "admin:auth_user_password_change"}
    get_user_model().objects.filter(pk=root.pk).update(first_name=MARKUP)  # only now, since every page shows the name
    assert walk(desk, [("greeting", reverse("admin:guide"))])


def test_forms_show_what_was_typed_as_text(world, desk):
    """A refused value is shown again beside its error; a stored value is named in a message."""
    said = watch(desk)

    for where, field, button in (
        (reverse("admin:auth_user_add"), "#id_username", "[name=_save]"),
        (reverse("admin:policies_agency_add"), "#id_name", "[name=_save]"),
        (reverse("admin:policies_document_hand_in"), "#id_text", "[type=submit]"),
        (reverse("admin:incentives_measure_previews", args=[world.draft.pk]), "#id_recipient", "[type=submit]"),
    ):
        desk.goto(where)
        desk.locator(field).fill(MARKUP)
        desk.locator(f"#content-main {button}").first.click()
        desk.wait_for_load_state()
        assert is_shown(desk), where

    assert said == []


def test_sign_in_shows_what_was_typed_as_text(site, page):
    said = watch(page)
    page.goto(f"{reverse('admin:login')}?next={quote(MARKUP)}")
    page.locator("#id_username").fill(MARKUP)
    page.locator("#id_password").fill(MARKUP)
    page.locator("[type=submit]").click()

    page.wait_for_load_state()
    assert is_shown(page)
    assert said == []


def test_report_shows_what_was_typed_as_text(site, page):
    said = watch(page)
    page.goto(f"{reverse('incentives:report')}?about={quote(MARKUP)}")
    page.locator("#id_text").fill(MARKUP)
    page.locator("#id_kind").evaluate("field => field.required = false")
    page.locator("[type=submit]", has_text="提交反馈").click()

    page.wait_for_load_state()
    assert page.locator("[role=alert]").count() == 1
    assert is_shown(page)
    assert said == []


def test_check_shows_what_was_pasted_as_text(site, page):
    said = watch(page)
    page.goto(reverse("incentives:check"))
    page.locator("#id_text").fill(f"{MARKUP}奖励90万元。")
    page.locator("[type=submit]", has_text="开始核对").click()

    page.wait_for_load_state()
    assert page.locator("#result").count() == 1
    assert is_shown(page)
    assert said == []


def test_machines_get_markup_as_data(world, page):
    pages = {
        "display",
        "incentives:api:api-root",
        "incentives:api:match",  # take POST alone
        "incentives:api:check_text",
        "incentives:data-file",
        "incentives:preview",
        "incentives:styleguide",
        "incentives:suggest",
    }
    of_machines = {
        key: where
        for key, where in of_matrix(world, staff=False)
        if (":api:" in key or key in NO_PAGES) and key not in pages
    }
    told = {}

    for key, where in of_machines.items():
        answer = page.request.get(where)
        ready = key != "readyz"  # which says that the caches of the tests keep nothing
        assert answer.ok if ready else answer.status == 503, where
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "html" not in answer.headers["content-type"], where
        told[key] = answer.headers["content-type"], answer.body()

    for kind, body in told.values():
        if "json" in kind:
            json.loads(body)
        elif kind.partition(";")[0].endswith("xml"):
            ElementTree.fromstring(body)
    for key in ("incentives:measures-json", "incentives:api:measures", "incentives:api:clauses"):
        assert MARKUP in json.dumps(json.loads(told[key][1]), ensure_ascii=False).replace('\\"', '"')
    feed = ElementTree.fromstring(told["incentives:measures-feed"][1])
    titles = [title.text or "" for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert any("<img src=x" in title or "&lt;img" in title for title in titles)
    assert not list(feed.iter("img"))
    assert b"\nonerror" not in told["incentives:measures-calendar"][1]


def test_tables_hold_markup_as_data_and_no_formula(world, page, settings, tmp_path):
    settings.DATASET_DIR = tmp_path / "data"
    call_command("publish_dataset", root="https://huiqi.example.cn", stdout=io.StringIO())

    for where in ("/measures.csv", "/data/measures.csv"):
        table = list(csv.reader(io.StringIO(page.request.get(where).body().decode("utf-8-sig"))))
        assert any("<img src=x" in cell for row in table for cell in row), where
        assert not [cell for row in table for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))], where
    for where in ("/measures.xlsx", "/data/measures.xlsx"):
        with zipfile.ZipFile(io.BytesIO(page.request.get(where).body())) as workbook:
            sheets = {name: workbook.read(name) for name in workbook.namelist()}
        assert any(b"&lt;img src=x" in sheet for sheet in sheets.values()), where
        assert not [name for name, sheet in sheets.items() if b"<f>" in sheet], where
    whole = page.request.get("/data/catalogue.json")
    assert "attachment" in whole.headers["content-disposition"]
    assert MARKUP in json.dumps(whole.json(), ensure_ascii=False).replace('\\"', '"')
