import pytest

from policies.figures.lexis import each
from policies.figures.read import read_figures


@pytest.mark.parametrize(
    ("text", "per", "paid_for", "period"),
    [
        ("40元/亩", ("每亩",), "亩", ""),
        ("12元/平方米·月", ("每平方米", "每月"), "平方米", "每月"),
        ("12元/㎡/月", ("每㎡", "每月"), "平方米", "每月"),
        ("12元/m²·月", ("每m²", "每月"), "平方米", "每月"),
        ("90元/（人·天）", ("每人", "每天"), "人", "每天"),
        ("每车次补贴700元", ("每车次",), "车次", ""),
        ("700元/人月", ("每人", "每月"), "人", "每月"),
        ("30元/竹筐/月", ("每竹筐", "每月"), "竹筐", "每月"),
        ("0.4元/千瓦时补贴茶厂", ("每千瓦时",), "千瓦时", ""),
        ("补贴2万/家", ("每家",), "家", ""),
        ("700元/炉", ("每炉",), "炉", ""),
        ("每人每年补贴700元", ("每人", "每年"), "人", "每年"),
        ("每人/年补贴700元", ("每人", "每年"), "人", "每年"),
        ("每平米每月补贴7元", ("每平米", "每月"), "平方米", "每月"),
        ("每个项目补贴700元", ("每项目",), "项目", ""),
        ("每家企业补贴700元", ("每企业",), "家", ""),
        ("每新增企业奖励700元", ("每企业",), "家", ""),
        ("补贴700元每人每月", ("每人", "每月"), "人", "每月"),
        ("一次性补贴700元", (), "", "一次性"),
        ("补贴700元", (), "", ""),
    ],
)
def test_what_a_sum_is_for_one_of(text, per, paid_for, period):
    (figure,) = read_figures(text)

    assert (figure.per, figure.paid_for, figure.period) == (per, paid_for, period)


@pytest.mark.parametrize("text", ["每标准段", "每年底", "每月初", "每人均"])
def test_words_that_begin_like_a_thing(text):
    assert each.before_figure(text) == ()


def test_a_slash_before_what_is_no_thing_is_left():
    assert each.after_slash("元/10亩", 1) == ((), 1)
