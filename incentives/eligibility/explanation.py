"""Verdicts and checks in words: what a check requires, its result, and by how much a profile misses it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from incentives.eligibility.checks import Check, bound, facts_of, listed_values, outcome
from incentives.eligibility.decision import CheckState, Verdict, missing_facts, state_of
from incentives.eligibility.profile import FAILED, NUMBERS, EnterpriseProfile
from policies.text.wording import money, plain


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


def reason(check: Check, profile: EnterpriseProfile, sentence: str, clause: object = None) -> Reason:
    """The result of `check` for `profile`; `sentence` is the requirement in words."""
    flags = outcome(check, profile)
    failed = bool(flags & FAILED)
    missing = () if failed else tuple(missing_facts(flags))
    state = state_of(flags)
    return Reason(state, MARKS[state], sentence, gap(check, profile) if failed else "", missing, clause)


def gap(check: Check, profile: EnterpriseProfile) -> str:
    """Why a check fails, with the difference to its bound: 年主营业务收入还差 8 亿元."""
    if check.operator == "once":
        return "已经领过，一次性奖励不再给"
    fact = facts_of(check)[0]
    if fact == "held":
        return "还没有评上"
    if fact == "passed":
        return "以前年度已经超过"
    if fact in NUMBERS:
        return _difference(fact, check, Decimal(getattr(profile, fact)))
    return CHOICE_GAPS.get(fact, "不是首次")


CHOICE_GAPS: Mapping[str, str] = {
    "size": "所填规模不在其中",
    "benchmark": "还没有获评",
    "front_runner": "还没有评上",
    "doctorate": "填了“否”",
    "employer": "所填单位不在其中",
    "talent_class": "还没有认定",
    "on_post": "填了“否”",
    "project_lead": "填了“否”",
    "talent_project": "填了“否”",
    "tech_loan": "填了“否”",
}
NUMBER_WORDING: Mapping[str, tuple[str, Callable[[Decimal], str]]] = {
    "revenue": ("年主营业务收入", money),
    "age": ("年龄", lambda years: f"{plain(years)} 岁"),
    "front_runner_years": ("连续保持", lambda years: f"{plain(years)} 年"),
}


def _difference(fact: str, check: Check, answer: Decimal) -> str:
    name, wording = NUMBER_WORDING[fact]
    limit = bound(check.value)
    if answer == limit:
        return f"{name}正好 {wording(answer)}，须{'超过' if check.operator == 'gt' else '少于'}才算"
    return f"{name}还差 {wording(limit - answer)}" if answer < limit else f"{name}超出 {wording(answer - limit)}"


def sentence_of(check: Check, tiers: Mapping[str, str]) -> str:
    """The requirement of a provision's column in words; `tiers` maps slugs to names."""
    if check.operator in TIER_SENTENCES:
        return TIER_SENTENCES[check.operator].format(tiers.get(check.value, check.value))
    if check.fact == "held":
        return f"持有{tiers.get(check.value, check.value)}"
    if check.fact in SUM_SENTENCES:
        limit = bound(check.value)
        return SUM_SENTENCES[check.fact].format(money(limit)) if limit is not None else ""
    return OTHER_SENTENCES.get(check.fact, "首次获得").format(check.value)


SUM_SENTENCES = {"revenue": "年主营业务收入超过 {}", "passed": "首次超过 {}"}
OTHER_SENTENCES = {"size": "属于中小微企业", "age": "年龄不超过 {} 岁", "doctorate": "具有博士学位"}
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
