"""htmx refines the list; without JavaScript every step works too."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
LIST = reverse("incentives:measure-list")


@pytest.fixture
def finder(page):
    """The list, marked so that a reload would show."""
    page.goto(LIST)
    page.evaluate("window.unreloaded = true")
    return page


def unreloaded(page) -> bool:
    return page.evaluate("window.unreloaded === true")


def test_ticking_an_option_updates_everything_without_a_reload(finder):
    finder.get_by_role("checkbox", name=re.compile("^财政扶持")).check()

    expect(finder.locator("h1")).to_contain_text("财政扶持类惠企事项")
    expect(finder).to_have_title(re.compile("^财政扶持类惠企事项"))
    expect(finder).to_have_url(re.compile(r"/measures/\?category=fiscal$"))
    expect(finder.get_by_role("status").first).to_contain_text("财政扶持类惠企事项，共")
    expect(finder.locator("#category-fiscal")).to_be_focused()
    expect(finder.locator("#mode-switch")).to_have_attribute("href", re.compile("category%3Dfiscal"))
    assert unreloaded(finder)


def test_sort_and_words_and_amount_update_the_results(finder):
    finder.get_by_label("排序").select_option("title")
    expect(finder).to_have_url(re.compile(r"\?sort=title$"))

    finder.get_by_label("奖励不低于").select_option("1000000")
    expect(finder.locator("h1")).to_contain_text("奖励达 100 万元的惠企事项")

    finder.get_by_role("searchbox").fill("梯次")
    finder.keyboard.press("Enter")
    expect(finder.locator("h1")).to_contain_text("含“梯次”的")
    expect(finder.get_by_role("searchbox")).to_be_focused()
    assert unreloaded(finder)


def test_taking_a_chip_away_moves_the_focus_to_the_heading(page):
    page.goto(f"{LIST}?category=fiscal&q=奖励")
    page.evaluate("window.unreloaded = true")

    page.get_by_role("link", name=re.compile("去掉 ?“奖励”")).click()

    expect(page).to_have_url(re.compile(r"\?category=fiscal$"))
    expect(page.locator("#results-title")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")
    assert unreloaded(page)


def test_paging_updates_the_results_and_shows_their_heading(finder):
    finder.get_by_role("link", name="下一页").click()

    expect(finder).to_have_url(re.compile(r"\?page=2$"))
    expect(finder.locator("#results-title")).to_be_focused()
    expect(finder.locator("#results-title")).to_be_in_viewport()
    expect(finder.get_by_text("第 2 页")).to_be_visible()
    assert unreloaded(finder)


def test_back_returns_to_the_earlier_results_and_choices(finder):
    finder.get_by_role("checkbox", name=re.compile("^财政扶持")).check()
    expect(finder).to_have_url(re.compile("category=fiscal"))
    finder.get_by_role("checkbox", name=re.compile("^人才")).check()
    expect(finder).to_have_url(re.compile("category=talent"))

    finder.go_back()

    expect(finder.locator("h1")).to_contain_text("财政扶持类惠企事项")
    expect(finder.locator("#category-fiscal")).to_be_checked()
    expect(finder.locator("#category-talent")).not_to_be_checked()
    expect(finder).to_have_title(re.compile("^财政扶持类惠企事项"))

    finder.get_by_role("checkbox", name=re.compile("^品牌质量")).check()
    expect(finder.locator("h1")).to_contain_text("品牌质量")


def test_failed_request_falls_back_to_a_plain_visit(finder):
    finder.route(re.compile(r"category=fiscal"), lambda route: route.abort(), times=1)

    finder.get_by_role("checkbox", name=re.compile("^财政扶持")).check()

    expect(finder).to_have_url(re.compile("category=fiscal"))
    expect(finder.locator("h1")).to_contain_text("财政扶持类惠企事项")
    assert not unreloaded(finder)


def test_sheet_on_a_phone_stays_open_while_choosing_and_closes_on_results(open_context):
    page = open_context(viewport=PHONE).new_page()
    page.goto(LIST)
    page.locator("#sheet > summary").click()

    page.locator("#category-fiscal").check()
    expect(page.locator("#sheet > summary")).to_contain_text("已选 1 项")
    expect(page.locator("#facets")).to_be_visible()

    page.locator(".sheet__apply").click()
    expect(page.locator("#facets")).not_to_be_visible()
    expect(page.locator("#results-title")).to_be_focused()


def test_every_step_works_without_javascript(open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(reverse("incentives:home"))

    page.get_by_role("searchbox").fill("奖")
    page.get_by_role("button", name="搜索").click()
    assert "含“奖”的惠企事项" in page.locator("h1").inner_text()

    page.get_by_role("checkbox", name=re.compile("^财政扶持")).check()
    page.get_by_label("排序").select_option("title")
    page.locator(".sheet__apply").click()
    assert "财政扶持" in page.locator("h1").inner_text()
    assert page.get_by_label("排序").input_value() == "title"

    page.get_by_role("link", name=re.compile("去掉 ?“奖”")).click()
    assert page.get_by_role("searchbox").input_value() == ""
    page.get_by_role("link", name="全部清除").click()
    page.get_by_role("link", name="下一页").click()
    assert page.get_by_text("第 2 页").is_visible()


def test_phone_without_javascript_opens_the_sheet(open_context):
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(LIST)

    page.locator("#sheet > summary").click()

    assert page.locator("#facets").is_visible()
    assert page.locator(".sheet__apply").is_visible()


def test_display_is_kept_without_a_flash(open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{LIST}?category=fiscal")

    page.get_by_role("link", name="长辈模式").click()
    assert page.url.endswith(f"{LIST}?category=fiscal")
    assert page.locator("html").get_attribute("data-mode") == "elder"

    page.get_by_role("link", name="深色").click()
    page.goto(reverse("incentives:home"))
    assert page.locator("html").get_attribute("data-mode") == "elder"
    assert page.locator("html").get_attribute("data-scheme") == "dark"
