"""Verdicts and checks in words: what a check requires, its result, and by how much a profile misses it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import NamedTuple

from incentives.eligibility.checks import Check, bound, facts_of, listed_values, outcome
from incentives.eligibility.decision import CheckState, Verdict, state_of
from incentives.eligibility.profile import Profile
from policies.text.wording import dated, quantity


class FactWords(NamedTuple):
    """What words need to know of a fact: its name, kind (a `FactKind`) and unit."""

    name: str
    kind: str
    unit: str = ""


Facts = Mapping[str, FactWords]  # by slug


class PartWords(NamedTuple):
    """The label of a verdict and the line below it."""

    label: str
    hint: str


# The parts of the results: one for each verdict, and one for measures that state no conditions.
UNLISTED = "unlisted"
PARTS = {
    Verdict.FITS.value: PartWords("符合", "能自查的条件都满足；以主管部门认定为准。"),
    Verdict.POSSIBLE.value: PartWords("可能符合", "能自查的条件都满足，另有条件须由主管部门核对。"),
    Verdict.UNKNOWN.value: PartWords("信息不足", "还缺几个回答，没有回答不算不符合。"),
    UNLISTED: PartWords("来源未列条件", "来源没有列出条件，可以直接咨询。"),
    Verdict.FAILS.value: PartWords("不符合", "至少一个条件不满足；差多少写在下面。"),
}
MARKS = {
    CheckState.MET: "已满足",
    CheckState.FAILED: "不满足",
    CheckState.UNANSWERED: "待填",
    CheckState.PERSON: "须核对",
}


@dataclass(frozen=True)
class Reason:
    """One condition of a measure with its result for a profile."""

    state: CheckState
    mark: str  # the result in one word
    sentence: str
    gap: str = ""  # by how much it fails; empty if it does not
    missing: tuple[str, ...] = ()  # the facts that are not answered yet
    clause: object = None  # the clause that states the condition


def reason(checks: Sequence[Check], profile: Profile, sentence: str, facts: Facts, clause: object = None) -> Reason:
    """The result of a requirement's `checks` for `profile`; `sentence` is the requirement in words."""
    outcomes = [outcome(check, profile) for check in checks]
    together = reduce(or_, outcomes)
    state = state_of(together)
    failed = next((check for check, result in zip(checks, outcomes, strict=True) if result.failed), None)
    missing = together.missing if state == CheckState.UNANSWERED else ()
    return Reason(state, MARKS[state], sentence, gap(failed, profile, facts) if failed else "", missing, clause)


def gap(check: Check, profile: Profile, facts: Facts) -> str:
    """Why a check fails, with the difference to its bound: 年主营业务收入还差 8 亿元."""
    if check.operator in GAPS:
        return GAPS[check.operator]
    words = facts[check.fact]
    if words.kind == "number":
        return _difference(words, check, Decimal(profile[check.fact]))
    if words.kind == "date":
        return f"{words.name}是 {dated(profile[check.fact])}，不在所要求的时间"
    return {
        "honour": "还没有评上",
        "many": "还没有评上或认定",
        "yes_no": "不是首次" if check.fact == "first_time" else "填了“否”",
    }.get(words.kind, f"所填{words.name}不在其中")


GAPS = {
    "reach_first": "还没有评上",
    "reach": "还没有评上",
    "once": "已经领过，一次性奖励不再给",
    "first": "不是首次",
    "first_gt": "以前年度已经超过",
    "first_gte": "以前年度已经达到",
}


def _difference(words: FactWords, check: Check, answer: Decimal) -> str:
    limit = bound(check.value)
    if answer == limit:
        need = "超过" if check.operator == "gt" else "少于"
        return f"{words.name}正好 {quantity(answer, words.unit)}，须{need}才算"
    if answer < limit:
        return f"{words.name}还差 {quantity(limit - answer, words.unit)}"
    return f"{words.name}超出 {quantity(answer - limit, words.unit)}"


def sentence_of(check: Check, tiers: Mapping[str, str]) -> str:
    """The requirement of a provision's column in words; `tiers` maps slugs to names."""
    if check.operator in TIER_SENTENCES:
        return TIER_SENTENCES[check.operator].format(tiers.get(check.value, check.value))
    if check.fact == "honour":
        return f"持有{tiers.get(check.value, check.value)}"
    return COLUMN_SENTENCES[check.fact].format(check.value)


COLUMN_SENTENCES = {
    "size": "属于中小微企业",
    "age": "年龄不超过 {} 岁",
    "doctorate": "具有博士学位",
    "first_time": "首次获得",
}
TIER_SENTENCES = {
    "reach_first": "首次获评{}，以主管部门认定为准",
    "reach": "由主管部门认定为{}",
    "belong": "属于{}",
    "once": "没有领过这项一次性奖励",
}


def values_by_fact(checks: set[Check]) -> dict[str, frozenset[str]]:
    """The values that checks compare each fact with; they are the options of its question."""
    values: dict[str, frozenset[str]] = {}
    for check in checks:
        for fact in facts_of(check):
            values[fact] = values.get(fact, frozenset()) | listed_values(check.value)
    return values
