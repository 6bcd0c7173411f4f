"""Answers of one profile that hardly go together, each with a hint; they change no verdict. Pure."""

from collections.abc import Iterator, Mapping

from incentives.eligibility.profile import APPLYING, EARLIER, HELD, HOLDING, NONE, NOT_HELD, PAID, WON, Profile, honour
from policies.text.wording import money, quoted

# 元. Far above the revenue of a firm of this size in any industry of the national standard (工信部联企业〔2011〕300号).
UNUSUAL_REVENUE = {"micro": 100_000_000, "small": 400_000_000, "medium": 2_000_000_000}
SIZES = {"micro": "微型企业", "small": "小型企业", "medium": "中型企业"}
YOUNGEST_DOCTOR = 20  # years


def contradictions(profile: Profile, tiers: Mapping[str, str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of a fact and the hint to show beside its question.

    `tiers` maps slugs of tiers to names, `names` slugs of facts.
    """
    return [*_honours(profile, tiers), *_sizes(profile), *_firsts(profile, names), *_person(profile)]


def _honours(profile: Profile, tiers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    paid = profile.get(PAID) or frozenset()
    for tier, name in tiers.items():
        states, fact = profile.get(honour(tier), frozenset()), honour(tier)
        if WON in states and states & {EARLIER, HELD}:
            yield fact, f"{name}既填了今年首次获评，又填了往年获评：往年评上过就不是首次，请核对。"
        if {WON, APPLYING} <= states:
            yield fact, f"{name}既填了今年首次获评，又填了正在申报，请核对结果是否已经公布。"
        if states & HOLDING and states & {NONE, NOT_HELD}:
            yield fact, f"填了没有荣誉，又填了获评{name}，请核对。"
        if tier in paid and states & {NONE, NOT_HELD} and not states & HOLDING:
            yield PAID, f"填了领过{name}的奖励，却没有填获评，请核对。"


def _sizes(profile: Profile) -> Iterator[tuple[str, str]]:
    before, last_year = profile.get("passed"), profile.get("passed_last")
    revenue = max(profile.get("revenue") or 0, before or 0, last_year or 0)
    for size in profile.get("size") or ():
        if size in UNUSUAL_REVENUE and revenue > UNUSUAL_REVENUE[size]:
            yield "size", f"企业规模填了{SIZES[size]}，收入却到过 {money(revenue)}，请核对规模和收入。"
    if before and last_year and before >= last_year:
        yield "passed_last", "前年及更早的收入已经超过这条线，去年就不是首次超过，请核对。"


def _firsts(profile: Profile, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is denied, and yet told more of: whether it was the first time, or for how many years."""
    for fact, name in names.items():
        if profile.get(fact) == frozenset():
            if f"first_{fact}" in profile:
                yield f"first_{fact}", f"填了没有{quoted(name)}，又答了是否首次，请核对{quoted(name)}。"
            if f"{fact}_years" in profile:
                yield f"{fact}_years", f"填了没有{quoted(name)}，又填了保持的年数，请核对{quoted(name)}。"


def _person(profile: Profile) -> Iterator[tuple[str, str]]:
    age = profile.get("age")
    if age is not None and age < YOUNGEST_DOCTOR and "yes" in (profile.get("doctorate") or ()):
        yield "age", f"年龄 {age} 岁又是博士，请核对年龄和学位。"
