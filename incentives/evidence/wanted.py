"""What a sentence must say for each sort of figure that our content holds. Pure."""

from decimal import Decimal

from incentives.amounts import percent
from incentives.enums import ConditionField, Operator
from incentives.evidence.claims import Number, Wanted
from policies.enums import IndicatorNature, Qualifier
from policies.reading.quantities import Approximation, Kind, Nature
from policies.wording import money, plain, quantity

_PERCENT = frozenset({"%"})
_YUAN = frozenset({"元"})
_SHARES = frozenset({Nature.RATIO})
_KINDS = {
    "元": Kind.AMOUNT,
    "%": Kind.PERCENT,
    "百分点": Kind.PERCENT,
    "岁": Kind.AGE,
    **dict.fromkeys(("年", "个月", "天", "日", "小时", "分钟", "工作日"), Kind.DURATION),
}
_INDICATOR_NATURES = {
    IndicatorNature.OUTCOME: frozenset({Nature.OUTCOME}),
    IndicatorNature.TARGET: frozenset({Nature.TARGET}),
    IndicatorNature.COUNT: frozenset({Nature.COUNT, Nature.OUTCOME}),
}
_APPROXIMATIONS = {
    Qualifier.EXACT: Approximation.NONE,
    Qualifier.AT_LEAST: Approximation.NONE,
    Qualifier.OVER: Approximation.OVER,
    Qualifier.ABOUT: Approximation.ABOUT,
    Qualifier.NEARLY: Approximation.NEARLY,
}
_RULE_FIGURES = {
    ConditionField.AGE: (Kind.AGE, frozenset({"岁"})),
    ConditionField.FRONT_RUNNER_YEARS: (Kind.DURATION, frozenset({"年"})),
}


def award(low: int | None, high: int | None, said: str, per: str, once: bool | None) -> Wanted:
    """Money that the reader can get."""
    natures = frozenset({Nature.AWARD})
    return Wanted(kind=Kind.AMOUNT, units=_YUAN, low=low, high=high, said=said, natures=natures, per=per, once=once)


def rate(low: Decimal | None, high: Decimal | None, said: str) -> Wanted:
    """A paid share of something."""
    return Wanted(kind=Kind.PERCENT, units=_PERCENT, low=low, high=high, said=said, natures=frozenset({Nature.AWARD}))


def revenue(over: int) -> Wanted:
    """A revenue line to pass: never money to get."""
    said = f"超过 {money(over)}"
    natures = frozenset({Nature.THRESHOLD})
    return Wanted(kind=Kind.AMOUNT, units=_YUAN, low=over, high=None, said=said, natures=natures, loose=True)


def age(limit: int) -> Wanted:
    return Wanted(kind=Kind.AGE, units=frozenset({"岁"}), low=None, high=limit, said=f"{limit} 岁以下", exclusive=False)


def things(count: int) -> Wanted:
    """How many items a reform covers; 事项 are counted with 项 or 个."""
    return Wanted(
        kind=Kind.COUNT,
        units=frozenset({"项", "个", "件", "类"}),
        low=count,
        high=count,
        said=f"{count} 项",
        natures=frozenset({Nature.COUNT, Nature.OUTCOME}),
    )


def credit(limit: int) -> Wanted:
    return Wanted(
        kind=Kind.AMOUNT,
        units=_YUAN,
        low=None,
        high=limit,
        said=f"额度 {money(limit)}",
        natures=frozenset({Nature.AWARD}),
        loose=True,
    )


def share(value: Decimal, *, floor: bool = False) -> Wanted:
    """A share that is no award: of a fund's volume, of a loss, a year's interest."""
    high = None if floor else value
    said = percent(value, high)
    return Wanted(kind=Kind.PERCENT, units=_PERCENT, low=value, high=high, said=said, natures=_SHARES, loose=not floor)


def months(term: int) -> Wanted:
    units = frozenset({"个月"})
    return Wanted(kind=Kind.DURATION, units=units, low=term, high=term, said=f"{term} 个月", loose=True)


def indicator(row) -> Wanted:
    """A result, a target or the size of a list, as exactly as the source gives it."""
    qualifier = Qualifier(row.qualifier)
    return Wanted(
        kind=_KINDS.get(row.unit, Kind.COUNT),
        units=frozenset({row.unit}),
        low=row.value,
        high=None if qualifier in (Qualifier.AT_LEAST, Qualifier.OVER) else row.value,
        said=quantity(row.value, row.unit, qualifier),
        natures=_INDICATOR_NATURES[IndicatorNature(row.nature)],
        approximation=_APPROXIMATIONS[qualifier],
    )


def rule(field: ConditionField, operator: Operator, value: str, sentence: str) -> Wanted:
    """A number that a condition compares with; 超过 and 以上 are told apart."""
    number: Number = Decimal(value)
    kind, units = _RULE_FIGURES.get(field, (None, frozenset()))
    return Wanted(
        kind=kind,
        units=units,
        low=None if operator in (Operator.LTE, Operator.LT) else number,
        high=None if operator in (Operator.GTE, Operator.GT) else number,
        said=f"{operator.label} {plain(number)}{''.join(units)}",
        exclusive={Operator.GT: True, Operator.LT: True, Operator.GTE: False, Operator.LTE: False}.get(operator),
        loose=operator in (Operator.EQ, Operator.IN),
    )
