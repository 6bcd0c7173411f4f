"""The questions of the match: one for each fact that rules use, the worthiest first. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from incentives.eligibility.checks import Check, bound, facts_of
from incentives.eligibility.explanation import values_by_fact
from incentives.eligibility.profile import (
    APPLYING,
    EARLIER,
    NONE,
    PAID,
    WON,
    first,
    honour,
    passed,
    passed_last,
)
from incentives.enums import Answer, FactAbout, FactKind
from policies.text.wording import WAN, plain, quantity

MANY, ONE, YES_NO, NUMBER, DATE = "many", "one", "yes-no", "number", "date"
SHAPES = {FactKind.ONE: ONE, FactKind.MANY: MANY, FactKind.YES_NO: YES_NO, FactKind.NUMBER: NUMBER, FactKind.DATE: DATE}
NONE_OF_ALL = "以上都没有"
MOST_WAN = 10**11  # 万元; beyond any sum, within both databases' integers
HONOURS = "企业荣誉"
HONOUR_ANSWERS = {NONE: "没有", APPLYING: "正在申报", WON: "今年首次获评", EARLIER: "早就持有"}
Options = tuple[tuple[str, str], ...]


class StoredFact(Protocol):
    """What a question needs of a fact."""

    slug: str
    name: str
    question: str
    help: str
    kind: str
    about: str
    unit: str
    most: int | None
    none_label: str
    first_question: str


@dataclass(frozen=True)
class Question:
    """How the match asks for one fact.

    `about` is the part of the form that shows it. `options` are values and labels, without 都不是, which `none` words.
    Sums are asked in 万元 (`is_money`).
    """

    fact: str
    label: str
    shape: str
    about: str = FactAbout.ENTERPRISE.label
    help: str = ""
    options: Options = ()
    none: str = ""
    most: int | None = None
    unit: str = ""
    is_line: bool = False  # the options are steps between lines, each by its lower line

    @property
    def is_money(self) -> bool:
        return self.unit == "元"


@dataclass(frozen=True)
class Catalogue:
    """What rules may compare: facts by slug, values and labels of their choices, tiers."""

    facts: Mapping[str, StoredFact]
    choices: Mapping[str, Mapping[str, str]]
    tiers: Mapping[str, str] = field(default_factory=dict)  # slugs and names, in order


def questions(checks: Iterable[Check], catalogue: Catalogue, worth: Mapping[str, tuple[int, int]]) -> list[Question]:
    """The questions that `checks` need, by part of the form; in each part the worthiest first.

    `worth` gives for each fact the money (元) that it decides and the number of rows.
    """
    checks = set(checks)
    values = values_by_fact(checks)
    reached = {fact for check in checks if check.operator == "first_gte" for fact in facts_of(check)}
    asked = [
        one
        for fact in facts_in_order(catalogue)
        if fact in values and (one := question_of(fact, catalogue, values[fact], "达到" if fact in reached else "超过"))
    ]
    parts = [HONOURS, *FactAbout.labels]
    return sorted(
        asked,
        key=lambda one: (
            parts.index(one.about),
            one.fact == PAID,
            *(-part for part in worth.get(one.fact, (0, 0))),
        ),
    )


def facts_in_order(catalogue: Catalogue) -> list[str]:
    """Every fact that can be asked for, those that follow from a stored one behind it."""
    order = [*map(honour, catalogue.tiers), PAID]
    for slug in catalogue.facts:
        order += [slug, passed(slug), passed_last(slug), first(slug)]
    return list(dict.fromkeys(order))


def question_of(
    fact: str, catalogue: Catalogue, values: frozenset[str] | None = None, over: str = "超过"
) -> Question | None:
    """The question that asks for `fact`; None if there is no such fact.

    It offers what rules compare with (`values`), or with None all that the fact has; `over` words the steps of lines.
    """
    if fact == PAID:
        offered = _offered(catalogue.tiers, values)
        return Question(PAID, "已经领过奖励的荣誉", MANY, HONOURS, "", offered, NONE_OF_ALL)
    for slug, name in catalogue.tiers.items():
        if fact == honour(slug):
            return Question(fact, name, ONE, HONOURS, "", tuple(HONOUR_ANSWERS.items()))
    for stored in catalogue.facts.values():
        if fact == stored.slug and stored.kind != FactKind.HONOUR:
            return _of_fact(stored, catalogue, values)
        if fact == first(stored.slug):
            label = stored.first_question or f"{stored.name}是首次吗"
            return Question(fact, label, YES_NO, FactAbout(stored.about).label, "", _yes_no())
        if stored.kind == FactKind.NUMBER and fact in {passed(stored.slug), passed_last(stored.slug)}:
            return _of_lines(fact, stored, values or (), over)
    return None


def _offered(labels: Mapping[str, str], values: frozenset[str] | None) -> Options:
    return tuple((value, label) for value, label in labels.items() if values is None or value in values)


def _of_fact(fact: StoredFact, catalogue: Catalogue, values: frozenset[str] | None) -> Question:
    labels = catalogue.choices.get(fact.slug, {})
    # A choice without 都不是 offers all its values: one of them is the answer of everybody else.
    offered = _offered(labels, values if fact.none_label else None)
    return Question(
        fact.slug,
        fact.question,
        SHAPES[FactKind(fact.kind)],
        FactAbout(fact.about).label,
        fact.help,
        _yes_no() if fact.kind == FactKind.YES_NO else offered,
        fact.none_label,
        MOST_WAN if fact.unit == "元" else fact.most,
        fact.unit,
    )


def _of_lines(asked: str, fact: StoredFact, values: Iterable[str], over: str) -> Question:
    """How far a number went before last year, or which line it first passed last year."""
    name = fact.name.removeprefix("年")
    label = f"前年及更早，{name}最高到过" if asked == passed(fact.slug) else f"去年首次{over}的{name}"
    steps = line_steps(values, fact.unit, over)
    about = FactAbout(fact.about).label
    return Question(asked, label, ONE, about, options=steps, unit=fact.unit, is_line=True)


def line_steps(values: Iterable[str], unit: str, over: str = "超过") -> Options:
    """The steps between the lines `values` (in 元 for money); each step's value is its lower line, money in 万元."""
    limits = sorted({limit for limit in map(bound, values) if isinstance(limit, Decimal)})
    steps = [("0", f"从未{over} {quantity(limits[0], unit)}")] if limits else []
    for place, limit in enumerate(limits):
        above = f"，未{over} {quantity(limits[place + 1], unit)}" if place + 1 < len(limits) else ""
        steps.append((plain(limit / WAN if unit == "元" else limit), f"{over} {quantity(limit, unit)}{above}"))
    return tuple(steps)


def _yes_no() -> Options:
    return tuple(Answer.choices)
