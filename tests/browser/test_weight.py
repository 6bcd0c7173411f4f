"""The weight of pages: bytes transferred, hosts contacted, layout shift; a measure prints on one sheet."""

import itertools
import re
from contextlib import closing

import pypdfium2
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from incentives.models import Measure
from tests.browser.conftest import PHONE
from tests.browser.pages import MEASURES, addresses

pytestmark = pytest.mark.browser
PAPER = {"width": 688, "height": 1032}  # A4 within its margins, in CSS pixels
LIST = reverse("incentives:measure-list")
MOST_BYTES = 60_000
MOST_CSS = 44_000  # bytes of hand-written source, before compression
MOST_PAPER_CSS = 4_000
MOST_SHIFT = 0.02
ENTRIES = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map((entry) => [entry.name, entry.transferSize])"""
PRINTED_CONTROLS = """() => [...document.querySelectorAll("main :is(button, input, select, textarea, .button)")]
    .filter((control) => control.checkVisibility()).map((control) => control.outerHTML.slice(0, 80))"""
HEADINGS = """() => { const texts = (selector) => [...document.querySelectorAll(selector)].map((one) => one.innerText);
    const listed = new Set(texts("main nav a"));  // a table of contents may end a page
    return texts("h1, h2, h3, h4").filter((text) => !listed.has(text)) }"""
SHIFTS = """() => { window.shift = 0; new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true }) }"""


def test_list_weighs_little_on_the_first_visit_and_asks_no_third_party(page, site):
    page.goto(LIST, wait_until="networkidle")

    entries = page.evaluate(ENTRIES)
    bytes_by_name = {name.removeprefix(site): size for name, size in entries}

    assert sum(bytes_by_name.values()) <= MOST_BYTES, bytes_by_name
    assert all(name.startswith(site) for name, _ in entries)


def test_static_files_are_hashed_compressed_and_kept_for_long(page):
    answers = []
    page.on("response", lambda response: answers.append(response) if "/static/" in response.url else None)

    page.goto(LIST, wait_until="networkidle")

    assert answers
    for answer in answers:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", answer.url)
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers.get("content-encoding") in {"br", "gzip"} or answer.url.endswith(("png", "svg"))


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1440, "height": 900}], ids=["phone", "desktop"])
def test_nothing_moves_while_a_page_loads(open_context, viewport):
    page = open_context(viewport=viewport).new_page()

    for address in (LIST, reverse("incentives:home"), reverse("incentives:measure-detail", args=["ladder-awards"])):
        page.add_init_script(f"({SHIFTS})()")
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shift") < MOST_SHIFT, address


def test_main_content_is_there_without_any_script(open_context):
    page = open_context(java_script_enabled=False).new_page()

    page.goto(LIST)

    expect(page.locator(".card")).to_have_count(20)


def test_pages_hold_no_inline_style_or_script(page):
    for address in (LIST, reverse("incentives:home"), reverse("incentives:measure-detail", args=["ladder-awards"])):
        html = page.request.get(address).text()
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(?:\ssrc=|application/ld\+json))", html), address


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_every_measure_prints_on_one_page(page):
    counted = {}

    for measure in Measure.objects.published():
        page.goto(measure.get_absolute_url())
        counted[measure.slug] = pages_of(page.pdf(prefer_css_page_size=True))

    assert {slug: number for slug, number in counted.items() if number != 1} == {}


def test_no_page_prints_a_control_or_ends_with_a_heading(page):
    wrong = []

    for address in itertools.chain.from_iterable(addresses().values()):
        page.emulate_media(media="screen")
        page.goto(address)
        page.emulate_media(media="print")
        wrong += [(address, control) for control in page.evaluate(PRINTED_CONTROLS)]
        headings = set(page.evaluate(HEADINGS))
        ends = [text.splitlines()[-1] for text in texts_of(page.pdf(prefer_css_page_size=True))[:-1] if text]
        wrong += [(address, end) for end in ends if end in headings]

    assert wrong == []


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [page.get_textpage().get_text_range().strip() for page in document]


def test_printed_measure_carries_a_code_back_to_itself(page):
    page.goto(reverse("incentives:measure-detail", args=[MEASURES["subsidy"]]))
    expect(page.locator(".qr")).not_to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator(".qr")).to_be_visible()
    expect(page.get_by_role("navigation", name="主导航")).not_to_be_visible()


def test_ladder_prints_as_rising_steps_without_its_form(page):
    page.goto(reverse("incentives:ladder"))

    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")

    heights = page.eval_on_selector_all(".step", "steps => steps.map(step => step.getBoundingClientRect().height)")
    assert len(heights) == 4
    assert heights == sorted(set(heights))
    expect(page.get_by_role("heading", name="从现在到目标")).not_to_be_visible()


def test_stylesheets_stay_small(settings):
    sizes = {sheet.name: sheet.stat().st_size for sheet in (settings.BASE_DIR / "static" / "css").glob("*.css")}
    del sizes["admin.css"]  # no public page loads it
    paper = sizes.pop("paper.css")  # loaded by pages made to be printed alone

    assert sum(sizes.values()) <= MOST_CSS
    assert paper <= MOST_PAPER_CSS
