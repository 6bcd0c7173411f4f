import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

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


def test_no_token_is_needed():
    assert Client(enforce_csrf_checks=True).post(PAGE, {"text": "好"}).status_code == 200
