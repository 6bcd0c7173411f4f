"""Figures written out, to see that reading gives them back."""

import datetime
from fractions import Fraction

import cn2an

from policies.figures.lexis.numerals import short
from policies.figures.quantities import Bound, FigureKind, Precision, Quantity, Value
from policies.text.wording import plain

_BOUND_FORMS = {
    (Bound.CAP, False): "不超过{}",
    (Bound.CAP, True): "低于{}",
    (Bound.FLOOR, False): "不低于{}",
    (Bound.FLOOR, True): "超过{}",
}
_DATE_FORMS = {
    Precision.DAY: "{0.year}年{0.month}月{0.day}日",
    Precision.MONTH: "{0.year}年{0.month}月",
    Precision.YEAR: "{0.year}年",
    Precision.YEAR_END: "{0.year}年底",
}


def written(quantity: Quantity) -> str:
    """The quantity in one standard form, which reads back to the same value, unit and bound: `不超过5万元`."""
    if quantity.low is None and quantity.high is None:
        return quantity.text
    if quantity.bound is Bound.RANGE:
        return f"{_number(quantity, quantity.low)}—{_number(quantity, quantity.high)}"
    form = _BOUND_FORMS.get((quantity.bound, quantity.exclusive), "{}")
    return form.format(_number(quantity, quantity.value))


def _number(quantity: Quantity, value: Value | None) -> str:
    if isinstance(value, datetime.date):
        return _DATE_FORMS[quantity.precision or Precision.DAY].format(value)
    if isinstance(value, Fraction):
        return f"{value.denominator}分之{value.numerator}"
    digits = short(value) if quantity.kind is FigureKind.AMOUNT else plain(value)
    return digits + quantity.unit


def spelled(value: int) -> str:
    """The number in Chinese numerals: 120 is 一百二十."""
    return cn2an.an2cn(str(value), "low")
