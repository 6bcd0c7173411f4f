"""The desk for one text: axe, widths and the keyboard on 拆解, 审阅, the import page and the form of a draft."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from incentives.drafting.decide import accept_proposals
from incentives.editorial.workflow import submit_measure
from incentives.models import Measure
from policies.importing.terms import confirm_terms
from policies.models import Document
from tests import factories
from tests.browser.test_access import AXE
from tests.incentives.admin.desk.made_text import address, keys, stored

pytestmark = pytest.mark.browser
WIDTHS = (320, 390, 1280)


@pytest.fixture
def document(desk: Page) -> Document:
    """A text with open proposals, a draft and a version in review."""
    document, editor = stored(), factories.user("writer")
    Document.objects.filter(pk=document.pk).update(region="河南省郑州市")
    confirm_terms(document=document, by="writer")
    for accepted in accept_proposals(document=document, keys=set(keys(document)[:2]), by=editor):
        draft = accepted.measure
    submit_measure(measure=draft, by=editor)
    return document


def pages(document: Document) -> list[str]:
    draft = Measure.objects.get(decisions__document=document, status="draft")
    return [
        address(document),
        reverse("admin:incentives_measure_document_review", args=[document.slug]),
        reverse("admin:incentives_measure_change", args=[draft.pk]),
        reverse("admin:incentives_measure_review", args=[draft.pk]),
        reverse("admin:policies_document_hand_in"),
        reverse("admin:index"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_no_page_of_the_desk_scrolls_sideways(desk, document, scheme, width):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    found = {}

    for page in pages(document):
        desk.goto(page)
        wrong = [
            (one["id"], one["nodes"][0]["html"][:200]) for one in Axe().run(desk, options=AXE).response["violations"]
        ]
        if desk.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(("scrolls sideways", width))
        if wrong:
            found[page] = wrong

    assert found == {}


def test_text_is_drafted_by_keyboard_alone(desk, document):
    desk.goto(address(document))
    button = desk.get_by_role("button", name="接受", exact=True).first

    for _ in range(200):
        desk.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    desk.keyboard.press("Enter")

    expect(desk.locator(".tally")).to_contain_text("3 已接受")
    assert Measure.objects.filter(decisions__document=document).count() == 3


def test_version_is_passed_by_keyboard_alone(desk, document):
    desk.goto(reverse("admin:incentives_measure_document_review", args=[document.slug]))
    passing = desk.locator("input[value=pass]").first

    passing.focus()
    desk.keyboard.press("Space")
    for _ in range(60):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.textContent.trim()") == "提交全部决定":
            break
    desk.keyboard.press("Enter")

    expect(desk.locator(".messagelist")).to_be_visible()
