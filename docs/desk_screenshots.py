"""Plays a day at the desk and makes the pictures of the staff guide on the way; the texts handed in are made up."""

import re
from pathlib import Path

from palette_png import with_palette
from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).resolve().parents[1] / "static" / "guide"
PASSWORD = "only-for-the-pictures-1"
STAFF = {"林编辑": "编辑", "何编辑": "编辑", "周审核": "审核"}
MAKE_STAFF = f"""
from django.contrib.auth.models import Group, User
for name, role in {STAFF!r}.items():
    User.objects.create_user(name, password={PASSWORD!r}, is_staff=True).groups.add(Group.objects.get(name=role))
"""
HANDED_IN = """X0120/2031-0007
绿谷市中小企业服务局
政协提案
2031-03-05
2031-04-01
关于绿谷市支持小店发展的说明
关于第9号提案的说明

来信收到。

一、资金支持
对首次升规的小店，给予3万元一次性奖励。对年营业收入首次超过500万元、1000万元的小店，分别给予5万元、10万元奖励。
二、服务支持
窗口全年无休。
"""


def shoot_desk(browser: Browser, site: str) -> None:
    """Make every picture of the guide; the site holds the repository's content and STAFF."""
    FOLDER.mkdir(exist_ok=True)
    editor, colleague, reviewer = (sign_in(browser, site, name) for name in STAFF)
    hand_in(editor)
    draft(editor)
    revise(editor, colleague)
    review(reviewer)
    take_apart(editor, reviewer)
    for page in (editor, colleague, reviewer):
        page.context.close()


def sign_in(browser: Browser, site: str, name: str) -> Page:
    context = browser.new_context(
        viewport={"width": 1100, "height": 720}, locale="zh-CN", color_scheme="light", base_url=site
    )
    page = context.new_page()
    page.goto("/admin/login/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("[type=submit]").click()
    page.locator(".desk").wait_for()
    return page


def keep(page: Page, name: str) -> None:
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    with_palette(file)
    print(f"static/guide/{name}.png")


def hand_in(editor: Page) -> None:
    editor.goto("/admin/policies/document/hand-in/")
    editor.locator("#id_text").fill(HANDED_IN)
    editor.get_by_role("button", name="看预览").click()
    editor.locator("button[value=take]").wait_for()
    keep(editor, "look")
    editor.locator("button[value=take]").click()
    editor.locator(".messagelist").wait_for()
    editor.goto("/admin/incentives/measure/unhandled/")
    keep(editor, "unhandled")


def draft(editor: Page) -> None:
    """Begin a measure from the sentence with a 分别; its rows fill themselves."""
    begin = editor.get_by_role("link", name=re.compile("起草事项"))
    editor.goto(begin.nth(2).get_attribute("href"))
    editor.locator("#id_title").fill("小店收入上台阶奖励")
    editor.locator("#id_slug").fill("shop-revenue-award")
    editor.locator("#id_promise").fill("年营业收入首次上台阶，得一次性奖励")
    editor.locator("#id_kind").select_option("subsidy")
    if editor.locator(".field-category .select2-selection__placeholder").count():
        editor.locator(".field-category .select2-selection").first.click()
        editor.locator(".select2-results__option", has_text="财政扶持").click()
    editor.get_by_role("button", name="保存并继续编辑").click()
    editor.locator(".field-standing").wait_for()
    keep(editor, "draft")


def revise(editor: Page, colleague: Page) -> None:
    """A revision that two people have open; the second to save is shown both versions."""
    editor.goto("/admin/incentives/measure/?q=送政策进企业")
    editor.locator("#result_list tbody th a").first.click()
    editor.get_by_role("button", name="修订").click()
    colleague.goto(editor.url)
    editor.locator("#id_promise").fill("上门送政策汇编，当面讲解")
    editor.locator("#id_change_note").fill("一句话写得更明白")
    editor.get_by_role("button", name="保存并继续编辑").click()
    colleague.locator("#id_promise").fill("工作人员上门讲政策")
    colleague.get_by_role("button", name="保存并继续编辑").click()
    colleague.locator(".errornote").first.wait_for()
    keep(colleague, "clash")
    editor.get_by_role("button", name="提交审核").click()
    editor.locator(".messagelist .success").wait_for()


def review(reviewer: Page) -> None:
    reviewer.goto("/admin/")
    keep(reviewer, "start")
    reviewer.locator(".pile", has_text="等我审核").get_by_role("link", name="送政策进企业").click()
    publish = reviewer.get_by_role("button", name="发布", exact=True)
    publish.wait_for()
    keep(reviewer, "review")
    publish.click()
    reviewer.locator(".messagelist .success").wait_for()
    reviewer.goto("/admin/incentives/measure/?q=送政策进企业")
    reviewer.locator("#result_list tbody th a").first.click()
    reviewer.get_by_role("link", name="版本", exact=True).click()
    keep(reviewer, "versions")


def take_apart(editor: Page, reviewer: Page) -> None:
    """The text handed in, beside what is proposed of it, and then the review of all its drafts on one page."""
    editor.goto("/admin/")
    editor.get_by_role("link", name="关于绿谷市支持小店发展的说明").first.click()
    editor.locator("#part-1").scroll_into_view_if_needed()
    editor.locator(".proposal").last.scroll_into_view_if_needed()
    keep(editor, "drafting")
    for button in ("全部接受", "通则", "全部标为背景句", "提交本文件的全部草稿"):
        found = editor.get_by_role("button", name=button)
        if found.count():
            found.first.click()
    reviewer.goto(editor.url.replace("/drafting/", "/review/"))
    keep(reviewer, "document-review")
