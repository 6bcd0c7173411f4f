"""Answers of one profile that hardly go together, each with a hint; they change no verdict. Pure."""

from collections.abc import Iterator, Mapping

from incentives.eligibility.profile import Choice, EnterpriseProfile
from policies.text.wording import money

# 元. Far above the revenue of a firm of this size in any industry of the national standard (工信部联企业〔2011〕300号).
UNUSUAL_REVENUE = {"micro": 100_000_000, "small": 400_000_000, "medium": 2_000_000_000}
SIZES = {"micro": "微型企业", "small": "小型企业", "medium": "中型企业"}
YOUNGEST_DOCTOR = 20  # years


def contradictions(profile: EnterpriseProfile, tiers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of a fact and the hint to show beside its question; `tiers` maps slugs to names."""
    return [*_honours(profile, tiers), *_sizes(profile), *_levels(profile), *_person(profile)]


def _honours(profile: EnterpriseProfile, tiers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    def of(fact: str) -> Choice:
        return getattr(profile, fact) or frozenset()

    def names(slugs: Choice) -> str:
        return "、".join(tiers.get(slug, slug) for slug in sorted(slugs))

    earlier = of("held_earlier") | (of("held") - of("won"))
    if both := of("won") & of("held_earlier"):
        yield "won", f"{names(both)}既填了今年首次获评，又填了往年获评：往年评上过就不是首次，请核对。"
    if both := of("won") & of("applying"):
        yield "applying", f"{names(both)}既填了今年首次获评，又填了正在申报，请核对结果是否已经公布。"
    if profile.held == frozenset() and (held := of("held_earlier") | of("won")):
        yield "held", f"填了没有荣誉，又填了获评{names(held)}，请核对。"
    known = None not in (profile.held_earlier, profile.won) or profile.held == frozenset()
    if known and (paid := of("paid") - earlier - of("won")):
        yield "paid", f"填了领过{names(paid)}的奖励，却没有填获评，请核对。"


def _sizes(profile: EnterpriseProfile) -> Iterator[tuple[str, str]]:
    revenue = max(profile.revenue or 0, profile.passed or 0, profile.passed_last or 0)
    for size in profile.size or ():
        if size in UNUSUAL_REVENUE and revenue > UNUSUAL_REVENUE[size]:
            yield "size", f"企业规模填了{SIZES[size]}，收入却到过 {money(revenue)}，请核对规模和收入。"
    if profile.passed and profile.passed_last and profile.passed >= profile.passed_last:
        yield "passed_last", "前年及更早的收入已经超过这条线，去年就不是首次超过，请核对。"


def _levels(profile: EnterpriseProfile) -> Iterator[tuple[str, str]]:
    if profile.benchmark == frozenset() and profile.first_benchmark:
        yield "first_benchmark", "填了没有获评质量标杆，又答了是否首次获得，请核对质量标杆。"
    if profile.front_runner == frozenset() and profile.front_runner_years:
        yield "front_runner_years", "填了没有获评“领跑者”，又填了保持的年数，请核对“领跑者”。"


def _person(profile: EnterpriseProfile) -> Iterator[tuple[str, str]]:
    if profile.age is not None and profile.age < YOUNGEST_DOCTOR and "yes" in (profile.doctorate or ()):
        yield "age", f"年龄 {profile.age} 岁又是博士，请核对年龄和学位。"
