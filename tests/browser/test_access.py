"""Accessibility: axe on every page in every display mode, use by keyboard, the width of a phone."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.pages import addresses, url_names

pytestmark = pytest.mark.browser
AXE = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
EVERY_DISPLAY = list(itertools.product(("standard", "elder"), ("light", "dark"), ("phone", "desktop")))
DESK = (
    "incentives:styleguide",
    "admin:index",
    "admin:incentives_measure_changelist",
    "admin:incentives_measure_unhandled",
    "admin:policies_document_changelist",
    "admin:account_sessions",
    "admin:account_second_factor",
)
# A bar that sticks to the window covers what scrolls beneath it, which axe takes for a target that is too small.
AT_REST = """() => document.querySelectorAll(".sheet__apply, .results-bar").forEach((bar) => {
    bar.style.position = "static"; })"""
SMALLEST_TARGET = 44
MOST_TABS = 120
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, select, summary, label.check, input[type=search]")]
    .filter((target) => target.checkVisibility() && !target.matches(".skip"))
    .map((target) => ({
        name: target.textContent.trim() || target.name,
        height: target.getBoundingClientRect().height,
        covers: getComputedStyle(target, "::after").position === "absolute",
    }))
    .filter((target) => target.height < SMALLEST - 0.5 && !target.covers)
    .map((target) => `${target.name} ${target.height}`)""".replace("SMALLEST", str(SMALLEST_TARGET))


def test_addresses_hold_every_url_name():
    assert url_names() <= set(addresses())


@pytest.mark.parametrize(("mode", "scheme", "device"), EVERY_DISPLAY)
def test_axe_finds_nothing_on_any_page(open_context, mode, scheme, device):
    viewport = PHONE if device == "phone" else DESKTOP
    page = open_context(mode=mode, scheme=scheme, viewport=viewport, reduced_motion="reduce").new_page()
    found = []

    for address in itertools.chain.from_iterable(addresses().values()):
        page.goto(address)
        if device == "phone" and page.locator("#sheet").count():
            page.locator("#sheet > summary").click()
        page.evaluate(AT_REST)
        result = Axe().run(page, options=AXE)
        found += [
            (address, violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
            for violation in result.response["violations"]
        ]

    assert found == []


@pytest.mark.parametrize(("mode", "scheme", "device"), EVERY_DISPLAY)
def test_axe_finds_nothing_on_the_answers_to_a_text(open_context, mode, scheme, device):
    viewport = PHONE if device == "phone" else DESKTOP
    page = open_context(mode=mode, scheme=scheme, viewport=viewport).new_page()
    page.goto(reverse("incentives:check"))
    page.locator("#id_text").fill("首次获评专精特新，一次性奖励80万元。首次获评小聚人，奖励200万元。火锅店打七折。")
    page.locator("[type=submit]", has_text="开始核对").click()
    page.wait_for_load_state()

    assert page.locator("#result").count() == 1
    assert Axe().run(page, options=AXE).response["violations"] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_desk(open_context, desk, scheme):
    reader = open_context(color_scheme=scheme, scheme=scheme).new_page()
    reader.context.add_cookies([cookie for cookie in desk.context.cookies() if cookie["name"] != "scheme"])
    found = {}

    for name in DESK:
        reader.goto(reverse(name))
        if violations := Axe().run(reader, options=AXE).response["violations"]:
            found[name] = [(violation["id"], violation["nodes"][0]["html"][:160]) for violation in violations]
    reader.context.clear_cookies()
    reader.goto(reverse("admin:login"))

    assert found == {}
    assert Axe().run(reader, options=AXE).response["violations"] == []


@pytest.mark.usefixtures("dataset")
@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_no_page_scrolls_sideways(open_context, mode):
    page = open_context(mode=mode).new_page()
    wide = []

    for address in itertools.chain.from_iterable(addresses().values()):
        page.goto(address)
        for width in (320, 360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((address, width))

    assert wide == []


def test_text_of_twice_the_size_fits_a_phone(open_context):
    page = open_context(viewport={"width": 390, "height": 844}).new_page()
    wide = []

    for address in itertools.chain.from_iterable(addresses().values()):
        page.goto(address)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)

    assert wide == []


@pytest.mark.usefixtures("dataset")
def test_targets_on_a_phone_are_large_enough(open_context):
    page = open_context(viewport=PHONE).new_page()
    small = {}

    for address in itertools.chain.from_iterable(addresses().values()):
        page.goto(address)
        if page.locator("#sheet").count():
            page.locator("#sheet > summary").click()
        if found := page.evaluate(SMALL_TARGETS):
            small[address] = found

    assert small == {}


def test_questions_of_home_stand_on_one_line(open_context):
    page = open_context(viewport=DESKTOP).new_page()
    page.goto(reverse("incentives:home"))

    labels = page.eval_on_selector_all(".start span", "found => found.map(one => one.getBoundingClientRect().top)")
    boxes = page.eval_on_selector_all(
        ".start :is(input, select, button)",
        "found => found.map(one => one.getBoundingClientRect()).map(box => [box.top, box.height])",
    )

    assert len(set(labels)) == 1
    assert [box for box in boxes if box != boxes[0]] == []


@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_sum_of_a_card_leaves_room_for_its_box(open_context, mode):
    page = open_context(mode=mode, viewport=DESKTOP).new_page()
    page.goto(reverse("incentives:measure-list"))

    overlaps = page.eval_on_selector_all(
        ".card:has(.card__compare)",
        """cards => cards.filter(card => card.querySelector(".card__sum").getBoundingClientRect().bottom
            > card.querySelector(".card__compare span").getBoundingClientRect().top).length""",
    )

    assert overlaps == 0


def test_every_page_has_one_h1_and_headings_in_order(page):
    wrong = {}

    for address in itertools.chain.from_iterable(addresses().values()):
        page.goto(address)
        levels = page.eval_on_selector_all("h1, h2, h3, h4", "found => found.map(h => Number(h.tagName[1]))")
        if levels.count(1) != 1 or any(after - before > 1 for before, after in itertools.pairwise(levels)):
            wrong[address] = levels

    assert wrong == {}


def test_titles_break_before_a_quotation_mark_and_never_inside_a_word_of_the_site(page):
    for slug in ("license-separation-reform", "talent-apartments"):
        page.goto(reverse("incentives:measure-detail", args=[slug]))
        title = page.locator("h1").inner_html()
        assert "<wbr>“" in title
        assert "“<wbr>" not in title
    page.goto(reverse("incentives:measure-list"))

    assert "惠企事项" in page.locator("h1").inner_html().replace("<wbr>惠", "惠")


def test_five_links_of_the_head_stand_on_one_line_of_the_smallest_phone(open_context):
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(reverse("incentives:home"))

    assert len(set(page.eval_on_selector_all(".nav a", "all => all.map(one => one.getBoundingClientRect().top)"))) == 1


def focused(page) -> str:
    return page.evaluate("() => document.activeElement.id || document.activeElement.textContent.trim()")


def test_keyboard_reaches_everything_with_focus_in_sight(page):
    page.goto(reverse("incentives:measure-list"))
    walked, unseen = [], []

    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # past the last link
        seen = page.evaluate(
            """() => { const e = document.activeElement; const s = getComputedStyle(e);
               const after = getComputedStyle(e, "::after");
               return s.outlineStyle !== "none" || after.outlineStyle !== "none" }"""
        )
        walked.append(focused(page))
        if not seen:
            unseen.append(walked[-1])

    assert walked[:2] == ["跳到正文", "跳到结果"]
    assert {"惠企事项", "mode-switch", "q", "sort", "category-fiscal", "min-amount", "include-closed"} <= set(walked)
    assert "企业梯次培育奖励" in walked
    assert walked[-1] == "深色"
    assert unseen == []


def test_skip_link_moves_the_focus_to_the_results(page):
    page.goto(reverse("incentives:measure-list"))

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert focused(page) == "results-title"


def test_ladder_steps_lead_to_their_lists(page):
    page.goto(reverse("incentives:home"))

    page.get_by_role("link", name="专精特新“小巨人”企业").press("Enter")

    assert page.url.endswith("?tier=little-giant")
    assert page.locator("h1").inner_text().startswith("面向专精特新“小巨人”企业的惠企事项")
