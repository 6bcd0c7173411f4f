"""Checks of one profile: what a rule or a row's columns compare, and the outcome. Pure."""

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from incentives.eligibility.profile import (
    APPLYING,
    EARLIER,
    HELD,
    HOLDING,
    NONE,
    NOT_HELD,
    PAID,
    WON,
    Answer,
    Choice,
    Profile,
    first,
    honour,
    passed,
    passed_last,
)
from incentives.enums import SME

HONOUR = "honour"


class Check(NamedTuple):
    """One comparison of a fact with a value; without a fact, a person must check."""

    fact: str = ""
    operator: str = ""
    value: str = ""


class CheckResult(NamedTuple):
    """The result of checks: whether one failed, whether a person must check one, and the facts that are missing."""

    failed: bool = False
    person: bool = False
    missing: tuple[str, ...] = ()

    def __or__(self, other: "CheckResult") -> "CheckResult":
        missing = dict.fromkeys((*self.missing, *other.missing))
        return CheckResult(self.failed or other.failed, self.person or other.person, tuple(missing))


MET, FAILED, PERSON = CheckResult(), CheckResult(failed=True), CheckResult(person=True)
COMPARE: dict[str, Callable[[Answer, Answer], bool]] = {
    "eq": lambda answer, bound: answer == bound,
    "gt": lambda answer, bound: answer > bound,
    "gte": lambda answer, bound: answer >= bound,
    "lt": lambda answer, bound: answer < bound,
    "lte": lambda answer, bound: answer <= bound,
}


def outcome(check: Check, profile: Profile) -> CheckResult:
    """The outcome of one check; what a program cannot decide is for a person to check and never excludes."""
    if check.operator in SPECIAL:
        return SPECIAL[check.operator](check, profile)
    if not check.fact:
        return PERSON
    if check.fact == HONOUR:
        return _held(listed_values(check.value), profile)
    answer = profile.get(check.fact)
    if isinstance(answer, frozenset):
        return _choice(check, answer)
    return _bounded(check, answer)


def listed_values(value: str) -> Choice:
    """The values of a rule's comma-separated list."""
    return frozenset(part.strip() for part in value.split(","))


def bound(value: str) -> Decimal | datetime.date | None:
    """A rule's value as a number or a day; None if it is neither."""
    try:
        return Decimal(value)
    except InvalidOperation:
        pass
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def _choice(check: Check, answer: Choice) -> CheckResult:
    if check.operator not in {"eq", "in"}:
        return PERSON
    return MET if answer & listed_values(check.value) else FAILED


def _bounded(check: Check, answer: Answer | None) -> CheckResult:
    """A number or a day against its bound; or a choice that is not answered."""
    limit = bound(check.value)
    if answer is None:
        can_tell = check.operator in {"eq", "in"} or (limit is not None and check.operator in COMPARE)
        return CheckResult(missing=(check.fact,)) if can_tell else PERSON
    if check.operator not in COMPARE or limit is None or _is_day(limit) != _is_day(answer):
        return PERSON
    return MET if COMPARE[check.operator](answer, limit) else FAILED


def _is_day(value: Answer) -> bool:
    return isinstance(value, datetime.date)


def _sure(check: Check, profile: Profile) -> CheckResult:
    """Met by the answer, and otherwise for a person to check."""
    answer = profile.get(check.fact)
    return MET if isinstance(answer, frozenset) and answer & listed_values(check.value) else PERSON


def _first_over(check: Check, profile: Profile) -> CheckResult:
    """Passing a line for the first time; a line first passed last year may not have been awarded yet."""
    limit = bound(check.value)
    before, last_year = profile.get(passed(check.fact)), profile.get(passed_last(check.fact))
    if limit is None:
        return PERSON
    if before is not None and before >= limit:
        return FAILED
    if last_year is not None and last_year >= limit:
        return PERSON
    return CheckResult(missing=(passed(check.fact),)) if before is None else MET


def _first(check: Check, profile: Profile) -> CheckResult:
    """Whether what the fact tells of was for the first time."""
    return outcome(Check(first(check.fact), "eq", "yes"), profile)


def holds(tier: str, profile: Profile) -> bool | None:
    """Whether the enterprise holds `tier`; None if the answers leave it open, as an application does."""
    states = profile.get(honour(tier), frozenset())
    if states & HOLDING:
        return True
    return False if states & {NONE, NOT_HELD} else None


def _held(tiers: Choice, profile: Profile) -> CheckResult:
    """Holding one of `tiers`, since whenever."""
    states = {tier: holds(tier, profile) for tier in sorted(tiers)}
    if True in states.values():
        return MET
    if any(APPLYING in profile.get(honour(tier), ()) for tier, state in states.items() if state is None):
        return PERSON
    missing = tuple(honour(tier) for tier, state in states.items() if state is None)
    return CheckResult(missing=missing) if missing else FAILED


def _reach(check: Check, profile: Profile) -> CheckResult:
    """Being granted a tier: met if granted this year.

    Holding it since earlier says neither whether that was the first time nor whether the award was paid: a person
    checks that, and an application that is not decided yet. It never fails.
    """
    states = profile.get(honour(check.value), frozenset())
    if states & {EARLIER, HELD, APPLYING}:
        return PERSON
    if WON in states:
        return MET
    return FAILED if NONE in states else CheckResult(missing=(honour(check.value),))


def _once(check: Check, profile: Profile) -> CheckResult:
    """Not having received the one-off award for a tier before."""
    paid = profile.get(PAID)
    if paid is None:
        return PERSON
    return FAILED if check.value in paid else MET


def _belong(check: Check, profile: Profile) -> CheckResult:
    """Belonging to a tier defined by a line. No one applies for it, so not holding it proves nothing."""
    return MET if holds(check.value, profile) else PERSON


FIRST_OVER = {"gt": "first_gt", "gte": "first_gte"}
SPECIAL: dict[str, Callable[[Check, Profile], CheckResult]] = {
    "sure": _sure,
    "reach_first": _reach,
    "reach": _reach,
    "belong": _belong,
    "once": _once,
    "first": _first,
    "first_gt": _first_over,
    "first_gte": _first_over,
}


def checks_of(fact: str | None, operator: str, value: str, first_time: bool) -> tuple[Check, ...]:
    """The checks of a rule: the comparison, and that it is for the first time if the rule says so."""
    check = Check(fact or "", operator, value)
    if not fact or not first_time:
        return (check,)
    return check, Check(fact, FIRST_OVER.get(operator, "first"), value)


def facts_of(check: Check) -> tuple[str, ...]:
    """The facts that a check compares."""
    if check.operator in {"first_gt", "first_gte"}:
        return passed(check.fact), passed_last(check.fact)
    if check.operator == "first":
        return (first(check.fact),)
    if check.operator == "once":
        return (PAID,)
    if check.fact == HONOUR:
        return tuple(honour(tier) for tier in sorted(listed_values(check.value)))
    return (check.fact,) if check.fact else ()


# --- The checks that follow from a row's own columns (docs/adr/0003) ---

SME_SIZES = "micro,small,medium"
YES = "yes"


class Columns(NamedTuple):
    """The columns of a provision that are rules. None and blank set no bound; ages are in years."""

    tier: str = ""
    on_ladder: bool = False
    is_recognised: bool = False  # the award is for being recognised as the tier
    has_line: bool = False  # a condition of the row sets a lower bound for a number
    first_time: bool | None = None
    first_is_said: bool = False  # a condition of the row says what 首次 is about
    one_off: bool | None = None
    max_age: int | None = None
    doctorate: bool | None = None


def column_checks(columns: Columns) -> list[Check]:
    """One check for each column that sets a bound."""
    checks = list(_tier_checks(columns))
    is_granted = any(check.operator in {"reach", "reach_first"} for check in checks)
    if columns.one_off and is_granted:
        checks.append(Check(PAID, "once", columns.tier))
    if columns.first_time and not columns.first_is_said and not any(one.operator == "reach_first" for one in checks):
        checks.append(Check("first_time", "eq", YES))
    if columns.max_age is not None:
        checks.append(Check("age", "lte", str(columns.max_age)))
    if columns.doctorate:
        checks.append(Check("doctorate", "eq", YES))
    return checks


def _tier_checks(columns: Columns) -> Iterable[Check]:
    if columns.tier == SME:
        yield Check("size", "in", SME_SIZES)
    elif columns.tier and columns.has_line:
        yield Check(HONOUR, "eq" if columns.on_ladder else "belong", columns.tier)
    elif columns.tier and columns.first_time and not columns.first_is_said:
        yield Check(HONOUR, "reach_first", columns.tier)
    elif columns.tier:
        yield Check(HONOUR, "reach" if columns.is_recognised else "eq", columns.tier)
