"""How much work a text is: every click and field from the file to the published measures, counted and printed.

`make drafting-effort` takes a made-up text of 30 measures, or the file named by TEXT. Of such a file the drafts that
its sentences contradict stay drafts; their number is printed, since an editor has to mend each of them by hand.
"""

import os
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from incentives.drafting.text_desk import DeskText
from incentives.enums import MeasureStatus
from incentives.evidence.report import check_versions
from incentives.models import Measure
from policies.models import Document
from tests.browser.conftest import STAFF_PASSWORD
from tests.incentives.admin.desk.made_text import text

pytestmark = pytest.mark.browser
ITEMS = 30


class Hand:
    """One person at the desk, whose clicks and fields are counted from the start page on."""

    def __init__(self, page: Page, name: str, role: str) -> None:
        user = get_user_model().objects.create_user(name, password=STAFF_PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        self.page, self.done = page, 0
        page.goto(reverse("admin:login"))
        page.locator("#id_username").fill(name)
        page.locator("#id_password").fill(STAFF_PASSWORD)
        page.locator("[type=submit]").click()
        expect(page.locator(".desk")).to_be_visible()

    def click(self, what: Locator) -> None:
        self.done += 1
        what.click()

    def choose_file(self, file: Path) -> None:
        self.done += 1
        self.page.locator("input[type=file]").set_input_files(file)

    def fill(self, field: Locator, words: str) -> None:
        self.done += 1
        field.fill(words)

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name).first)

    def follow(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name).first)


def draft(editor: Hand, file: Path) -> Document:
    """Hand the file in and draft all of it; the new document."""
    before = set(Document.objects.values_list("pk", flat=True))
    editor.follow("政策文件")
    editor.follow("导入原文")
    editor.choose_file(file)
    editor.press("看预览")
    editor.fill(editor.page.locator("input[name$=region]"), "河南省郑州市")  # the text does not say it
    editor.click(editor.page.locator("#content-main form [type=submit]").last)
    expect(editor.page.locator(".messagelist")).to_be_visible()
    document = Document.objects.exclude(pk__in=before).get()
    editor.follow("首页")
    editor.follow(document.title)
    for _ in range(DeskText(document).counts["open"]):
        editor.click(editor.page.get_by_role("button", name="接受", exact=True).first)
    for step in ("通则", "全部标为背景句", "提交本文件的全部草稿"):  # parts of the buttons' names
        if editor.page.get_by_role("button", name=step).count():
            editor.press(step)
    return document


def review(reviewer: Hand, document: Document) -> None:
    """Pass all that waits, on the page of the document."""
    reviewer.page.goto(reverse("admin:index"))
    row = reviewer.page.locator("tr", has_text=document.title)
    reviewer.click(row.get_by_role("link", name="待审核"))
    for choice in reviewer.page.locator("input[value=pass]").all():
        reviewer.click(choice)
    reviewer.press("提交全部决定")
    expect(reviewer.page.locator(".messagelist")).to_contain_text("已发布")


def test_effort_from_file_to_published(site, open_context, tmp_path):
    call_command("setup_roles", verbosity=0)
    given = os.environ.get("TEXT", "")
    file = Path(given) if given else tmp_path / "made.txt"
    if not given:
        file.write_text(text(items=ITEMS))
    editor = Hand(open_context().new_page(), "editor", "编辑")
    reviewer = Hand(open_context().new_page(), "reviewer", "审核")

    document = draft(editor, file)
    proposed = DeskText(document).counts["all"]
    review(reviewer, document)

    public = Measure.objects.published().filter(decisions__document=document)
    left = Measure.objects.filter(decisions__document=document, status=MeasureStatus.DRAFT).count()
    wrong = [finding for finding in check_versions(public) if finding.is_wrong]
    print(f"\n{file.name}: {proposed} proposed, {public.count()} published, {left} left to mend by hand")
    print(f"editor {editor.done} clicks and fields, reviewer {reviewer.done}; {len(wrong)} published values wrong")
    assert wrong == []
    assert public.count() + left == proposed
    if not given:
        assert (public.count(), left) == (ITEMS, 0)
        assert editor.done <= ITEMS * 2
        assert reviewer.done <= ITEMS + 10
