import pytest

from policies.figures.quantities import Nature
from policies.figures.read import read_figures


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("去年全镇发放茶补210万元。", Nature.OUTCOME),
        ("上半年已拨付茶补90万元。", Nature.OUTCOME),
        ("一季度，发放茶补60万元。", Nature.OUTCOME),
        ("茶节期间共投放50万元茶补贴。", Nature.OUTCOME),
        ("茶农户均获补贴320元。", Nature.OUTCOME),
        ("茶博会拉动消费3000万元。", Nature.OUTCOME),
        ("计划投放茶贷6000万元。", Nature.TARGET),
        ("全年争取上级补助资金50万元。", Nature.TARGET),
        ("预计每年为茶农节省开支30万元。", Nature.TARGET),
    ],
)
def test_money_that_is_past_or_planned(sentence, nature):
    *_, figure = read_figures(sentence)

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


def test_a_rate_to_be_reached_some_day_is_a_target():
    *_, rate = read_figures("到2031年，茶补比例提升至60%。")

    assert rate.nature is Nature.TARGET


def test_results_in_a_list_under_their_heading():
    (figure,) = read_figures("兑现茶补230万元。", before="五、工作成效")

    assert figure.nature is Nature.OUTCOME


@pytest.mark.parametrize(
    "sentence", ["带动茶农100户以上的合作社，补助5万元。", "单位产品能耗下降＞8%的茶厂，奖励5万元。"]
)
def test_what_an_enterprise_has_done_is_no_result(sentence):
    assert read_figures(sentence)[-1].is_award


def test_service_is_a_thing_counted_or_a_thing_done():
    (items,) = read_figures("改革包括：精简窗口服务15项。")
    (firms,) = read_figures("组织专家服务15家企业。")

    assert (items.nature, firms.nature) == (Nature.COUNT, Nature.OUTCOME)
