"""Decides whether an enterprise, or a person it employs, meets the conditions of measures.

A check compares one fact of the profile with a value. Its outcome is an integer of flags, and outcomes combine by `|`.
Each distinct check runs once, and one pass over plain tuples decides ten thousand measures (docs/adr/0003). Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NamedTuple

Choice = frozenset[str]
Rule = tuple[int, int | None, str, str, str]  # measure, row (None: the whole measure), fact, operator, value

HONOUR = "honour"  # what conditions call `held`


@dataclass(frozen=True, kw_only=True)
class EnterpriseProfile:
    """A reader's answers by fact; None means unanswered, an empty set 都没有. Amounts are in 元."""

    held: Choice | None = None  # slugs of tiers
    applying: Choice | None = None  # slugs of tiers being applied for, or granted and not yet paid for
    size: Choice | None = None
    revenue: int | None = None  # 元, main business, this year
    passed: int | None = None  # 元, the highest revenue line exceeded in an earlier year; 0 for none
    benchmark: Choice | None = None
    first_benchmark: Choice | None = None
    front_runner: Choice | None = None
    first_front_runner: Choice | None = None
    front_runner_years: int | None = None
    first_time: Choice | None = None
    age: int | None = None
    doctorate: Choice | None = None
    employer: Choice | None = None
    talent_class: Choice | None = None
    on_post: Choice | None = None
    project_lead: Choice | None = None


FACTS = tuple(field.name for field in fields(EnterpriseProfile))
NUMBERS = frozenset({"revenue", "passed", "age", "front_runner_years"})

LISTED, FAILED, PERSON = 1, 2, 4  # has a check; fails; needs a person to check
MISSING = {fact: 8 << place for place, fact in enumerate(FACTS)}
ANY_MISSING = sum(MISSING.values())


class Verdict(StrEnum):
    """The result for a measure or a row, the best first."""

    FITS = "fits"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"
    FAILS = "fails"


class CheckState(StrEnum):
    """The result of one check."""

    MET = "met"
    FAILED = "failed"
    UNANSWERED = "unanswered"
    PERSON = "person"


class Check(NamedTuple):
    """One comparison of a fact with a value; without a fact, a person must check."""

    fact: str = ""
    operator: str = ""
    value: str = ""


class Targets(NamedTuple):
    """Where a check applies: to whole measures (keys), and to rows (pairs of measure and position)."""

    measures: list[int]
    rows: list[tuple[int, int]]


class Decision(NamedTuple):
    """A measure's verdict, its rows' verdicts by position, the flags of missing facts, and whether it has checks."""

    verdict: Verdict
    rows: tuple[tuple[int, Verdict], ...]
    missing: int
    is_listed: bool


RulesByCheck = Mapping[Check, Targets]
ORDER = list(Verdict)
COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "eq": lambda answer, bound: answer == bound,
    "gt": lambda answer, bound: answer > bound,
    "gte": lambda answer, bound: answer >= bound,
    "lt": lambda answer, bound: answer < bound,
    "lte": lambda answer, bound: answer <= bound,
}


def rules_by_check(rules: Iterable[Rule]) -> dict[Check, Targets]:
    """Group `rules` by check; each check comes with the measures and rows that it applies to."""
    targets: dict[Check, Targets] = defaultdict(lambda: Targets([], []))
    for measure, row, *check in rules:
        if row is None:
            targets[Check(*check)].measures.append(measure)
        else:
            targets[Check(*check)].rows.append((measure, row))
    return targets


def decide(
    measures: Iterable[int], rules: RulesByCheck, rows: Mapping[int, Sequence[int]], profile: EnterpriseProfile
) -> dict[int, Decision]:
    """The decision on each of `measures`, by key; `rows` gives the positions of their provisions.

    A row must meet the rules of the whole measure and its own. A measure is as good as its best row.
    """
    whole = dict.fromkeys(measures, 0)
    own: dict[tuple[int, int], int] = {}
    for check, targets in rules.items():
        flags = outcome(check, profile)
        for measure in targets.measures:
            whole[measure] |= flags
        for row in targets.rows:
            own[row] = own.get(row, 0) | flags
    known: dict[tuple, Decision] = {}  # many measures share one decision
    decisions = {}
    for measure, flags in whole.items():
        positions = rows.get(measure, ())
        key = (flags, *((row, own.get((measure, row), 0)) for row in positions)) if positions else (flags,)
        if key not in known:
            known[key] = _decision(*key)
        decisions[measure] = known[key]
    return decisions


def _decision(whole: int, *rows: tuple[int, int]) -> Decision:
    """The decision for a measure's flags (`whole`) and its rows, given as pairs of position and flags."""
    if not rows:
        return Decision(verdict_of(whole), (), whole & ANY_MISSING, bool(whole))
    flags = [whole | own for _, own in rows]
    verdicts = [verdict_of(row) for row in flags]
    missing = 0
    for row, verdict in zip(flags, verdicts, strict=True):
        missing |= row if verdict == Verdict.UNKNOWN else 0
    by_row = tuple((position, verdict) for (position, _), verdict in zip(rows, verdicts, strict=True))
    return Decision(min(verdicts, key=ORDER.index), by_row, missing & ANY_MISSING, any(flags))


def verdict_of(flags: int) -> Verdict:
    """The verdict for combined flags: one failure decides, then one open question; without a check it is 可能符合."""
    if flags & FAILED:
        return Verdict.FAILS
    if flags & ANY_MISSING:
        return Verdict.UNKNOWN
    return Verdict.FITS if flags & LISTED and not flags & PERSON else Verdict.POSSIBLE


def state_of(flags: int) -> CheckState:
    return {
        Verdict.FAILS: CheckState.FAILED,
        Verdict.UNKNOWN: CheckState.UNANSWERED,
        Verdict.POSSIBLE: CheckState.PERSON,
        Verdict.FITS: CheckState.MET,
    }[verdict_of(flags)]


def outcome(check: Check, profile: EnterpriseProfile) -> int:
    """The flags of one check; what a program cannot decide is for a person to check and never excludes."""
    fact = "held" if check.fact == HONOUR else check.fact
    if check.operator in HONOURS:
        return LISTED | HONOURS[check.operator](check.value, profile)
    if fact not in MISSING:
        return LISTED | PERSON
    answer = getattr(profile, fact)
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


def _reach_first(tier: str, profile: EnterpriseProfile) -> int:
    """Being granted `tier` for the first time: fails for those who hold it already or do not apply for it."""
    if tier in (profile.held or ()) or (profile.applying is not None and tier not in profile.applying):
        return FAILED
    return _missing_honours(profile) or PERSON


def _reach(tier: str, profile: EnterpriseProfile) -> int:
    """Being granted `tier`, whether or not for the first time."""
    if tier in (profile.held or ()):
        return 0
    if tier in (profile.applying or ()):
        return PERSON
    return _missing_honours(profile) or FAILED


def _belong(tier: str, profile: EnterpriseProfile) -> int:
    """Belonging to a tier defined by a revenue line. No one applies for it, so not holding it proves nothing."""
    return 0 if tier in (profile.held or ()) else PERSON


def _missing_honours(profile: EnterpriseProfile) -> int:
    return sum(MISSING[fact] for fact in ("held", "applying") if getattr(profile, fact) is None)


HONOURS: dict[str, Callable[[str, EnterpriseProfile], int]] = {
    "reach_first": _reach_first,
    "reach": _reach,
    "belong": _belong,
}


def facts_of(check: Check) -> tuple[str, ...]:
    """The facts that a check compares."""
    if check.operator in {"reach", "reach_first"}:
        return ("held", "applying")
    fact = "held" if check.fact == HONOUR else check.fact
    return (fact,) if fact in MISSING else ()


def missing_facts(flags: int) -> list[str]:
    return [fact for fact, bit in MISSING.items() if flags & bit]


def unanswered_facts(decisions: Iterable[Decision]) -> list[tuple[str, int]]:
    """The unanswered facts, each with the number of undecided measures that depend on it, the most decisive first.

    A fact decides a measure if it is the only one missing. Facts that decide equally many measures are ordered by the
    number of measures that wait for them.
    """
    masks = Counter(decision.missing for decision in decisions if decision.verdict == Verdict.UNKNOWN)
    alone: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for mask, number in masks.items():
        facts = missing_facts(mask)
        waiting.update(dict.fromkeys(facts, number))
        if len(facts) == 1:
            alone[facts[0]] += number
    return sorted(waiting.items(), key=lambda item: (-alone[item[0]], -item[1], FACTS.index(item[0])))
