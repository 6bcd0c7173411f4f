import logging
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter

from incentives.enums import Kind
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = reverse("incentives:check")


@pytest.fixture
def award():
    measure = factories.measure(kind=Kind.SUBSIDY, title="灯塔工厂奖励", promise="评上灯塔工厂得奖励")
    factories.subsidy_tier(measure, 700_000, label="灯塔工厂")
    return measure


def test_the_text_is_answered_in_place_and_leaves_no_trace(client, award):
    answer = client.post(PAGE, {"text": "您好！\r\n灯塔工厂奖励90万元。<b>茶话会</b>票价30元。"})

    page = answer.content.decode()
    assert answer.status_code == 200
    for words in ("✗ 不符", "70 万元", award.get_absolute_url(), "○ 未收录", "内容版本"):
        assert words in page
    assert "✗ 不符 1 句，○ 未收录 1 句" in re.sub(r"，\s+", "，", page)
    assert "<b>茶话会" not in page
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-store"


def test_a_text_file_may_be_sent(client, award):
    file = SimpleUploadedFile("稿.txt", "灯塔工厂奖励70万元".encode("utf-8-sig"))

    assert "✓ 相符" in client.post(PAGE, {"file": file}).content.decode()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": "  "}, "请粘贴"),
        ({"text": "字" * 7000}, "文字太长"),
        ({"file": SimpleUploadedFile("a.txt", b"\xff\xfe\xfa")}, "读不出文字"),
        ({"file": SimpleUploadedFile("b.txt", b"a" * 20_001)}, "文字太长"),
        ({"text": "字" * 400_000}, "文字太长"),
    ],
)
def test_what_cannot_be_checked_is_told(client, values, said):
    answer = client.post(PAGE, values)

    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_more_statements_than_are_answered_is_told(client):
    page = client.post(PAGE, {"text": "3家。" * 1500}).content.decode()

    assert "只核对了前 800 句" in page


def test_a_text_without_statements_is_told(client):
    page = client.post(PAGE, {"text": "大家好"}).content.decode()

    assert "没有可核对的句子" in page


def test_no_token_is_needed():
    assert Client(enforce_csrf_checks=True).post(PAGE, {"text": "好"}).status_code == 200


def test_candidates_and_notes_are_shown(client, award):
    other = factories.measure(kind=Kind.SUBSIDY, title="金蜂企业奖励", promise="评上金蜂企业得奖励")
    factories.subsidy_tier(other, 700_000, label="金蜂企业")

    page = client.post(PAGE, {"text": "只要交材料就能拿到70万元。登塔工厂奖励70万元。"}).content.decode()

    assert "没写明是哪一项，可能是" in page
    assert "“登塔工厂”按“灯塔工厂”核对" in page


@pytest.mark.parametrize("address", [PAGE, "/api/v1/check"])
def test_nothing_of_the_text_is_logged_kept_or_set(client, award, caplog, address, settings):
    caplog.set_level(logging.DEBUG)
    for level in (logging.root, logging.getLogger("django"), logging.getLogger("django.request")):
        caplog.set_level(logging.DEBUG, level.name)
    settings.DEBUG = False
    secret = "灯塔工厂奖励90万元，紫云英七号"

    json = address != PAGE
    kind = {"content_type": "application/json"} if json else {}
    for text in (secret, secret * 900):  # answered, and refused
        answer = client.post(address, {"text": text}, **kind)
        assert answer["Cache-Control"] == "private, no-store" or answer.status_code == 400
        assert not answer.cookies
    client.get(PAGE)

    assert "紫云英" not in caplog.text
    assert not client.cookies


@pytest.mark.parametrize("address", [PAGE, "/api/v1/check"])
def test_an_error_report_does_not_hold_the_text(client, caplog, monkeypatch, address):
    def broken(*arguments):
        raise RuntimeError("out of order")

    monkeypatch.setattr("incentives.pages.check.check", broken)
    monkeypatch.setattr("incentives.opendata.api.check.check", broken)
    client.raise_request_exception = False
    kind = {"content_type": "application/json"} if address != PAGE else {}

    answer = client.post(address, {"text": "紫云英七号奖励90万元"}, **kind)

    assert answer.status_code == 500
    assert "紫云英" not in answer.content.decode()
    (record,) = [one for one in caplog.records if one.levelno >= logging.ERROR]
    report = ExceptionReporter(record.request, *record.exc_info)
    assert "out of order" in report.get_traceback_text()
    for shown in (report.get_traceback_text(), report.get_traceback_html(), caplog.text):
        assert "紫云英" not in shown
