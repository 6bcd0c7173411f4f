import pytest

from policies.figures.quantities import Approximation, Bound
from policies.figures.read import read_figures


def only(text):
    (figure,) = read_figures(text)
    return figure


@pytest.mark.parametrize(
    "text",
    [
        "最高5万元",
        "最高可补助5万元",
        "最高额度提高至5万元",
        "不超过5万元",
        "不得超过人民币5万元",
        "奖励最高不超过5万元",
        "不高于5万元",
        "额度上限（5万元）",
        "5万元以内",
        "5万元以下",
        "5万元封顶",
        "以5万元为限",
        "最多不超过标准额度的5万元",
    ],
)
def test_cap(text):
    figure = only(text)

    assert (figure.bound, figure.low, figure.high, figure.exclusive) == (Bound.CAP, None, 50000, False)
    assert figure.value == 50000
    assert figure.bound_words


@pytest.mark.parametrize(
    "text",
    ["不低于5万元", "不少于5万元", "5万元以上", "5万元（含）以上", "5万元及以上", "至少5万元", "高于（含）5万元"],
)
def test_floor(text):
    figure = only(text)

    assert (figure.bound, figure.low, figure.high, figure.exclusive) == (Bound.FLOOR, 50000, None, False)


@pytest.mark.parametrize(
    ("text", "bound"),
    [("超过5万元", Bound.FLOOR), ("高于5万元", Bound.FLOOR), ("不足5万元", Bound.CAP), ("低于5万元", Bound.CAP)],
)
def test_exclusive_bound(text, bound):
    figure = only(text)

    assert (figure.bound, figure.exclusive) == (bound, True)


@pytest.mark.parametrize(
    ("text", "approximation"),
    [
        ("约5万元", Approximation.ABOUT),
        ("5万元左右", Approximation.ABOUT),
        ("近5万元", Approximation.NEARLY),
        ("超5万元", Approximation.OVER),
        ("5万余元", Approximation.OVER),
        ("5万元", Approximation.NONE),
        ("近3年", Approximation.NONE),
    ],
)
def test_approximation(text, approximation):
    assert only(text).approximation is approximation


@pytest.mark.parametrize(
    "text",
    ["最高等级补贴5万元", "最高的企业补贴5万元", "当地最低工资以外补贴5万元", "园区内补贴5万元", "5万元内部转账"],
)
def test_no_bound(text):
    assert only(text).bound is Bound.EXACT


def test_one_cap_governs_a_list():
    figures = read_figures("最高30万元、20万元和10万元")

    assert [figure.bound for figure in figures] == [Bound.CAP] * 3


def test_each_member_has_its_own_cap_before_the_lists():
    figures = read_figures("给予最高30万元、最低10万元补贴")

    assert [figure.bound for figure in figures] == [Bound.CAP, Bound.FLOOR]


def test_a_cap_reaches_over_a_bracketed_figure_but_over_no_other():
    bracketed, share = read_figures("不超过限额（60万元）之和的120%")
    people, sum_ = read_figures("不超过3人的团队补贴8万元")

    assert (bracketed.bound, share.bound) == (Bound.CAP, Bound.CAP)
    assert (people.bound, sum_.bound) == (Bound.CAP, Bound.EXACT)


def test_range_keeps_both_ends():
    figure = only("最高5万元至8万元")

    assert (figure.bound, figure.low, figure.high) == (Bound.RANGE, 50000, 80000)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每人每月300元", ("每人", "每月")),
        ("每家企业补贴300元", ("每企业",)),
        ("补贴300元每年", ("每年",)),
        ("补贴300元/人", ("每人",)),
        ("补贴300元", ()),
    ],
)
def test_per(text, per):
    assert only(text).per == per


def test_each_member_of_a_list_has_its_own_per():
    yearly, monthly = read_figures("每年补贴300元，每月补贴20元")

    assert (yearly.per, monthly.per) == (("每年",), ("每月",))


def test_a_cap_behind_a_comma_is_not_for_one_of_something():
    each, cap = read_figures("每吨补助200元，最高20万元。")

    assert (each.per, cap.per) == (("每吨",), ())


def test_one_off():
    assert only("一次性补贴300元").one_off
    assert only("给予300元一次性补贴").one_off
    assert not only("一次性投入300元").one_off


@pytest.mark.parametrize("text", ["最高10余万元", "不超过10多万元", "最高十几万元", "10余万元以内"])
def test_a_cap_that_is_more_than_a_number_is_not_capped_at_that_number(text):
    (figure,) = read_figures(text)

    assert (figure.low, figure.high, figure.bound) == (100000, 100000, Bound.EXACT)
    assert figure.approximation is Approximation.OVER


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("≥5万元", "≥"),
        ("≧5万元", "≥"),
        (">=5万元", "≥"),
        ("＞5万元", ">"),
        ("＜5万元", "<"),
        ("≤5万元", "≤"),
        ("大于等于5万元", "≥"),
        ("达到或超过5万元", "≥"),
        ("超过5万元", ">"),
        ("超过（含）5万元", "≥"),
        ("低于（不含）5万元", "<"),
        ("5万元以上（不含本数）", ">"),
        ("5万元（含）以上", "≥"),
        ("5万元以下（不含）", "<"),
        ("未达到5万元", "<"),
        ("5万元至8万元", "–"),
        ("5万元", "="),
    ],
)
def test_comparison(text, comparison):
    assert only(text).comparison == comparison


def test_two_bounds_of_one_thing_are_two_thresholds():
    low, high, _ = read_figures("高于5万元但不超过8万元的茶机订单，按订单额的9%奖励茶厂。")

    assert (low.comparison, low.nature, high.comparison, high.nature) == (">", "threshold", "≤", "threshold")


def test_a_bound_written_before_what_it_limits():
    low, high = read_figures("5万元≤投资额<9万元")

    assert (low.low, low.high, low.exclusive) == (50000, None, False)
    assert (high.low, high.high, high.exclusive) == (None, 90000, True)


def test_a_bound_for_one_of_something():
    (figure,) = read_figures("投资强度高于每亩30万元")

    assert (figure.bound, figure.exclusive) == (Bound.FLOOR, True)


def test_reaching_holds_for_every_threshold_of_a_list():
    figures = read_figures("茶企年产值达到300万元、700万元和900万元，依次得3万元、6万元、8万元奖励")

    assert [(one.bound, one.low, one.high) for one in figures[:3]] == [
        (Bound.FLOOR, 3_000_000, None),
        (Bound.FLOOR, 7_000_000, None),
        (Bound.FLOOR, 9_000_000, None),
    ]
    assert {one.bound for one in figures[3:]} == {Bound.EXACT}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("挂牌后的三年里，每年按大小两档分别补助茶园3万元、5万元", "每年"),
        ("对每年评出的三个茶园给予5万元奖励", ""),
    ],
)
def test_period_may_stand_before_what_is_given(text, period):
    assert {one.period for one in read_figures(text) if one.is_award} == {period}
