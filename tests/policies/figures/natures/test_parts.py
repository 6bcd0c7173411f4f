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
        "茶企培育补助，立项后拨付50%，中期后拨付30%。",
        "启动时支付20%，中期支付50%。",
        "奖励金额首年兑付六成，次年四成。",
        "预付补助的50%，其余据实结算。",
        "镇企两方按1：1比例共同承担奖励资金。",
        "茶厂投入与镇里资助比例为3：1以上的方可申报。",
        "不良率控制在2%以内。",
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


@pytest.mark.parametrize(
    "sentence",
    ["其余70%由镇里补贴。", "首年补贴80%，次年补贴50%。", "按工资的40%发放补贴。", "垫付后，剩余70%由镇里补助。"],
)
def test_shares_that_are_given(sentence):
    assert all(figure.is_award for figure in read_figures(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "奖励茶厂50万元，认定当年兑现20万元，次年兑现30万元。",
        "补助100万元，首笔拨付60万元，余款40万元验收后拨付。",
    ],
)
def test_parts_of_the_sum_before(sentence):
    whole, *parts = read_figures(sentence)

    assert whole.is_award
    assert not any(part.is_award for part in parts)


def test_sums_of_different_years_are_awards_without_a_sum_before():
    figures = read_figures("留任满三年发5万元，满五年再发6万元奖金。")

    assert [figure.text for figure in figures if figure.is_award] == ["5万元", "6万元"]
