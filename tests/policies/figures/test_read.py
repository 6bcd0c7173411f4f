from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policies.figures.lexis import numerals
from policies.figures.quantities import Approximation, Bound, FigureKind, Nature
from policies.figures.read import read_figures
from tests.policies.figures.written import spelled, written


def test_a_whole_sentence():
    sentence = (
        "自2031年起，对年产值首次超过７００万元的茶企，一次性给予 8 万元奖励，并按购机款的15％补贴，每家最高30万元。"
    )

    year, turnover, award, rate, cap = read_figures(sentence)

    assert year.kind is FigureKind.DATE
    assert (turnover.text, turnover.low, turnover.exclusive) == ("７００万元", 7000000, True)
    assert turnover.nature is Nature.THRESHOLD
    assert (award.text, award.value, award.unit, award.one_off) == ("8 万元", 80000, "元", True)
    assert award.is_award
    assert (rate.value, rate.unit, rate.nature) == (Decimal(15), "%", Nature.AWARD)
    assert (cap.bound, cap.high, cap.per) == (Bound.CAP, 300000, ("每家",))


def test_digits_of_a_date_are_not_read_again():
    assert [figure.kind for figure in read_figures("2031-05-06发布")] == [FigureKind.DATE]


def test_figures_are_frozen():
    (figure,) = read_figures("8万元")

    with pytest.raises(FrozenInstanceError):
        figure.low = 0


def test_the_words_before_yield_no_figures():
    assert [figure.text for figure in read_figures("每户8万元", before="去年补贴5万元")] == ["8万元"]


@pytest.mark.parametrize("sentence", ["", " ", "茶香四溢", "。，；"])
def test_nothing_to_read(sentence):
    assert read_figures(sentence) == []


def test_a_threshold_that_is_reached_is_a_floor():
    threshold, award = read_figures("茶企产值首次达到700万元的，奖励8万元。")

    assert (threshold.bound, threshold.exclusive, threshold.low, threshold.high) == (Bound.FLOOR, False, 7000000, None)
    assert award.bound is Bound.EXACT


def test_a_result_that_is_reached_stays_a_number():
    *_, output = read_figures("2031年，我镇茶叶产值达到12亿元。")

    assert output.bound is Bound.EXACT


def test_a_table_run_together_is_read_but_not_judged():
    figures = read_figures("补贴9万元，" * 700)

    assert len(figures) == 700
    assert not any(figure.is_award for figure in figures)


# -- Round trips ---------------------------------------------------------------------------------------------------

sums = st.integers(min_value=1, max_value=10**9)


def respaced(text, spaced):
    return " ".join(text) if spaced else text


@given(sums, st.booleans())
def test_a_sum_in_digits_round_trips(value, spaced):
    (figure,) = read_figures(f"给予{respaced(numerals.short(value) + '元', spaced)}奖励")

    assert (figure.value, figure.unit, figure.nature) == (value, "元", Nature.AWARD)


@given(st.integers(min_value=11, max_value=10**9))
def test_a_sum_in_numerals_round_trips(value):
    (figure,) = read_figures(f"给予{spelled(value)}元奖励")

    assert figure.value == value


@given(sums.map(lambda value: value * 10**4), st.integers(min_value=1, max_value=99), st.sampled_from("—-－~～至"))
def test_a_range_round_trips(low, more, dash):
    high = low + more * 10**4
    (figure,) = read_figures(f"给予{low // 10**4}{dash}{high // 10**4}万元奖励")

    assert (figure.low, figure.high, figure.bound) == (low, high, Bound.RANGE)


@given(st.decimals(min_value="0.1", max_value="100", places=1), st.sampled_from("%％"))
def test_a_percent_round_trips(value, sign):
    (figure,) = read_figures(f"按投入的{value}{sign}给予补贴")

    assert (figure.value, figure.unit) == (value, "%")


FORMS = ["{}", "不超过{}", "不低于{}", "超过{}", "低于{}"]
UNITS = ["元", "万元", "亿元", "家", "项", "%", "个月", "平方米"]


@given(st.sampled_from(FORMS), st.integers(min_value=1, max_value=9999), st.sampled_from(UNITS))
def test_text_to_value_to_text_to_value(form, number, unit):
    (figure,) = read_figures(form.format(f"{number}{unit}"))
    (again,) = read_figures(written(figure))

    assert (again.low, again.high, again.unit, again.bound) == (figure.low, figure.high, figure.unit, figure.bound)
    assert written(again) == written(figure)


# -- Any input -----------------------------------------------------------------------------------------------------

PIECES = [
    *"0123456789.,，、。：:/%‰（）()-—~至到 \u3000\n一二三十百千万亿两半零〇数几余多每的",
    *[
        "万元",
        "亿元",
        "美元",
        "家",
        "年",
        "月",
        "日",
        "个月",
        "岁",
        "百分之",
        "分之",
        "最高",
        "不超过",
        "以上",
        "给予",
        "奖励",
    ],
    *["超过", "近", "约", "分别", "２", "％", "2031年", "第", "人民币", "¥", "BP", "对", "的，", "；"],
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)), st.text(max_size=20))
@example("最高数万", "")
def test_no_input_raises_and_every_span_reproduces_its_text(sentence, before):
    figures = read_figures(sentence, before)

    ends = [0]
    for figure in figures:
        assert sentence[figure.start : figure.end] == figure.text != ""
        assert figure.start >= ends[-1]
        ends.append(figure.end)
        assert written(figure)
        if figure.bound is Bound.RANGE:
            assert figure.low <= figure.high
        if figure.approximation is Approximation.OVER:
            assert figure.low is not None or figure.kind is FigureKind.NUMBER


def test_a_long_run_of_digits_is_read_at_once():
    (figure,) = read_figures("9" * 20000)

    assert (figure.kind, figure.value) == (FigureKind.NUMBER, None)


def test_a_long_sentence_without_stops_is_read_at_once():
    assert len(read_figures("茶厂补贴9万元" * 300)) == 300
