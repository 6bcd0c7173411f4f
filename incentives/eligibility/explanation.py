"""A check in words: what it asks for, and by how much a profile misses it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from incentives.eligibility.decision import (
    FAILED,
    NUMBERS,
    Check,
    CheckState,
    EnterpriseProfile,
    bound,
    facts_of,
    listed_values,
    missing_facts,
    outcome,
    state_of,
)
from policies.text.wording import money, plain


@dataclass(frozen=True)
class Reason:
    """One condition of a measure as it stands for a profile."""

    state: CheckState
    sentence: str
    gap: str = ""  # by how much it fails; empty unless it does
    missing: tuple[str, ...] = ()  # the facts to answer
    clause: object = None  # where the condition is written

    @property
    def mark(self) -> str:
        """The state in one word."""
        return {
            CheckState.MET: "已满足",
            CheckState.FAILED: "不满足",
            CheckState.UNANSWERED: "待填",
            CheckState.PERSON: "须核对",
        }[self.state]


def reason(check: Check, profile: EnterpriseProfile, sentence: str, clause: object = None) -> Reason:
    """How `check` stands for `profile`; `sentence` says what it asks for."""
    flags = outcome(check, profile)
    failed = bool(flags & FAILED)
    missing = () if failed else tuple(missing_facts(flags))
    return Reason(state_of(flags), sentence, gap(check, profile) if failed else "", missing, clause)


def gap(check: Check, profile: EnterpriseProfile) -> str:
    """Why a failed check fails, with the difference to the bound: 年主营业务收入还差 8 亿元."""
    if check.operator == "reach_first":
        return "已经持有，这项只给首次获评的" if check.value in (profile.held or ()) else "没有申报"
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
    """What a provision's column asks for; `tiers` are the names by slug."""
    tier = tiers.get(check.value, check.value)
    limit = bound(check.value)
    if check.operator in TIER_SENTENCES:
        return TIER_SENTENCES[check.operator].format(tier)
    return {
        "held": f"持有{tier}",
        "size": "属于中小微企业",
        "revenue": f"年主营业务收入超过 {money(limit)}" if limit is not None else "",
        "passed": f"首次超过 {money(limit)}" if limit is not None else "",
        "age": f"年龄不超过 {check.value} 岁",
        "doctorate": "具有博士学位",
    }.get(check.fact, "首次获得")


TIER_SENTENCES = {"reach_first": "首次获评{}，以主管部门认定为准", "reach": "由主管部门认定为{}", "belong": "属于{}"}


def values_by_fact(checks: set[Check]) -> dict[str, frozenset[str]]:
    """Per fact the values that checks compare it with: what its question offers."""
    values: dict[str, frozenset[str]] = {}
    for check in checks:
        for fact in facts_of(check):
            values[fact] = values.get(fact, frozenset()) | listed_values(check.value)
    return values
