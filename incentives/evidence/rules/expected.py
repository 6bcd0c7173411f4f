"""What a sentence must say for each sort of figure that our content holds. Pure."""

from decimal import Decimal

from incentives.enums import Operator
from incentives.evidence.claims import Blank, ExpectedFigure, Number
from incentives.models.amount import percent
from policies.enums import IndicatorNature, Qualifier
from policies.figures.quantities import Approximation, FigureKind, Nature
from policies.text.wording import money, plain, quantity

_PERCENT = frozenset({"%"})
_YUAN = frozenset({"元"})
_SHARES = frozenset({Nature.RATIO})
_KINDS = {
    "元": FigureKind.AMOUNT,
    "%": FigureKind.PERCENT,
    "百分点": FigureKind.PERCENT,
    "岁": FigureKind.AGE,
    **dict.fromkeys(("年", "个月", "天", "日", "小时", "分钟", "工作日"), FigureKind.DURATION),
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
_ITEMS = frozenset({"项", "个", "件", "类"})
_THINGS = frozenset({Nature.COUNT, Nature.OUTCOME})
_AWARDS = frozenset({Nature.AWARD})

# What would belong in a column that is blank.
BLANK_SUM = Blank(kind=FigureKind.AMOUNT, natures=_AWARDS)
BLANK_RATE = Blank(kind=FigureKind.PERCENT, natures=_AWARDS, units=_PERCENT)  # 百分点 are added to another rate
BLANK_AGE = Blank(kind=FigureKind.AGE)
BLANK_LINE = Blank(kind=FigureKind.AMOUNT, natures=frozenset({Nature.THRESHOLD}), measured="收入|营收|销售")
BLANK_ITEMS = Blank(kind=FigureKind.COUNT, natures=_THINGS, units=_ITEMS)
BLANKS_OF_A_LOAN = {
    "credit_limit": ("额度上限", Blank(kind=FigureKind.AMOUNT, natures=_AWARDS, measured="额度|授信|贷款|限额|最高")),
    "annual_rate": ("年利率", Blank(kind=FigureKind.PERCENT, measured="利率|年化")),
    "term_months": ("期限", Blank(kind=FigureKind.DURATION, measured="期限|贷款期|授信期")),
    "invest_share_min_percent": ("投资占可投规模下限", Blank(kind=FigureKind.PERCENT, measured="可投规模|投资占")),
    "loss_tolerance_percent": ("投资损失允许率", Blank(kind=FigureKind.PERCENT, measured="损失|容忍")),
}


def award(
    low: int | None,
    high: int | None,
    text: str,
    *,
    currency: str = "",
    paid_for: str = "",
    period: str = "",
    once: bool | None = None,
) -> ExpectedFigure:
    """Money that the reader can get: of what, and for how long, one sum is paid."""
    natures = frozenset({Nature.AWARD})
    return ExpectedFigure(
        kind=FigureKind.AMOUNT,
        units=frozenset({currency or "元"}),
        low=low,
        high=high,
        text=text,
        natures=natures,
        paid_for=paid_for,
        period=period,
        once=once,
    )


def rate(low: Decimal | None, high: Decimal | None, text: str) -> ExpectedFigure:
    """A paid share of something."""
    return ExpectedFigure(
        kind=FigureKind.PERCENT, units=_PERCENT, low=low, high=high, text=text, natures=frozenset({Nature.AWARD})
    )


def age(limit: int) -> ExpectedFigure:
    return ExpectedFigure(
        kind=FigureKind.AGE, units=frozenset({"岁"}), low=None, high=limit, text=f"{limit} 岁以下", exclusive=False
    )


def things(count: int, unit: str = "") -> ExpectedFigure:
    """How many items a reform covers, counted with `unit`, or with any word for items."""
    units, text = frozenset({unit}) if unit else _ITEMS, f"{count} {unit or '项'}"
    return ExpectedFigure(kind=FigureKind.COUNT, units=units, low=count, high=count, text=text, natures=_THINGS)


def credit(limit: int) -> ExpectedFigure:
    return ExpectedFigure(
        kind=FigureKind.AMOUNT,
        units=_YUAN,
        low=None,
        high=limit,
        text=f"额度 {money(limit)}",
        natures=frozenset({Nature.AWARD}),
        loose=True,
    )


def share(value: Decimal, *, floor: bool = False) -> ExpectedFigure:
    """A share that is no award: of a fund's volume, of a loss, a year's interest."""
    high = None if floor else value
    text = percent(value, high)
    return ExpectedFigure(
        kind=FigureKind.PERCENT, units=_PERCENT, low=value, high=high, text=text, natures=_SHARES, loose=not floor
    )


def months(term: int) -> ExpectedFigure:
    units = frozenset({"个月"})
    return ExpectedFigure(kind=FigureKind.DURATION, units=units, low=term, high=term, text=f"{term} 个月", loose=True)


def number(value: Number) -> ExpectedFigure:
    """A number of which only its value is known here."""
    return ExpectedFigure(kind=None, units=frozenset(), low=value, high=value, text=plain(value), loose=True)


def indicator(row) -> ExpectedFigure:
    """A result, a target or the size of a list, as exactly as the source gives it."""
    qualifier = Qualifier(row.qualifier)
    return ExpectedFigure(
        kind=_KINDS.get(row.unit, FigureKind.COUNT),
        units=frozenset({row.unit}),
        low=row.value,
        high=None if qualifier in (Qualifier.AT_LEAST, Qualifier.OVER) else row.value,
        text=quantity(row.value, row.unit, qualifier),
        natures=_INDICATOR_NATURES[IndicatorNature(row.nature)],
        approximation=_APPROXIMATIONS[qualifier],
    )


def rule(operator: Operator, value: Number, unit: str, text: str) -> ExpectedFigure:
    """A number that a condition compares with, never money to get; 超过 and 以上 are told apart."""
    return ExpectedFigure(
        kind=_KINDS.get(unit, FigureKind.COUNT),
        units=frozenset({unit}),
        low=None if operator in (Operator.LTE, Operator.LT) else value,
        high=None if operator in (Operator.GTE, Operator.GT) else value,
        text=f"{operator.label} {text}",
        natures=frozenset({Nature.THRESHOLD}) if unit == "元" else frozenset(),
        exclusive={Operator.GT: True, Operator.LT: True, Operator.GTE: False, Operator.LTE: False}.get(operator),
        loose=operator is Operator.EQ,
    )
