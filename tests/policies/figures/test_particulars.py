import pytest

from policies.figures.read import read_figures


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("茶企年营业收入达到700万元的，奖励8万元。", ["营业收入", ""]),
        ("茶厂年产值首次突破1亿元的，奖励8万元。", ["产值", ""]),
        ("年纳税50万元以上的茶企，奖励2万元。", ["入库税收", ""]),
        ("对总投资900万元以上的茶园，按5%补助。", ["投资额", ""]),
        ("研发费用占比不低于3%且营收不低于400万元的茶企，奖励2万元。", ["研发投入强度", "营业收入", ""]),
        ("产值1亿元以上的，奖励2万元；5亿元以上的，奖励6万元。", ["产值", "", "产值", ""]),
        ("超过60万元部分不再补贴。", [""]),
    ],
)
def test_measure_of_a_threshold(sentence, measures):
    assert [figure.measure for figure in read_figures(sentence)] == measures


@pytest.mark.parametrize(
    ("sentence", "base"),
    [
        ("按购机款的20%给予补贴。", "购机款"),
        ("按茶园改造投入15%补助。", "茶园改造投入"),
        ("给予设备款5%、最高9万元的补助。", "设备款"),
        ("补贴20%。", ""),
        ("占比20%。", ""),
    ],
)
def test_base_of_a_rate(sentence, base):
    assert read_figures(sentence)[0].base == base


@pytest.mark.parametrize(
    ("sentence", "cap"),
    [
        ("按购机款的20%给予补贴，每家最高9万元。", 90000),
        ("给予设备款5%、最高9万元的补助。", 90000),
        ("按购机款的20%给予补贴；每家最高9万元。", None),
        ("按购机款的20%给予补贴，另奖励9万元。", None),
        ("首年补贴80%，次年补贴50%，最高9万元。", None),
        ("按购机款的20%给予补贴，每年最高9万元。", None),
    ],
)
def test_cap_of_a_rate(sentence, cap):
    assert read_figures(sentence)[0].cap == cap


def test_first_time():
    threshold, award, other = read_figures("产值首次突破1亿元的，奖励8万元；获评茶王的，奖励3万元。")

    assert (threshold.first_time, award.first_time, other.first_time) == (True, True, False)
