"""Errors in indicators and in the prose of measures, for `benchmarks.planting.mutations`."""

import datetime
import re
from collections.abc import Iterator
from itertools import permutations

from benchmarks.planting.changes import AWARDS, YEAR, Mutation, every, set_to
from incentives.models import Condition, EnterpriseTier, Measure
from policies.enums import DatePrecision, IndicatorNature, Qualifier
from policies.models import Indicator

SCOPE = {
    "一次性": "每年",
    "首次": "每年",
    "经认定": "每年认定",
    "奖励": "全额奖励",
    "支持": "免费支持",
    "资助": "终身资助",
}
DIGITS = "零一二三四五六七八九"


def values_of_indicators() -> Iterator[Mutation]:
    rows = [row for row in every(Indicator) if row.value is not None]
    for row in rows:
        yield set_to(row, value=row.value * 10)
        yield from (
            set_to(row, value=other.value)
            for other in rows
            if other.clause_id == row.clause_id and other.value != row.value
        )


def signs_of_indicators() -> Iterator[Mutation]:
    for name, values in (("qualifier", Qualifier), ("nature", IndicatorNature)):
        for row in every(Indicator):
            if row.value is not None:
                # The size of a list and a result that counts things are one and the same to a sentence.
                alike = (
                    {IndicatorNature.COUNT, IndicatorNature.OUTCOME} if row.nature != IndicatorNature.TARGET else set()
                )
                yield from (
                    set_to(row, **{name: value})
                    for value in values
                    if value != getattr(row, name) and not {value, getattr(row, name)} <= alike
                )


def dates_of_indicators() -> Iterator[Mutation]:
    for row in every(Indicator):
        if row.as_of:
            yield set_to(row, as_of=None, as_of_precision="")
            yield set_to(row, as_of=row.as_of + YEAR)
            yield set_to(row, as_of_precision=DatePrecision.DAY)
        else:
            yield set_to(row, as_of=datetime.date(2023, 12, 31), as_of_precision=DatePrecision.YEAR_END)


def names_of_indicators() -> Iterator[Mutation]:
    for row, other in permutations(every(Indicator), 2):
        if row.clause_id != other.clause_id or row.value != other.value:
            yield set_to(row, name=other.name)


def numbers_of_tiers() -> Iterator[Mutation]:
    counted = {tier.enterprises_id for tier in every(EnterpriseTier) if tier.enterprises_id}
    for tier in every(EnterpriseTier):
        yield from (set_to(tier, enterprises=key) for key in sorted(counted - {tier.enterprises_id}))


def figures_in_prose() -> Iterator[Mutation]:
    for row, name in prose():
        text = getattr(row, name)
        for match in re.finditer(r"[1-9]\d*", text):
            other = str(int(match[0]) * 3)
            yield set_to(row, **{name: text[: match.start()] + other + text[match.end() :]})


def numerals_in_prose() -> Iterator[Mutation]:
    for row, name in prose():
        text = getattr(row, name)
        for digit in DIGITS[2:]:
            yield set_to(row, **{name: f"{text[:20]}，奖{digit}百万元"})


def subjects_in_prose() -> Iterator[Mutation]:
    """A true sum for whom it is not: the sums of two rows, each with the other's name."""
    for table in AWARDS:
        rows = [row for row in every(table) if row.amount_max]
        for row, other in permutations(rows, 2):
            if row.clause_id == other.clause_id and row.amount_max != other.amount_max:
                for name in ("promise", "summary"):
                    yield set_to(row.measure, **{name: f"{row.label}得 {other.amount.sum_text}奖励"[:40]})


def thresholds_in_prose() -> Iterator[Mutation]:
    for condition in every(Condition):
        if condition.line is not None and condition.fact_id == "revenue":
            row, billions = condition.row, condition.line // 10**8
            for words in (f"给予 {billions} 亿元奖励", f"企业可得 {billions} 亿元", f"最高奖励{billions}亿元"):
                for name in ("promise", "summary"):
                    yield set_to(row.measure, **{name: words})


def scope_in_prose() -> Iterator[Mutation]:
    for row, name in prose():
        text = getattr(row, name)
        yield from (
            set_to(row, **{name: text.replace(word, other)[:60]}) for word, other in SCOPE.items() if word in text
        )


def prose() -> Iterator[tuple[Measure, str]]:
    for measure in every(Measure):
        yield from ((measure, name) for name in ("title", "promise", "summary", "audience") if getattr(measure, name))


def titles_of_others() -> Iterator[Mutation]:
    for row, other in permutations(every(Measure), 2):
        shared = set(row.clauses.all()) & set(other.clauses.all())
        if not shared and row.category_id != other.category_id:
            yield set_to(row, title=other.title)
