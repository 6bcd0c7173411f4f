"""What a figure is: its kind, bound, value and nature, in the words that reading, judging and pairing share. Pure."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from policies.figures.lexis.each import paid_for, period


class FigureKind(StrEnum):
    """What is measured."""

    AMOUNT = "amount"  # money; 元 or a foreign currency
    PERCENT = "percent"  # %, ‰ and 成 as %, 百分点, BP
    RATIO = "ratio"  # 三分之一, 2/3, 1:1
    COUNT = "count"  # 家, 项, 名, 户, 亩 …
    DURATION = "duration"  # 3年, 15个工作日
    AGE = "age"  # 40岁
    DATE = "date"
    NUMBER = "number"  # no unit: articles, postcodes, house numbers


class Bound(StrEnum):
    """How the number limits the value."""

    EXACT = "exact"
    CAP = "cap"
    FLOOR = "floor"
    RANGE = "range"


class Comparison(StrEnum):
    """The sign of a bound."""

    EXACT = "="
    AT_LEAST = "≥"
    OVER = ">"
    AT_MOST = "≤"
    BELOW = "<"
    BETWEEN = "–"


class Approximation(StrEnum):
    NONE = "none"
    ABOUT = "about"  # 约, 左右
    OVER = "over"  # 余, 多, 超, 逾
    NEARLY = "nearly"  # 近


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    YEAR_END = "year_end"
    PARTIAL = "partial"  # the year is not said


class Nature(StrEnum):
    """What a figure is for. Only an award may be shown as something the reader can get."""

    AWARD = "award"  # 奖励标准: sums, paid rates, credit limits
    THRESHOLD = "threshold"  # 门槛: what must be reached
    RATIO = "ratio"  # 比例: a share or rate that is neither
    FUND = "fund"  # 资金规模: what is set aside for all together
    TARGET = "target"  # 目标
    OUTCOME = "outcome"  # 成效
    COUNT = "count"  # 数量
    OTHER = "other"  # addresses, postcodes, ages, dates, periods; fees, fines, what is no longer given


Value = int | Decimal | Fraction | datetime.date


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One number with its unit, as it stands in a sentence: `sentence[start:end] == text`.

    `low` and `high` are in `unit`: yuan as int where integral (5万元 is 50000), percent as Decimal (8‰ is 0.8 %),
    a ratio as Fraction, a date as its first day (the 31st of December for 年底). Exact: both ends equal; cap: `high`
    only; floor: `low` only; both None: a number that names no value (a date without year), or one of which `unread`
    says the characters that were not understood: nothing may be taken from it.
    """

    text: str
    start: int
    end: int
    kind: FigureKind
    low: Value | None
    high: Value | None
    unit: str = ""
    bound: Bound = Bound.EXACT
    exclusive: bool = False  # 超过, 不足: the number itself does not count
    approximation: Approximation = Approximation.NONE
    bound_words: tuple[str, ...] = ()
    one_off: bool = False  # 一次性
    per: tuple[str, ...] = ()  # 每人, 每月, 每亩: what the number is for one of
    precision: Precision | None = None  # dates only
    worded: bool = False  # 全额, 减半: a share said without a number
    unread: str = ""  # characters in or beside the number that were not understood

    @property
    def value(self) -> Value | None:
        """The number stated, whichever end it bounds; None for a range."""
        if self.bound is Bound.RANGE:
            return None
        return self.high if self.low is None else self.low

    @property
    def has_value(self) -> bool:
        """Whether the number can be taken for one at all."""
        return self.low is not None or self.high is not None

    @property
    def comparison(self) -> Comparison:
        """The bound as a sign, with whether the number itself counts."""
        signs = {
            (Bound.CAP, False): Comparison.AT_MOST,
            (Bound.CAP, True): Comparison.BELOW,
            (Bound.FLOOR, False): Comparison.AT_LEAST,
            (Bound.FLOOR, True): Comparison.OVER,
            (Bound.RANGE, False): Comparison.BETWEEN,
        }
        return signs.get((self.bound, self.exclusive), Comparison.EXACT)

    @property
    def currency(self) -> str:
        """元, 美元 …; '' for what is no money."""
        return self.unit if self.kind is FigureKind.AMOUNT else ""

    @property
    def paid_for(self) -> str:
        """The thing that one amount is for, in one name: 人, 家, 项目, 平方米, 千瓦时 …; '' if none is named."""
        return paid_for(self.per)

    @property
    def period(self) -> str:
        """每年, 每月 …; 一次性 for what is paid once; '' if nothing is said."""
        return period(self.per) or ("一次性" if self.one_off else "")


@dataclass(frozen=True, kw_only=True)
class Figure(Quantity):
    """A quantity in its sentence, with its nature and the words that decided it."""

    nature: Nature
    nature_words: tuple[str, ...] = ()
    first_time: bool = False  # 首次
    measure: str = ""  # a threshold's: 营业收入, 产值, 入库税收, 投资额 …
    base: str = ""  # a rate's: what it is a share of, in the sentence's words
    cap: int | None = None  # a rate's: the most it may come to, in 元

    @property
    def is_award(self) -> bool:
        """Whether this may be shown as something the reader can get."""
        return self.nature is Nature.AWARD and self.has_value
