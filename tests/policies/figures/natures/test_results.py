import pytest

from policies.figures.quantities import Nature
from policies.figures.read import read_figures


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("去年全镇发放茶补210万元。", Nature.OUTCOME),
        ("上半年已拨付茶补90万元。", Nature.OUTCOME),
        ("计划投放茶贷6000万元。", Nature.TARGET),
        ("预计每年为茶农节省开支30万元。", Nature.TARGET),
    ],
)
def test_money_that_is_past_or_planned(sentence, nature):
    (figure,) = read_figures(sentence)

    assert figure.nature is nature


def test_a_condition_in_the_past_is_no_result():
    (figure,) = read_figures("对去年入社的茶农，一次性发放500元补贴。")

    assert figure.is_award


def test_a_fall_that_is_asked_for_is_no_result():
    threshold, award = read_figures("对能耗下降≥4%的茶厂补助6万元。")

    assert (threshold.nature, award.nature) == (Nature.THRESHOLD, Nature.AWARD)


@pytest.mark.parametrize(
    ("heading", "nature"),
    [("二、主要目标", Nature.TARGET), ("一、工作成效", Nature.OUTCOME), ("三、其他", Nature.OTHER)],
)
def test_a_heading_says_what_stands_below(heading, nature):
    (figure,) = read_figures("茶叶产值60亿元。", before=heading)

    assert figure.nature is nature


def test_service_is_a_thing_counted_or_a_thing_done():
    (items,) = read_figures("改革包括：精简窗口服务15项。")
    (firms,) = read_figures("组织专家服务15家企业。")

    assert (items.nature, firms.nature) == (Nature.COUNT, Nature.OUTCOME)
