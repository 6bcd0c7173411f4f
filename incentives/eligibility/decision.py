"""Decides whether an enterprise, or a person it employs, meets the conditions of measures.

A check compares one fact of the profile with a value. Its outcome is an integer of flags, and outcomes combine by `|`.
Each distinct check runs once, and one pass over plain tuples decides ten thousand measures (docs/adr/0003). Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from incentives.eligibility.checks import Check, outcome
from incentives.eligibility.profile import ANY_MISSING, FACTS, FAILED, LISTED, MISSING, PERSON, EnterpriseProfile

Rule = tuple[int, int | None, str, str, str]  # measure, row (None: the whole measure), fact, operator, value


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
