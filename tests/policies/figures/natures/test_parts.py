import pytest

from policies.figures.quantities import Nature
from policies.figures.read import read_figures


@pytest.mark.parametrize(
    "sentence",
    [
        "茶补分两期拨付，首期40%，验收后60%。",
        "奖金自评定起连续三年按30%平均兑现。",
        "开工后预拨30%，验收后拨付其余70%。",
        "补贴按季结算，先兑现八成，年底清算剩余两成。",
        "奖励资金由县、镇各承担50%。",
        "所需资金由茶厂自筹60%。",
        "奖励资金由茶厂和茶农按各50%的比例分享。",
        "茶机贷款利率不超过LPR+40BP。",
    ],
)
def test_shares_that_nobody_gets(sentence):
    figures = read_figures(sentence)

    assert figures
    assert all(figure.nature in (Nature.RATIO, Nature.COUNT, Nature.OTHER) for figure in figures)


@pytest.mark.parametrize("sentence", ["其余70%由镇里补贴。", "首年补贴80%，次年补贴50%。", "按工资的40%发放补贴。"])
def test_shares_that_are_given(sentence):
    assert all(figure.is_award for figure in read_figures(sentence))
