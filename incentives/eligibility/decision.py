"""Decides whether an enterprise, or a person it employs, meets the conditions of measures.

A check compares one fact of the profile with a value. Each distinct check runs once; its outcome becomes an integer of
flags, and flags combine by `|`, so that one pass over plain tuples decides ten thousand measures (docs/adr/0003). Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from incentives.eligibility.checks import Check, CheckResult, outcome
from incentives.eligibility.profile import Profile

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
    """A measure's verdict, its rows' verdicts by position, the missing facts, and whether it has checks.

    `open_rows` are the rows that wait for an answer (None: a measure without rows), each with the facts it misses.
    """

    verdict: Verdict
    rows: tuple[tuple[int, Verdict], ...]
    missing: frozenset[str]
    is_listed: bool
    open_rows: tuple[tuple[int | None, frozenset[str]], ...] = ()


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


LISTED, FAILED, PERSON = 1, 2, 4  # has a check; fails; needs a person to check; the bits above are missing facts


class _Flags:
    """Outcomes as integers; each missing fact has a bit of its own."""

    def __init__(self) -> None:
        self.bits: dict[str, int] = {}

    def of(self, result: CheckResult) -> int:
        flags = LISTED | (FAILED if result.failed else 0) | (PERSON if result.person else 0)
        for fact in result.missing:
            flags |= self.bits.setdefault(fact, 8 << len(self.bits))
        return flags

    def missing(self, flags: int) -> frozenset[str]:
        return frozenset(fact for fact, bit in self.bits.items() if flags & bit)


def decide(
    measures: Iterable[int], rules: RulesByCheck, rows: Mapping[int, Sequence[int]], profile: Profile
) -> dict[int, Decision]:
    """The decision on each of `measures`, by key; `rows` gives the positions of their provisions.

    A row must meet the rules of the whole measure and its own. A measure is as good as its best row.
    """
    known_flags = _Flags()
    whole = dict.fromkeys(measures, 0)
    own: dict[tuple[int, int], int] = {}
    for check, targets in rules.items():
        flags = known_flags.of(outcome(check, profile))
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
            known[key] = _decision(known_flags, *key)
        decisions[measure] = known[key]
    return decisions


def _decision(known: _Flags, whole: int, *rows: tuple[int, int]) -> Decision:
    """The decision for a measure's flags (`whole`) and its rows, given as pairs of position and flags."""
    flags = [(position, whole | own) for position, own in rows or ((None, 0),)]
    verdicts = [(position, _verdict(row)) for position, row in flags]
    waiting = tuple((place, known.missing(row)) for place, row in flags if _verdict(row) == Verdict.UNKNOWN)
    return Decision(
        verdict=min((verdict for _, verdict in verdicts), key=ORDER.index),
        rows=tuple(verdicts) if rows else (),
        missing=frozenset().union(*(missing for _, missing in waiting)),
        is_listed=any(row for _, row in flags),
        open_rows=waiting,
    )


def _verdict(flags: int) -> Verdict:
    """The verdict for combined flags: one failure decides, then one open question; without a check it is 可能符合."""
    if flags & FAILED:
        return Verdict.FAILS
    if flags >> 3:
        return Verdict.UNKNOWN
    return Verdict.FITS if flags & LISTED and not flags & PERSON else Verdict.POSSIBLE


def state_of(result: CheckResult) -> CheckState:
    if result.failed:
        return CheckState.FAILED
    if result.missing:
        return CheckState.UNANSWERED
    return CheckState.PERSON if result.person else CheckState.MET


def unanswered_facts(decisions: Mapping[int, Decision], awards: Mapping[tuple[int, int], int]) -> list[tuple[str, int]]:
    """The unanswered facts, each with the number of undecided measures that wait for it, the worthiest first.

    Worth is the money (元) of the rows that the fact alone decides, then of those that wait for it among others, then
    the number of either. `awards` gives the greatest award of each row that states one, by measure and position.
    """
    worth: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    waiting = Counter()
    for measure, decision in decisions.items():
        if decision.verdict == Verdict.UNKNOWN:
            waiting.update(decision.missing)
            for row, missing in decision.open_rows:
                money, alone = awards.get((measure, row or 0), 0), len(missing) == 1
                for fact in missing:
                    worth[fact][0 if alone else 1] += money
                    worth[fact][2 if alone else 3] += 1
    return [(fact, waiting[fact]) for fact in sorted(worth, key=lambda fact: (*(-one for one in worth[fact]), fact))]
