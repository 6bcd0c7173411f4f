"""A word of giving governs a figure only over words that are understood."""

import pytest

from policies.figures.natures.giving import governs
from policies.figures.quantities import Nature
from policies.figures.read import read_figures


@pytest.mark.parametrize(
    "words",
    ["", "标准为每人每月", "采茶合作社", "烘干坊", "最高不超过", "购机费", "设备款的", "总额由\ue000提高到", "第一年"],
)
def test_a_word_of_giving_reaches_over(words):
    assert governs(words)


@pytest.mark.parametrize("words", ["盘子约", "资金池", "对象控制在", "政策退出后约", "款并加收"])
def test_a_word_of_giving_does_not_reach_over(words):
    assert not governs(words)


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("全年茶补盘子约700万元，按月投放。", Nature.OTHER),
        ("茶机补贴700元的政策退出。", Nature.OTHER),
        ("明年起，雇工每人600元的补贴政策退出。", Nature.OTHER),
        ("已入低保的，每月500元补贴不叠加享受。", Nature.OTHER),
        ("茶企奖励6万元，由镇里发放。", Nature.AWARD),
        ("每个茶种支持70万元。", Nature.AWARD),
        ("给予茶园保费补贴，比例70%，上限3万元。", Nature.AWARD),
        ("机采茶园每亩再补，加码奖励90元。", Nature.AWARD),
        ("每多售茶70万元，补贴增加6000元。", Nature.AWARD),
        ("验收后即可到账7万元。", Nature.AWARD),
    ],
)
def test_what_is_said_of_a_gift(sentence, nature):
    figures = [figure for figure in read_figures(sentence) if figure.unit in ("元", "%")]

    assert (figures[-1] if "增加" in sentence else figures[0]).nature is nature
