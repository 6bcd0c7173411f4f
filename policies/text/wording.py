"""Chinese wording of dates and figures: dates as precise as the source, money in 万元/亿元, never rounded. Pure."""

import calendar
import datetime
from decimal import Decimal

from policies.enums import DatePrecision, Qualifier

_INNER = str.maketrans("“”", "‘’")
WAN = 10_000
YI = 100_000_000


def dated(date: datetime.date, precision: DatePrecision = DatePrecision.DAY) -> str:
    """A date in Chinese at its precision: 2024年6月28日, 2024年3月, 2023年, 2023年底."""
    return {
        DatePrecision.DAY: f"{date.year}年{date.month}月{date.day}日",
        DatePrecision.MONTH: f"{date.year}年{date.month}月",
        DatePrecision.YEAR: f"{date.year}年",
        DatePrecision.YEAR_END: f"{date.year}年底",
    }[precision]


def quoted(text: object) -> str:
    """`text` in “ ”; its own quotation marks become ‘ ’ inside them."""
    return f"“{str(text).translate(_INNER)}”"


def months_between(earlier: datetime.date, later: datetime.date) -> int:
    """Whole months from `earlier` to `later`; 0 if `later` is the earlier day."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The day `months` months before `day`, or the last day of that month if it is shorter; at least `date.min`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < datetime.MINYEAR:
        return datetime.date.min
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def plain(number: int | Decimal) -> str:
    """Digits without trailing zeros or an exponent: 935.60 → 935.6."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scaled(value: int | Decimal) -> tuple[str, str]:
    """The digits and the scale ('', 万, 亿) that write `value` exactly. 亿 is used for multiples of 百万."""
    value = Decimal(value)
    if value >= YI and value % (YI // 100) == 0:
        return plain(value / YI), "亿"
    if value >= WAN:
        return plain(value / WAN), "万"
    return plain(value), ""


def money(yuan: int | Decimal) -> str:
    """An amount in 元 as 200 万元, 50 亿元 or 800 元; exact, never rounded."""
    digits, scale = scaled(yuan)
    return f"{digits} {scale}元"


def quantity(value: int | Decimal, unit: str, qualifier: Qualifier = Qualifier.EXACT) -> str:
    """A figure with its unit and qualifier: 4058 家, 200 万户以上, 超过 1000 亿元, 32%.

    Money, and counts from 万 that are multiples of 千, are written with 万/亿. Other counts keep all digits.
    """
    value = Decimal(value)
    if unit == "%":
        figure = f"{plain(value)}%"
    elif unit == "元":
        figure = money(value)
    elif value >= WAN and value % 1000 == 0:
        digits, scale = scaled(value)
        figure = f"{digits} {scale}{unit}"
    else:
        figure = f"{plain(value)} {unit}"
    return {
        Qualifier.EXACT: figure,
        Qualifier.AT_LEAST: f"{figure}以上",
        Qualifier.OVER: f"超过 {figure}",
        Qualifier.ABOUT: f"约 {figure}",
        Qualifier.NEARLY: f"近 {figure}",
    }[qualifier]
