"""The editorial workflow in a browser: draft from a clause, submit, send back, correct, publish, revise."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from policies.models import Clause
from tests.browser.pages import REPLY

pytestmark = pytest.mark.browser
PASSWORD = "a-long-password-1"


@pytest.fixture
def staff(site, open_context):
    """A function that opens a page signed in as a user of a group."""
    call_command("setup_roles", verbosity=0)

    def sign_in(name: str, role: str) -> Page:
        user = get_user_model().objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        page = open_context().new_page()
        page.goto(reverse("admin:login"))
        page.locator("#id_username").fill(name)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("[type=submit]").click()
        expect(page.locator(".desk")).to_be_visible()
        return page

    return sign_in


def choose(page: Page, field: str, words: str) -> None:
    """Pick one row in the admin's autocomplete box of `field`."""
    page.locator(f".field-{field} .select2-selection").first.click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option--highlighted", has_text=words).click()


def draft_from_clause(page: Page) -> None:
    clause = Clause.objects.get(document__slug=REPLY, path="1.2")
    page.goto(reverse("admin:policies_clause_change", args=[clause.pk]))
    page.get_by_role("link", name="由本句起草事项").click()
    page.locator("#id_title").fill("企业家日咨询")
    page.locator("#id_slug").fill("entrepreneur-day")
    page.locator("#id_promise").fill("活动期间可以当面咨询")
    page.locator("#id_kind").select_option("service")
    choose(page, "category", "财政扶持")
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".field-standing")).to_contain_text("第 1 版 · 草稿")


def test_the_day_at_the_desk(site, staff, open_context):
    editor, reviewer = staff("editor", "编辑"), staff("reviewer", "审核")
    public = open_context().new_page()

    draft_from_clause(editor)
    editor.locator("#id_change_note").fill("首次发布")
    editor.get_by_role("button", name="保存并继续编辑").click()
    editor.get_by_role("button", name="提交审核").click()
    expect(editor.locator(".messagelist")).to_contain_text("已提交审核")
    assert public.goto("/measures/entrepreneur-day/").status == 404

    reviewer.goto(reverse("admin:index"))
    expect(reviewer.locator(".desk")).to_contain_text("等我审核 1")
    reviewer.get_by_role("link", name="企业家日咨询").first.click()
    reviewer.get_by_label("退回编辑的原因").fill("名称要写全")
    reviewer.get_by_role("button", name="退回编辑").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已退回编辑")

    editor.goto(reverse("admin:index"))
    expect(editor.locator(".desk")).to_contain_text("退回给我 1")
    editor.get_by_role("link", name="企业家日咨询").first.click()
    expect(editor.locator(".field-standing")).to_contain_text("名称要写全")
    editor.locator("#id_title").fill("郑州企业家日咨询")
    editor.get_by_role("button", name="保存并继续编辑").click()
    editor.get_by_role("button", name="提交审核").click()

    publish(reviewer)
    public.goto("/measures/entrepreneur-day/")
    expect(public.locator("h1")).to_have_text("郑州企业家日咨询")

    revise(editor)
    public.reload()
    expect(public.locator("h1")).to_have_text("郑州企业家日咨询")
    publish(reviewer, shows="郑州企业家日当面咨询")
    public.reload()
    expect(public.locator("h1")).to_have_text("郑州企业家日当面咨询")
    expect(public.locator(".history")).to_contain_text("名称改准")
    expect(public.locator(".history")).to_contain_text("首次发布")

    editor.get_by_role("link", name="版本", exact=True).click()
    expect(editor.get_by_role("table", name="全部版本")).to_contain_text("已被新版取代")


def revise(editor: Page) -> None:
    editor.reload()
    editor.get_by_role("button", name="修订").click()
    editor.locator("#id_title").fill("郑州企业家日当面咨询")
    editor.locator("#id_change_note").fill("名称改准")
    editor.get_by_role("button", name="保存并继续编辑").click()
    editor.get_by_role("button", name="提交审核").click()


def publish(reviewer: Page, shows: str = "郑州企业家日咨询") -> None:
    reviewer.goto(reverse("admin:index"))
    reviewer.locator(".pile", has_text="等我审核").get_by_role("link", name=re.compile("企业家日")).click()
    expect(reviewer.locator("body")).to_contain_text(shows)
    reviewer.get_by_role("button", name="发布", exact=True).click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已发布")


def test_preview_is_marked_and_accessible(staff, open_context):
    editor = staff("editor", "编辑")
    draft_from_clause(editor)
    editor.get_by_role("link", name="预览链接").click()
    editor.get_by_label("给谁看").fill("法规处")
    editor.get_by_role("button", name=re.compile("建立预览链接")).click()
    address = editor.locator("code").inner_text()

    reader = open_context().new_page()
    reader.goto(address)

    expect(reader.get_by_role("complementary", name="草稿预览")).to_contain_text("尚未公开")
    assert Axe().run(reader).response["violations"] == []


def test_leaving_a_changed_form_asks_first(staff):
    editor = staff("editor", "编辑")
    draft_from_clause(editor)
    form, asked = editor.url, []
    editor.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    def stays() -> bool:
        with editor.expect_event("dialog"):
            editor.get_by_role("link", name="版本", exact=True).click()
        return editor.url == form

    def leaves() -> None:
        editor.get_by_role("link", name="版本", exact=True).click()
        expect(editor.get_by_role("table", name="全部版本")).to_be_visible()

    leaves()
    editor.goto(form)
    choose(editor, "basis", "答复")
    editor.locator("#id_title").click()  # the box stays open until something else is clicked
    expect(editor.locator(".select2-container--open")).to_have_count(0)
    assert stays()

    editor.locator("#id_title").fill("")
    editor.get_by_role("button", name="保存并继续编辑").click()
    expect(editor.locator(".field-title .errorlist")).to_be_visible()
    assert stays()

    editor.locator("#id_title").fill("企业家日咨询")
    editor.get_by_role("button", name="保存并继续编辑").click()
    expect(editor.locator(".messagelist")).to_be_visible()
    leaves()
    assert asked == ["beforeunload", "beforeunload"]
