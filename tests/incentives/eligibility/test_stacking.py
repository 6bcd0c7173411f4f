from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.eligibility.stacking import combined_awards
from incentives.models.amount import Amount
from policies.enums import Stacking

FIFTY, TWO_HUNDRED = Amount(500_000, 500_000), Amount(2_000_000, 2_000_000)
ends = st.one_of(st.none(), st.integers(1, 10**9))


@pytest.mark.parametrize(
    ("rule", "sentence", "total"),
    [
        ("not_stated", "来源未载明能否叠加，请不要自行相加；单项最高 200 万元", None),
        ("highest_only", "从高不重复，只给其中最高的一项；单项最高 200 万元", None),
        ("difference", "按级差补足，累计不超过最高的一项；单项最高 200 万元", None),
        ("stackable", "来源载明可以叠加，合计 250 万元", Amount(2_500_000, 2_500_000)),
    ],
)
def test_awards_go_together_by_the_rule(rule, sentence, total):
    combined = combined_awards(rule, [FIFTY, TWO_HUNDRED])

    assert (combined.sentence, combined.total) == (sentence, total)


def test_one_award_needs_no_rule():
    assert combined_awards(Stacking.STACKABLE, [FIFTY]) is None
    assert combined_awards(Stacking.STACKABLE, []) is None


@pytest.mark.parametrize(
    "other",
    [Amount(), Amount(rate_low=Decimal(50), rate_high=Decimal(50), rate_base="利息")],
)
def test_sum_is_not_known_where_one_award_is_not(other):
    combined = combined_awards(Stacking.STACKABLE, [FIFTY, other])

    assert (combined.sentence, combined.total) == ("来源载明可以叠加，合计来源未载明", None)


def test_caps_add_up_to_a_cap_and_never_with_floors():
    assert str(combined_awards("stackable", [Amount(high=10_000), FIFTY]).total) == "最高 51 万元"
    assert combined_awards("stackable", [Amount(high=10_000), Amount(low=10_000)]).total is None
    assert combined_awards("not_stated", [Amount(), Amount()]).sentence == "来源未载明能否叠加，请不要自行相加"


@given(st.sampled_from(Stacking.values), st.lists(st.tuples(ends, ends), max_size=4))
def test_total_appears_only_where_the_source_says_stackable(rule, pairs):
    combined = combined_awards(rule, [Amount(low, high) for low, high in pairs])

    assert combined is None or combined.total is None or rule == "stackable"
