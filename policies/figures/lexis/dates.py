"""Dates in a compact sentence: 2024年6月28日, 2024-06-28, 2023年底, 二〇二四年, 2023—2025年, 6月30日. Pure."""

import datetime
import re
from collections.abc import Iterator

from policies.figures.lexis.numerals import read_number
from policies.figures.quantities import Bound, FigureKind, Precision, Quantity

_HAN_YEAR = "[二一][〇零一二三四五六七八九]{3}"
_YEAR = rf"(?P<year>(?<![0-9.])(?:19|20)[0-9]{{2}}|{_HAN_YEAR})"
_MONTH = r"(?P<month>[01]?[0-9]|十?[一二三四五六七八九]|十)月份?"
_DAY = r"(?P<day>[0-3]?[0-9]|[二三]?十?[一二三四五六七八九十])[日号]"
_DATE = re.compile(
    rf"{_YEAR}年(?:度(?!末|底))?(?:(?P<year_end>年?度?[底末])|{_MONTH}(?:{_DAY}|[底末初])?)?"
    r"|(?<![0-9.])(?P<iso_year>(?:19|20)[0-9]{2})(?P<mark>[-./])(?P<iso_month>[01]?[0-9])(?P=mark)(?P<iso_day>[0-3]?[0-9])(?![0-9])"
    rf"|(?P<first_year>(?<![0-9.])(?:19|20)[0-9]{{2}})(?=(?:-{{1,2}}|~|至)(?:19|20)[0-9]{{2}}年)"
    r"|(?<![0-9个.])(?:[1-9]|1[0-2])(?:(?:-|~|至)(?:[1-9]|1[0-2]))?月(?:份|[0-3]?[0-9][日号]|[底末初])?"
)
_TO = re.compile(r"(?:起?-{1,2}|起?~|起?至|到)")


def read_dates(text: str) -> list[Quantity]:
    """The dates of a compact sentence in order; two joined by 至 or a dash are one range."""
    dates: list[Quantity] = []
    for date in _single_dates(text):
        if dates and _TO.fullmatch(text, dates[-1].end, date.start) and _ordered(dates[-1], date):
            date = _range(text, dates.pop(), date)
        dates.append(date)
    return dates


def _single_dates(text: str) -> Iterator[Quantity]:
    for match in _DATE.finditer(text):
        day, precision = _day(match)
        yield Quantity(
            text=match[0],
            start=match.start(),
            end=match.end(),
            kind=FigureKind.DATE,
            low=day,
            high=day,
            precision=precision,
        )


def _day(match: re.Match[str]) -> tuple[datetime.date | None, Precision]:
    parts = match.groupdict()
    year = parts["year"] or parts["iso_year"] or parts["first_year"]
    if year is None:
        return None, Precision.PARTIAL
    if parts["year_end"]:
        return _calendar_day(year, "12", "31"), Precision.YEAR_END
    month = parts["month"] or parts["iso_month"]
    day = parts["day"] or parts["iso_day"]
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return _calendar_day(year, month or "1", day or "1"), precision


def _calendar_day(*parts: str) -> datetime.date | None:
    year, month, day = (int(part) if part.isdigit() else read_number(part) for part in parts)
    try:
        return datetime.date(year, month, day)
    except (TypeError, ValueError):  # no number, or a day the calendar does not have
        return None


def _ordered(first: Quantity, second: Quantity) -> bool:
    both = first.low is not None and second.high is not None
    return both and first.bound is Bound.EXACT and first.low <= second.high


def _range(text: str, first: Quantity, second: Quantity) -> Quantity:
    return Quantity(
        text=text[first.start : second.end],
        start=first.start,
        end=second.end,
        kind=FigureKind.DATE,
        low=first.low,
        high=second.high,
        bound=Bound.RANGE,
        precision=second.precision,
    )
