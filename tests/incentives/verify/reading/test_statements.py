"""Sums in any writing, what is denied, and where one claim ends."""

import pytest

from incentives.verify.reading.statements import figures_of, statements


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("给50w", 500_000),
        ("给50个W", 500_000),
        ("给伍拾万元", 500_000),
        ("给五十万", 500_000),
        ("一次，500,000元", 500_000),
        ("一次，5,000,000元", 5_000_000),
        ("￥500,000", 500_000),
        ("0.5百万元", 500_000),
    ],
)
def test_sums_in_any_writing(text, yuan):
    (figure,) = figures_of(text)

    assert (figure.low, figure.high) == (yuan, yuan)
    assert text[figure.start : figure.end] == figure.text


def test_a_count_with_the_measure_word_of_a_noun():
    assert [(one.kind, one.low) for one in figures_of("新增100个事项，印2000册")] == [("count", 100), ("count", 2000)]


def test_what_is_denied_is_not_held():
    (statement,) = statements("灯塔工厂奖励不是300万元，是70万元", ())

    assert [figure.low for figure in statement.held] == [700_000]
    assert "300" not in statement.asserted


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A项12个｜B项13个", ["A项12个", "B项13个"]),
        ("🎁A奖5万元🎁B奖6万元", ["🎁A奖5万元", "🎁B奖6万元"]),
        ("甲18项、乙7项", ["甲18项", "乙7项"]),
        ("①甲18项 ②乙7项", ["①甲18项", "②乙7项"]),
        ("见《甲办法》和《乙办法》", ["见《甲办法》", "《乙办法》"]),
        ("甲为3家，200万户是乙", ["甲为3家", "200万户是乙"]),
        ("首次评上甲，一次性给5万元", ["首次评上甲，一次性给5万元"]),
    ],
)
def test_claims_are_parted(text, parts):
    assert [one.text for one in statements(text, ())] == parts
