"""What holds of verdicts whatever the rules and answers are."""

from hypothesis import given
from hypothesis import strategies as st

from incentives.eligibility.checks import Check, facts_of
from incentives.eligibility.decision import Verdict, decide, rules_by_check

TIERS = ("specialized", "little-giant")
VALUES = {"paid": TIERS, "size": ("micro", "large"), "employer": ("key_enterprise", "university")}
NUMBERS = ("age", "passed", "revenue")

checks_of_one_fact = st.one_of(
    st.builds(
        Check,
        st.sampled_from(sorted(NUMBERS)),
        st.sampled_from(["gt", "gte", "lt", "lte", "eq"]),
        st.integers(0, 5).map(str),
    ),
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda fact: st.builds(Check, st.just(fact), st.sampled_from(["eq", "in"]), st.sampled_from(VALUES[fact]))
    ),
    st.builds(
        Check, st.just("honour"), st.sampled_from(["reach", "reach_first", "belong", "eq"]), st.sampled_from(TIERS)
    ),
    st.builds(Check, st.just("paid"), st.just("once"), st.sampled_from(TIERS)),
    st.builds(Check, st.just("revenue"), st.sampled_from(["first_gt", "first_gte"]), st.integers(1, 5).map(str)),
    st.builds(Check, st.just("size"), st.just("sure"), st.just("micro")),
    st.just(Check()),
)
rules = st.lists(
    st.builds(lambda measure, row, check: (measure, row, *check), st.integers(1, 3), st.sampled_from([None, 1, 2]),
              checks_of_one_fact),
    max_size=12,
)  # fmt: skip


honour_states = st.sampled_from(["none", "applying", "won", "earlier", "held"]).map(lambda state: frozenset([state]))
answers = st.fixed_dictionaries(
    {},
    optional={
        **{fact: st.integers(0, 6) for fact in sorted(NUMBERS)},
        **{f"honour-{tier}": honour_states for tier in TIERS},
        **{fact: st.frozensets(st.sampled_from(values)) for fact, values in VALUES.items()},
    },
)
ROWS = {1: [1, 2], 2: [1, 2], 3: [1, 2]}


def decided(given_rules, given_answers):
    return decide([1, 2, 3], rules_by_check(given_rules), ROWS, given_answers)


@given(rules, answers, answers)
def test_adding_an_answer_never_lifts_a_failure(given_rules, before, more):
    first, then = decided(given_rules, before), decided(given_rules, more | before)

    for measure in ROWS:
        if first[measure].verdict == Verdict.FAILS:
            assert then[measure].verdict == Verdict.FAILS
        else:
            assert first[measure].verdict != Verdict.FITS or then[measure].verdict == Verdict.FITS


@given(rules, answers, answers)
def test_answer_to_a_question_not_asked_changes_nothing(given_rules, before, more):
    first, then = decided(given_rules, before), decided(given_rules, more | before)

    for measure in ROWS:
        asked = {fact for rule in given_rules if rule[0] == measure for fact in facts_of(Check(*rule[2:]))}
        if asked.isdisjoint(set(more) - set(before)):
            assert then[measure] == first[measure]


@given(rules, answers, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(given_rules, given_answers, random):
    mixed = given_rules * 2
    random.shuffle(mixed)
    turned = dict(random.sample(list(given_answers.items()), len(given_answers)))

    assert decided(mixed, turned) == decided(given_rules, given_answers)


@given(rules)
def test_no_answer_excludes_nothing(given_rules):
    assert all(decision.verdict != Verdict.FAILS for decision in decided(given_rules, {}).values())
