"""Columns left blank although the sentence states what belongs there."""

import dataclasses

import pytest

from incentives.evidence.claims import Claim, Reach, Tick
from incentives.evidence.rules import expected
from incentives.evidence.rules.blanks import check_blank
from tests.incentives.evidence.made_up import PAIRED, claim, sum_of

GRANT = "遴选40岁以下的青竹人才，给予10万元资助，按投入的30%给予补贴；对榕树企业给予3万元奖励。"
REVENUE = "对年营业收入超过5亿元的榕树企业给予20万元奖励；对竹编企业给予3万元奖励。"
LOAN = "青竹贷额度最高500万元，年利率3.5%，期限12个月，设置20%投资损失允许率。"


def blank(text, column, name, of=None, rivals=(), **values) -> str:
    one = dataclasses.replace(claim(text, None, name, **values), blank=column, name=name, of=of)
    finding = check_blank(one, rivals)
    return finding.stated if finding else ""


def test_sum_of_the_row():
    assert "10万元" in blank(GRANT, expected.BLANK_SUM, "青竹人才")
    assert "50万元" in blank(PAIRED, expected.BLANK_SUM, "青竹企业")
    assert blank(GRANT, expected.BLANK_SUM, "园区用地") == ""


def test_sum_that_another_row_shows_is_not_asked_for():
    rival: Claim = claim(GRANT, sum_of(100_000), "青竹人才")

    assert blank(GRANT, expected.BLANK_SUM, "青竹人才", rivals=(rival,)) == ""


@pytest.mark.parametrize(
    ("text", "column", "name", "of", "found"),
    [
        (GRANT, expected.BLANK_AGE, "青竹人才资助", sum_of(100_000), "40岁"),
        (GRANT, expected.BLANK_AGE, "榕树企业奖励", sum_of(30_000), ""),
        (REVENUE, expected.BLANK_LINE, "榕树企业奖励", sum_of(200_000), "5亿元"),
        (REVENUE, expected.BLANK_LINE, "竹编企业奖励", sum_of(30_000), ""),
        (PAIRED, expected.BLANK_AGE, "青竹企业", sum_of(500_000), ""),
    ],
)
def test_figure_beside_the_row_s_sum(text, column, name, of, found):
    stated = blank(text, column, name, of)

    assert found in stated
    assert bool(stated) is bool(found)


@pytest.mark.parametrize("column", expected.BLANKS_OF_A_LOAN)
def test_terms_of_a_product(column):
    part, figure = expected.BLANKS_OF_A_LOAN[column]

    stated = blank(LOAN, figure, "青竹贷", part=part)

    assert stated.endswith("本行没有填") is (column != "invest_share_min_percent")
    assert blank(LOAN, figure, "谷粒债", part=part) == ""


def test_number_of_items():
    assert "8项" in blank("直接取消审批8项，审批改为备案7项。", expected.BLANK_ITEMS, "直接取消审批")


def test_tick_is_looked_for_in_the_part_that_speaks_of_the_row():
    silent = (Tick(words=("首次",), label="限首次", value=None, reach=Reach.OWN),)
    text = "对首次上规的企业按规定奖励；对榕树园按规定支持。"

    assert "原文写明“首次”" in blank(text, expected.BLANK_SUM, "首次上规企业", ticks=silent)
    assert blank(text, expected.BLANK_SUM, "榕树园支持", ticks=silent) == ""


def test_without_text_nothing_is_asked_for():
    assert blank("", expected.BLANK_SUM, "青竹人才") == ""


def test_share_in_another_part_of_the_sentence_is_not_this_row_s():
    text = "工坊请人看过竹编图样的，得20万元资助；照着图样翻新竹编的，得花费30%的资助。"

    assert "30%" in blank(text, expected.BLANK_RATE, "照着图样翻新竹编")
    assert blank(text, expected.BLANK_RATE, "请人看过竹编图样") == ""


def test_percentage_points_are_no_share():
    assert blank("对青竹人才多补助3个百分点。", expected.BLANK_RATE, "青竹人才") == ""
