"""The form of the match: the order of answers does not count."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from incentives.eligibility.checks import Check
from incentives.eligibility.decision import rules_by_check
from incentives.eligibility.match_form import ListedHonoursForm, MatchForm
from incentives.eligibility.rulebook import Rulebook, TierName
from incentives.models.rules.fact import COLUMN_CHOICES, Fact, FactQuerySet

CHECKS = [
    Check("size", "eq", "micro"),
    Check("honour", "in", "a,b"),
    Check("age", "lte", "40"),
    Check("revenue", "gt", "50000000"),
    Check("founded_on", "gte", "2020-01-01"),
]
PAIRS = [("size", "micro"), ("honour-a", "earlier"), ("honour-b", "none"), ("age", "35")]
TIERS = {1: TierName("a", "甲", True), 2: TierName("b", "乙", True)}
FACTS = FactQuerySet(Fact).none().by_slug() | {
    "revenue": Fact(slug="revenue", name="年主营业务收入", question="今年主营业务收入", kind="number", unit="元"),
    "founded_on": Fact(slug="founded_on", name="成立日期", question="成立日期", kind="date"),
}
BOOK = Rulebook([1], rules_by_check([(1, None, *check) for check in CHECKS]), {}, {}, {}, TIERS, FACTS, COLUMN_CHOICES)


def data(pairs) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, value in pairs:
        sent.appendlist(name, value)
    return sent


def profile_of(pairs, form=MatchForm):
    bound = form(data(pairs), BOOK)
    assert bound.is_valid(), bound.errors
    return bound.profile()


@given(st.permutations(PAIRS), st.lists(st.sampled_from(PAIRS)))
def test_order_and_repetition_of_answers_change_nothing(turned, repeated):
    assert profile_of([*turned, *repeated]) == profile_of(PAIRS)


@pytest.mark.parametrize(
    ("typed", "yuan"), [("5200", 52_000_000), ("5200.5", 52_005_000), ("0.6亿", 60_000_000), ("六千万", 60_000_000)]
)
def test_sums_are_read_as_people_type_them(typed, yuan):
    assert profile_of([("revenue", typed)]) == {"revenue": yuan}


def test_honours_of_older_addresses_are_one_answer_each():
    assert profile_of([("held", "a"), ("applying", "b")]) == {
        "honour-a": frozenset({"earlier"}),
        "honour-b": frozenset({"applying"}),
    }
    assert profile_of([("held", "none"), ("applying", "none")]) == profile_of(
        [("honour-a", "none"), ("honour-b", "none")]
    )
    assert profile_of([("won", "a"), ("honour-a", "none")])["honour-a"] == frozenset({"none"})


def test_lists_of_honours_keep_what_contradicts():
    assert profile_of([("won", "a"), ("held_earlier", "a")], ListedHonoursForm) == {
        "honour-a": frozenset({"won", "earlier"}),
        "honour-b": frozenset({"not_held"}),
    }


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("revenue", "很多"), "“很多”读不出金额。请只填一个数，如 50万、五十万元、1.2亿。"),
        (("age", "35.5"), "请填整数。"),
        (("age", "121"), "最大填 120。"),
        (("founded_on", "去年"), "请填日期，如 2023-05-01。"),
        (("honour-a", "perhaps"), "没有“perhaps”这一项。"),
    ],
)
def test_wrong_answer_is_named(pair, said):
    form = MatchForm(data([pair]), BOOK)

    assert form.errors == {pair[0]: [said]}


def test_day_is_compared_as_a_day():
    form = MatchForm(data([("founded_on", "2021-03-04")]), BOOK)

    assert form.is_valid()
    assert form.answer_text("founded_on", form.cleaned_data["founded_on"]) == "2021年3月4日"
