"""From the questions of `/match/` to the printed sheet, with and without JavaScript, on a phone and a desktop."""

import itertools
import re

import pytest
from django.urls import reverse

from incentives.models import Measure
from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser
EVERY_WAY = list(itertools.product((True, False), ("phone", "desktop")))
PEOPLE = "您要引进或培养的人才"
A_PAGE = re.compile(rb"/Type\s*/Page\b")


def unfold(page, group: str) -> None:
    page.locator("summary", has_text=group).click()


@pytest.mark.parametrize(("script", "device"), EVERY_WAY)
def test_owner_walks_from_questions_to_the_sheet(open_context, script, device):
    viewport = PHONE if device == "phone" else DESKTOP
    page = open_context(viewport=viewport, java_script_enabled=script, reduced_motion="reduce").new_page()

    page.goto(reverse("incentives:match"))
    page.locator("#honour-specialized").select_option("早就持有")
    page.locator("#honour-little-giant").select_option("正在申报")
    unfold(page, PEOPLE)
    page.get_by_label("年龄（周岁）").fill("41")
    if page.get_by_role("button", name="看结果").is_visible():
        page.get_by_role("button", name="看结果").click()
    else:
        page.get_by_label("年龄（周岁）").press("Tab")
    page.get_by_text("年龄超出 1 岁").first.wait_for()
    assert "age=41" in page.url
    assert page.locator("#possible-title").inner_text().startswith("可能符合")
    assert page.get_by_text("200 万元").first.is_visible()

    page.goto(reverse("incentives:ladder"))
    page.get_by_label("我现在在").select_option("specialized")
    page.get_by_label("我的目标").select_option("champion-enterprise")
    page.get_by_role("button", name="查看奖励").click()
    stages = page.locator(".stages > li")
    stages.first.wait_for()
    assert stages.count() == 2
    assert "请不要自行相加" in page.locator("main").inner_text()

    page.goto(reverse("incentives:measure-list") + "?kind=loan")
    for title in ("普惠科创信贷产品", "人才创业投资基金"):
        page.get_by_label(f"对比“{title}”").check()
    page.get_by_role("button", name="对比所选").click()
    page.wait_for_url("**/compare/**")
    assert " 对 " in page.locator("h1").inner_text()
    assert page.get_by_text("科创E贷").count()  # folded on a phone

    page.goto(reverse("incentives:measure-detail", args=["inclusive-tech-loans"]))
    page.get_by_role("link", name="打印申报准备单").click()
    assert page.locator("h1").inner_text() == "普惠科创信贷产品"
    assert page.get_by_text("年利率是多少").is_visible()


def test_answers_refine_the_results_in_place(page):
    page.goto(reverse("incentives:match"))
    page.evaluate("window.stayed = true")
    unfold(page, PEOPLE)

    page.get_by_label("在哪里工作").select_option("none")
    page.locator("#fails-title").wait_for()

    assert page.evaluate("window.stayed")
    assert page.url.endswith("/match/?employer=none")
    assert page.get_by_label("在哪里工作").input_value() == "none"


def test_answer_taken_back_is_taken_back(page):
    page.goto(reverse("incentives:match"))
    unfold(page, PEOPLE)
    ticked = page.locator("#paid").get_by_label("专精特新中小企业")

    ticked.check()
    page.wait_for_url("**/match/?paid=specialized")
    page.get_by_label("在哪里工作").select_option("none")
    page.wait_for_url("**/match/?paid=specialized&employer=none")
    ticked.uncheck()
    page.wait_for_url("**/match/?employer=none")
    page.get_by_label("在哪里工作").select_option("rd_institution")
    page.wait_for_url("**/match/?employer=rd_institution")
    ticked.check()
    page.wait_for_url("**/match/?paid=specialized&employer=rd_institution")
    page.get_by_role("link", name="已经领过奖励的荣誉：专精特新中小企业").first.click()
    page.wait_for_url("**/match/?employer=rd_institution#results")
    assert not ticked.is_checked()
    page.get_by_role("link", name="全部清除").click()
    page.wait_for_url("**/match/")
    assert page.get_by_label("在哪里工作").input_value() == ""


def test_hint_comes_beside_its_question_without_a_new_page(page):
    page.goto(reverse("incentives:match"))
    unfold(page, "您的企业")

    page.get_by_label("今年主营业务收入（万元）").fill("60亿")
    page.locator("#passed").select_option("1000000")
    page.locator("#passed_last").select_option("500000")

    page.locator("#passed_last-hint").get_by_text("就不是首次超过").wait_for()


def test_link_to_a_question_opens_the_group_around_it(page):
    page.goto(reverse("incentives:match"))
    question = page.get_by_label("有博士学位吗")
    assert not question.is_visible()

    page.locator("#results").get_by_role("link", name="有博士学位吗").first.click()

    assert question.is_visible()


def test_ticking_for_comparison_leaves_the_list_as_it_is(page):
    page.goto(reverse("incentives:measure-list"))
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/measures/" in request.url else None)

    page.get_by_label("对比“企业梯次培育奖励”").check()
    page.wait_for_timeout(300)

    assert asked == []
    assert page.get_by_label("对比“企业梯次培育奖励”").is_checked()

    with page.expect_response("**/measures/?category=fiscal"):
        page.get_by_label("财政扶持").check()


def test_sheet_of_every_offer_is_one_printed_page(page):
    pages = {}

    for slug in Measure.objects.published().offers().values_list("slug", flat=True):
        page.goto(reverse("incentives:measure-sheet", args=[slug]))
        pages[slug] = len(A_PAGE.findall(page.pdf(prefer_css_page_size=True)))

    assert len(pages) >= 15
    assert {slug: number for slug, number in pages.items() if number != 1} == {}


def test_code_of_a_sheet_can_be_read_in_the_dark(page):
    page.emulate_media(color_scheme="dark")

    page.goto(reverse("incentives:measure-sheet", args=[Measure.objects.published().offers().first().slug]))

    colours = page.locator(".qr").evaluate(
        "code => [getComputedStyle(code).backgroundColor, getComputedStyle(code.querySelector('path')).stroke]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_results_print_without_the_form(page):
    page.goto(reverse("incentives:match") + "?age=41")

    page.emulate_media(media="print")

    assert not page.locator(".questions").is_visible()
    assert page.get_by_text("所填：年龄（周岁）：41 岁").is_visible()
    assert page.get_by_text("年龄超出 1 岁").first.is_visible()
