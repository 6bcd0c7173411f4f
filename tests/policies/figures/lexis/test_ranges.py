import pytest

from policies.figures.lexis.ranges import measures
from policies.figures.quantities import Bound


def only(text):
    (quantity,) = measures(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5万元-10万元", 50000, 100000),
        ("5万-10万元", 50000, 100000),
        ("5-10万元", 50000, 100000),
        ("5~10万元", 50000, 100000),
        ("5至10万元", 50000, 100000),
        ("五至十万元", 50000, 100000),
        ("5万（含）--10万元", 50000, 100000),
        ("5万元及以上至10万元", 50000, 100000),
        ("3%-5%", 3, 5),
        ("3-5%", 3, 5),
        ("百分之三至五", 3, 5),
        ("百分之三至百分之五", 3, 5),
        ("18-24岁", 18, 24),
        ("二到三个月", 2, 3),
    ],
)
def test_range_with_the_unit_on_one_end_or_both(text, low, high):
    quantity = only(text)

    assert (quantity.text, quantity.low, quantity.high, quantity.bound) == (text, low, high, Bound.RANGE)
    assert quantity.value is None


@pytest.mark.parametrize("text", ["10-5万元", "5年至10%", "0371-6700", "三年至五"])
def test_no_range(text):
    assert all(quantity.bound is Bound.EXACT for quantity in measures(text))


def test_a_list_shares_the_unit_of_its_last_member():
    assert [quantity.value for quantity in measures("给予30、20和5万元")] == [300000, 200000, 50000]
    assert [quantity.value for quantity in measures("按30、20%")] == [30, 20]


def test_an_item_number_takes_no_unit():
    assert [quantity.unit for quantity in measures("2、50万元")] == ["", "元"]
    assert [quantity.unit for quantity in measures("第2、3条")] == ["", "条"]


@pytest.mark.parametrize("text", ["奖励50万", "50万奖励", "奖励10万-50万"])
def test_yuan_may_be_left_out_beside_words_of_giving(text):
    assert only(text).unit == "元"


def test_yuan_is_not_guessed_elsewhere():
    assert only("人口50万").unit == ""


@pytest.mark.parametrize(
    ("text", "low", "high"), [("5万以上8万元以下", 50000, 80000), ("5万元（含）以上8万元以内", 50000, 80000)]
)
def test_a_range_of_two_sides(text, low, high):
    quantity = only(text)

    assert (quantity.text, quantity.low, quantity.high, quantity.bound) == (text, low, high, Bound.RANGE)


def test_two_bounds_that_a_comma_parts_are_two():
    assert [quantity.value for quantity in measures("5万元以上、8万元以下")] == [50000, 80000]


def test_yuan_left_out_twice():
    assert [quantity.unit for quantity in measures("金叶奖励5万，银叶3万。")] == ["元", "元"]
    assert [quantity.unit for quantity in measures("奖励5万，惠及人口3万。")] == ["元", ""]


@pytest.mark.parametrize("joint", ["和", "与", "及"])
def test_between_two_sums(joint):
    (quantity,) = measures(f"介于5万元{joint}10万元之间的")

    assert (quantity.low, quantity.high, quantity.bound) == (50000, 100000, Bound.RANGE)


def test_yuan_left_out_of_two_bounds():
    low, high = measures("贷款5万以上、20万以下")

    assert (low.unit, high.unit, high.high) == ("元", "元", 200000)
