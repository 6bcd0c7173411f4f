"""One check against one profile: numbers, choices, honours. An outcome is an integer of flags. Pure."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from incentives.eligibility.profile import FAILED, LISTED, MISSING, NUMBERS, PERSON, Choice, EnterpriseProfile

HONOUR = "honour"  # what conditions call `held`


class Check(NamedTuple):
    """One comparison of a fact with a value; without a fact, a person must check."""

    fact: str = ""
    operator: str = ""
    value: str = ""


COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "eq": lambda answer, bound: answer == bound,
    "gt": lambda answer, bound: answer > bound,
    "gte": lambda answer, bound: answer >= bound,
    "lt": lambda answer, bound: answer < bound,
    "lte": lambda answer, bound: answer <= bound,
}


def outcome(check: Check, profile: EnterpriseProfile) -> int:
    """The flags of one check; what a program cannot decide is for a person to check and never excludes."""
    fact = "held" if check.fact == HONOUR else check.fact
    if check.operator in SPECIAL:
        return LISTED | SPECIAL[check.operator](check.value, profile)
    if fact == "held" and check.operator in {"eq", "in"}:
        return LISTED | _held(listed_values(check.value), profile)
    if fact not in MISSING:
        return LISTED | PERSON
    answer = getattr(profile, fact)
    if check.operator == CONFIRMS:
        return LISTED if (answer or frozenset()) & listed_values(check.value) else LISTED | PERSON
    if fact in NUMBERS:
        return LISTED | _number(check, answer, MISSING[fact])
    if check.operator not in {"eq", "in"}:
        return LISTED | PERSON
    if answer is None:
        return LISTED | MISSING[fact]
    return LISTED if answer & listed_values(check.value) else LISTED | FAILED


def listed_values(value: str) -> Choice:
    """The values of a rule's comma-separated list."""
    return frozenset(part.strip() for part in value.split(","))


def bound(value: str) -> Decimal | None:
    """A rule's value as a number; None if it is not a number."""
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _number(check: Check, answer: int | None, missing: int) -> int:
    limit = bound(check.value)
    if limit is None or check.operator not in COMPARE:
        return PERSON
    if answer is None:
        return missing
    return 0 if COMPARE[check.operator](Decimal(answer), limit) else FAILED


def _first_over(line: str, profile: EnterpriseProfile) -> int:
    """Exceeding a revenue line for the first time; what was first exceeded last year may not be awarded yet."""
    limit = bound(line)
    if limit is None:
        return PERSON
    if profile.passed is not None and profile.passed >= limit:
        return FAILED
    if profile.passed_last is not None and profile.passed_last >= limit:
        return PERSON
    return MISSING["passed"] if profile.passed is None else 0


def holds(tier: str, profile: EnterpriseProfile) -> bool | None:
    """Whether the enterprise holds `tier`; None if the answers leave it open."""
    if any(tier in (known or ()) for known in (profile.held, profile.held_earlier, profile.won)):
        return True
    if profile.held == frozenset() or None not in (profile.held_earlier, profile.won):
        return False
    return None


def _held(tiers: Choice, profile: EnterpriseProfile) -> int:
    """Holding one of `tiers`, since whenever."""
    states = [holds(tier, profile) for tier in tiers]
    if True in states:
        return 0
    return MISSING["held"] if None in states else FAILED


def _reach(tier: str, profile: EnterpriseProfile) -> int:
    """Being granted `tier`: met if granted this year.

    Holding it since earlier says neither whether that was the first time nor whether the award was paid: a person
    checks that, and an application that is not decided yet. It never fails.
    """
    if tier in (profile.won or ()):
        return PERSON if tier in (profile.held_earlier or ()) else 0
    state = holds(tier, profile)
    if state or tier in (profile.applying or ()):
        return PERSON
    missing = MISSING["held"] if state is None else 0
    return missing | (MISSING["applying"] if profile.applying is None else 0) or FAILED


def _once(tier: str, profile: EnterpriseProfile) -> int:
    """Not having received the one-off award for `tier` before."""
    if profile.paid is None:
        return PERSON
    return FAILED if tier in profile.paid else 0


def _belong(tier: str, profile: EnterpriseProfile) -> int:
    """Belonging to a tier defined by a revenue line. No one applies for it, so not holding it proves nothing."""
    return 0 if holds(tier, profile) else PERSON


CONFIRMS = "sure"  # met by the answer, and otherwise for a person to check
SPECIAL: dict[str, Callable[[str, EnterpriseProfile], int]] = {
    "reach_first": _reach,
    "reach": _reach,
    "belong": _belong,
    "once": _once,
    "first_over": _first_over,
}
FACTS_OF = {
    "reach_first": ("held", "held_earlier", "won", "applying"),
    "reach": ("held", "held_earlier", "won", "applying"),
    "belong": ("held", "held_earlier", "won"),
    "once": ("paid",),
    "first_over": ("passed", "passed_last"),
}


def facts_of(check: Check) -> tuple[str, ...]:
    """The facts that a check compares."""
    if check.operator in FACTS_OF:
        return FACTS_OF[check.operator]
    if check.fact in {HONOUR, "held"}:
        return FACTS_OF["belong"]
    return (check.fact,) if check.fact in MISSING else ()
