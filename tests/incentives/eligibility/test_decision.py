import datetime

import pytest

from incentives.eligibility.checks import Check, Columns, checks_of, column_checks, outcome
from incentives.eligibility.decision import (
    CheckState,
    Verdict,
    decide,
    rules_by_check,
    state_of,
    unanswered_facts,
)
from incentives.eligibility.profile import honours_of_lists

TIERS = ("specialized", "little-giant")
LISTS = ("held", "held_earlier", "won", "applying")
YI = 100_000_000


def profile(**answers):
    """Answers as they are typed: numbers, or one or more words; honours as lists of tiers."""
    given = {
        fact: answer if isinstance(answer, int) else frozenset([answer] if isinstance(answer, str) else answer)
        for fact, answer in answers.items()
    }
    lists = {name: given.pop(name) for name in LISTS if name in given}
    return given | honours_of_lists(lists, ("specialized", "little-giant", "leading", "high-tech"))


def verdict(checks, row=None, **answers) -> Verdict:
    rules = [(1, row, *check) for check in checks]
    return decide([1], rules_by_check(rules), {1: [row]} if row else {}, profile(**answers))[1].verdict


def columns(**values) -> list[Check]:
    return column_checks(Columns(**values))


# --- One check ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("operator", "bound", "answer", "state"),
    [
        ("gt", "50", 50, CheckState.FAILED),
        ("gt", "50", 51, CheckState.MET),
        ("gte", "50", 50, CheckState.MET),
        ("gte", "50", 49, CheckState.FAILED),
        ("lt", "50", 50, CheckState.FAILED),
        ("lte", "50", 50, CheckState.MET),
        ("eq", "50", 50, CheckState.MET),
        ("eq", "50", 49, CheckState.FAILED),
        ("gte", "一年", 3, CheckState.PERSON),
        ("in", "1,2", 3, CheckState.PERSON),
    ],
)
def test_number_against_its_bound(operator, bound, answer, state):
    assert state_of(outcome(Check("age", operator, bound), profile(age=answer))) == state


@pytest.mark.parametrize(
    ("check", "state"),
    [
        (Check("size", "in", "micro, small"), CheckState.MET),
        (Check("size", "eq", "large"), CheckState.FAILED),
        (Check("honour", "in", "specialized,little-giant"), CheckState.MET),
        (Check("employer", "eq", "key_enterprise"), CheckState.UNANSWERED),
        (Check(), CheckState.PERSON),
        (Check("shoe_size", "eq", "43"), CheckState.UNANSWERED),
        (Check("size", "gte", "3"), CheckState.PERSON),
    ],
)
def test_choice_and_what_the_machine_cannot_read(check, state):
    assert state_of(outcome(check, profile(size="micro", held="specialized"))) == state


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({}, CheckState.UNANSWERED),
        ({"held": "specialized"}, CheckState.UNANSWERED),
        ({"applying": "little-giant"}, CheckState.PERSON),
        ({"won": "little-giant"}, CheckState.MET),
        ({"won": "little-giant", "held_earlier": "little-giant"}, CheckState.PERSON),
        ({"held": "little-giant"}, CheckState.PERSON),
        ({"held_earlier": "little-giant"}, CheckState.PERSON),
        ({"held_earlier": "little-giant", "applying": "little-giant"}, CheckState.PERSON),
        ({"applying": ()}, CheckState.UNANSWERED),
        ({"held": "specialized", "applying": ()}, CheckState.UNANSWERED),
        ({"held": (), "applying": "specialized"}, CheckState.FAILED),
        ({"held": (), "held_earlier": "little-giant", "applying": ()}, CheckState.PERSON),
        ({"held_earlier": "specialized", "won": (), "applying": ()}, CheckState.FAILED),
    ],
)
def test_first_grant_of_an_honour(answers, state):
    assert state_of(outcome(Check("honour", "reach_first", "little-giant"), profile(**answers))) == state


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({}, CheckState.UNANSWERED),
        ({"held": "little-giant"}, CheckState.PERSON),
        ({"won": "little-giant"}, CheckState.MET),
        ({"applying": "little-giant"}, CheckState.PERSON),
        ({"held": ()}, CheckState.UNANSWERED),
        ({"applying": ()}, CheckState.UNANSWERED),
        ({"held": (), "applying": ()}, CheckState.FAILED),
    ],
)
def test_grant_of_an_honour(answers, state):
    assert state_of(outcome(Check("honour", "reach", "little-giant"), profile(**answers))) == state


@pytest.mark.parametrize(
    ("paid", "state"),
    [
        (None, CheckState.PERSON),
        ((), CheckState.MET),
        ("specialized", CheckState.MET),
        ("little-giant", CheckState.FAILED),
    ],
)
def test_one_off_award_is_paid_once(paid, state):
    answers = {} if paid is None else {"paid": paid}

    assert state_of(outcome(Check("paid", "once", "little-giant"), profile(**answers))) == state


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({}, CheckState.UNANSWERED),
        ({"passed": 0}, CheckState.MET),
        ({"passed": 50}, CheckState.FAILED),
        ({"passed": 0, "passed_last": 50}, CheckState.PERSON),
        ({"passed_last": 50}, CheckState.PERSON),
        ({"passed_last": 0}, CheckState.UNANSWERED),
        ({"passed": 50, "passed_last": 50}, CheckState.FAILED),
    ],
)
def test_line_first_passed_last_year_may_not_be_awarded_yet(answers, state):
    assert state_of(outcome(Check("revenue", "first_gt", "50"), profile(**answers))) == state
    assert state_of(outcome(Check("revenue", "first_gt", "很多"), profile(**answers))) == CheckState.PERSON


@pytest.mark.parametrize(
    ("answers", "state"),
    [({}, CheckState.PERSON), ({"size": "micro"}, CheckState.MET), ({"size": "large"}, CheckState.PERSON)],
)
def test_what_an_answer_can_only_confirm_never_excludes(answers, state):
    assert state_of(outcome(Check("size", "sure", "micro"), profile(**answers))) == state


# --- The columns of a row -------------------------------------------------------------------------------


def test_null_column_is_no_bound():
    assert columns() == []
    assert columns(first_time=False, doctorate=False) == []


def line(operator="gt"):
    return checks_of("revenue", operator, str(50 * YI), True)


def test_revenue_line_is_strict_and_its_first_time_is_about_the_line():
    checks = [*columns(tier="leading", has_line=True, first_time=True, first_is_said=True), *line()]

    assert verdict(checks, revenue=50 * YI, passed=0) == Verdict.FAILS
    assert verdict(checks, revenue=50 * YI + 1, passed=0) == Verdict.POSSIBLE
    assert verdict(checks, revenue=60 * YI, passed=50 * YI) == Verdict.FAILS
    assert verdict(checks, revenue=60 * YI, passed=0, held="leading") == Verdict.FITS
    assert verdict(checks, revenue=60 * YI) == Verdict.UNKNOWN


def test_line_to_be_reached_is_inclusive():
    assert verdict(line("gte"), revenue=50 * YI, passed=0) == Verdict.FITS
    assert verdict(line("gte"), revenue=50 * YI, passed=50 * YI) == Verdict.FAILS


def test_tier_on_the_ladder_is_needed_for_a_revenue_line():
    checks = columns(tier="specialized", on_ladder=True, has_line=True)

    assert verdict(checks, held=()) == Verdict.FAILS
    assert verdict(checks, held="specialized") == Verdict.FITS


@pytest.mark.parametrize(
    ("operator", "answer", "state"),
    [
        ("gte", datetime.date(2020, 1, 1), CheckState.MET),
        ("gte", datetime.date(2019, 12, 31), CheckState.FAILED),
        ("lt", datetime.date(2020, 1, 1), CheckState.FAILED),
        ("gte", 5, CheckState.PERSON),
    ],
)
def test_day_against_its_bound(operator, answer, state):
    check = Check("founded_on", operator, "2020-01-01")

    assert state_of(outcome(check, {"founded_on": answer})) == state
    assert state_of(outcome(check, {})) == CheckState.UNANSWERED


def test_tier_of_size_and_standing_tiers():
    assert verdict(columns(tier="sme"), size="medium") == Verdict.FITS
    assert verdict(columns(tier="high-tech"), held="high-tech") == Verdict.FITS
    assert verdict(columns(tier="high-tech"), applying="high-tech") == Verdict.POSSIBLE
    assert verdict(columns(tier="high-tech"), held_earlier="specialized", won=()) == Verdict.FAILS
    assert columns(tier="high-tech", is_recognised=True) == [("honour", "reach", "high-tech")]
    assert columns(tier="high-tech", is_recognised=True, one_off=True)[1] == ("paid", "once", "high-tech")
    assert columns(tier="high-tech", one_off=True) == [("honour", "eq", "high-tech")]


def test_age_is_inclusive_and_doctorate_needed():
    checks = columns(max_age=40, doctorate=True)

    assert verdict(checks, age=40, doctorate="yes") == Verdict.FITS
    assert verdict(checks, age=41) == Verdict.FAILS
    assert verdict(checks, age=35, doctorate="no") == Verdict.FAILS


def test_first_time_is_about_what_a_condition_says_or_else_about_the_row():
    assert columns(first_time=True, first_is_said=True) == []
    assert columns(first_time=True) == [("first_time", "eq", "yes")]
    asked = checks_of("benchmark", "eq", "national", True)

    assert verdict(asked, benchmark="national", first_benchmark="yes") == Verdict.FITS
    assert verdict(asked, benchmark="national", first_benchmark="no") == Verdict.FAILS
    assert verdict(asked, benchmark="national") == Verdict.UNKNOWN


# --- Measures and rows ----------------------------------------------------------------------------------


def test_measure_is_as_good_as_its_best_row():
    rules = [(1, None, "size", "eq", "micro"), (1, 1, "age", "lte", "40"), (1, 2, "", "", "")]
    rows = {1: [1, 2, 3]}

    def said(**answers):
        decision = decide([1], rules_by_check(rules), rows, profile(**answers))[1]
        return decision.verdict, [verdict for _, verdict in decision.rows]

    assert said(size="micro", age=41) == (Verdict.FITS, [Verdict.FAILS, Verdict.POSSIBLE, Verdict.FITS])
    assert said(size="large") == (Verdict.FAILS, [Verdict.FAILS] * 3)
    assert said()[0] == Verdict.UNKNOWN


def test_measure_without_any_check_is_possible_and_not_listed():
    decision = decide([7], {}, {}, profile())[7]

    assert (decision.verdict, decision.is_listed) == (Verdict.POSSIBLE, False)


def test_question_that_decides_most_money_then_most_measures_comes_first():
    rules = [
        (1, None, "age", "lte", "40"),
        (2, None, "age", "lte", "40"),
        (2, None, "size", "eq", "micro"),
        (3, None, "size", "eq", "micro"),
        (4, None, "size", "eq", "micro"),
        (5, None, "doctorate", "eq", "yes"),
        (5, None, "employer", "eq", "university"),
        (6, None, "employer", "eq", "university"),
        (6, None, "doctorate", "eq", "yes"),
        (6, None, "on_post", "eq", "yes"),
    ]

    decisions = decide(range(1, 7), rules_by_check(rules), {}, profile())

    assert unanswered_facts(decisions, {}) == [
        ("size", 3), ("age", 2), ("doctorate", 2), ("employer", 2), ("on_post", 1)
    ]  # fmt: skip
    assert unanswered_facts(decisions, {(1, 0): 100, (6, 0): 500})[:2] == [("age", 2), ("doctorate", 2)]
