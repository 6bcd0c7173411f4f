import pytest

from policies.figures.quantities import Nature
from policies.figures.read import read_figures


@pytest.mark.parametrize(
    "sentence",
    [
        "镇财政每年统筹80万元，用于支持茶产业。",
        "镇里每年拿出20万元设立茶王奖励资金。",
        "年度茶补资金总额控制在90万元以内。",
        "全镇每年奖励总额不超过90万元。",
        "县里下达我镇茶园补助资金60万元。",
        "茶补资金实行总量控制，全年兑现不超过50万元。",
        "茶王赛总奖金池30万元。",
        "今年茶技改专项资金额度为40万元，先到先得。",
        "各村按每年不少于3万元的标准列支茶补经费。",
        "所需资金40万元纳入年度财政预算。",
        "发放茶叶消费券总额60万元。",
    ],
)
def test_what_is_set_aside_for_all_is_no_award(sentence):
    (figure,) = read_figures(sentence)

    assert figure.nature is Nature.FUND


@pytest.mark.parametrize(
    "sentence",
    [
        "单个茶厂每年奖励总额不超过9万元。",
        "对获评茶王的企业，镇财政安排9万元奖励资金。",
        "每年发放补贴600元/人。",
        "每户每年安排补助600元。",
    ],
)
def test_what_one_can_get_is_no_fund(sentence):
    (figure,) = read_figures(sentence)

    assert figure.is_award


def test_the_most_of_a_rate_by_area_is_no_fund():
    by_area, most = read_figures("可按20元/平方米·月且每年总额不超过9万元的标准，给予茶店租房补贴。")

    assert (by_area.paid_for, by_area.period) == ("平方米", "每月")
    assert (by_area.is_award, most.is_award) == (True, True)


def test_a_size_that_is_reached_is_no_fund():
    size, award = read_figures("茶业投资资金规模达到900万元的，奖励9万元。")

    assert (size.nature, award.nature) == (Nature.THRESHOLD, Nature.AWARD)


def test_a_heading_says_what_the_money_is():
    (figure,) = read_figures("每年60万元，由镇财政列支。", before="茶补资金规模：")

    assert figure.nature is Nature.FUND


def test_the_most_of_what_was_given_is_no_fund():
    rate, most = read_figures("按建园成本的50%给予茶农补贴，总计至多8万元。")

    assert rate.is_award
    assert most.is_award


def test_a_total_of_the_enterprise_is_no_fund():
    (figure,) = read_figures("茶企上年度纳税总额不少于5万元。")

    assert figure.nature is Nature.THRESHOLD
