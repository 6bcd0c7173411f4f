"""The form of the match: the order of answers does not count."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from incentives.eligibility.checks import Check
from incentives.eligibility.explanation import values_by_fact
from incentives.eligibility.match_form import MatchForm
from incentives.eligibility.rulebook import TierName

CHECKS = {Check("size", "eq", "micro"), Check("honour", "in", "a,b"), Check("age", "lte", "40")}
PAIRS = [("size", "micro"), ("held", "a"), ("held", "b"), ("age", "35")]
FORM_TIERS = [TierName("a", "甲", True), TierName("b", "乙", True)]


def profile_of(pairs):
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    form = MatchForm(data, values_by_fact(CHECKS), FORM_TIERS)
    assert form.is_valid()
    return form.profile()


@given(st.permutations(PAIRS), st.lists(st.sampled_from(PAIRS)))
def test_order_and_repetition_of_answers_change_nothing(turned, repeated):
    assert profile_of([*turned, *repeated]) == profile_of(PAIRS)
