import json

import pytest
from django.core.management import CommandError, call_command

from incentives.enums import Kind
from tests import factories

pytestmark = pytest.mark.django_db


def said(capsys, *arguments):
    call_command("check_text", *arguments)
    return capsys.readouterr().out


def test_a_file_is_held_against_the_sources(tmp_path, capsys):
    measure = factories.measure(kind=Kind.SUBSIDY, title="灯塔工厂奖励", promise="评上灯塔工厂得奖励")
    factories.subsidy_tier(measure, 700_000, label="灯塔工厂")
    file = tmp_path / "稿.txt"
    file.write_text("灯塔工厂奖励90万元\n灯塔工厂奖励70万元\n茶话会票价30元", encoding="utf-8")

    text = said(capsys, file)
    told = json.loads(said(capsys, file, "--format", "json"))["statements"]

    assert "✗ 不符：灯塔工厂奖励90万元" in text
    assert "70 万元" in text
    assert [one["verdict"] for one in told] == ["differs", "agrees", "not_covered"]
    assert [one["measure"] for one in told] == [measure.slug, measure.slug, None]


@pytest.mark.parametrize("content", [b"\xff\xfa", b"a" * 20_001])
def test_what_cannot_be_read_is_refused(tmp_path, content):
    file = tmp_path / "x.txt"
    file.write_bytes(content)

    with pytest.raises(CommandError):
        call_command("check_text", file)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(CommandError, match="读不了"):
        call_command("check_text", tmp_path / "none.txt")
