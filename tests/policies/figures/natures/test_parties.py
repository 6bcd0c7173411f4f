"""Who gives and who receives decide whether a sum is an award."""

import pytest

from policies.figures.quantities import Nature
from policies.figures.read import read_figures


@pytest.mark.parametrize(
    "sentence",
    [
        "采茶公司每月支付采工食宿费900元。",
        "茶业平台向骑手发放清凉费每月180元。",
        "由茶厂垫付样品费700元。",
        "茶商让利300元、再打折。",
        "收茶平台免收佣金，并发放6000元流量券。",
        "茶厂须按工资总额的7%计提教育费。",
        "茶农应缴存押金500元。",
    ],
)
def test_what_a_private_party_gives_is_no_award(sentence):
    assert not any(figure.is_award for figure in read_figures(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "首次上规的茶企一次性奖励6万元。",
        "对收购鲜叶的茶厂发放补贴7万元。",
        "茶厂的检测费由镇财政承担60%，并发放奖金3万元。",
        "采工培训费茶厂先出900元，结业后镇政府返600元。",
        "镇财政承担茶机贷款利息的70%。",
        "茶厂先行垫付设计费，验收后政府承担40%。",
        "全镇茶室的房租由园区全额兜底。",
    ],
)
def test_what_a_public_body_gives_is_an_award(sentence):
    assert read_figures(sentence)[-1].is_award


def test_what_a_public_body_receives_is_a_fund():
    (figure,) = read_figures("县级专项补助我镇茶园资金80万元。")

    assert figure.nature is Nature.FUND


@pytest.mark.parametrize(
    "sentence",
    [
        "经查实冒领茶补的，除退回外并处冒领额一倍罚款，最高2万元。",
        "未交回的，收取押金，每户300元。",
    ],
)
def test_no_award_goes_on_behind_what_is_taken(sentence):
    assert not any(figure.is_award for figure in read_figures(sentence))
