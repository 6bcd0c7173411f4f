"""The amount of an award as a value: what the source states, its text, and its sort key. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from policies.text.wording import money, plain, scaled

NOT_STATED = "来源未载明"
RECIPIENTS = ("", "人", "家", "户", "项目")  # what a sum goes to as a whole; of all else it is a price of one unit


@dataclass(frozen=True)
class Amount:
    """A sum in 元, or in another `currency`, and a rate in % of `rate_base`; a null end is not stated.

    `paid_for` is the thing that the sum is for one of (人, 平方米), `period` the time that it is for (每月); blank: not
    stated. Of a rate with a sum the sum is the cap.

    Both ends equal: the exact sum. Only `high`: a cap. Only `low`: a floor. Nothing: 来源未载明.
    """

    low: int | None = None
    high: int | None = None
    rate_low: Decimal | None = None
    rate_high: Decimal | None = None
    rate_base: str = ""
    paid_for: str = ""
    period: str = ""
    currency: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the sum is in 元 and all that one recipient gets, not the price of a unit or of a period."""
        return self.paid_for in RECIPIENTS and not self.period and not self.currency

    @property
    def unit_text(self) -> str:
        """What the sum is for one of: /平方米·月; empty where nothing is stated."""
        parts = [part for part in (self.paid_for, self.period.removeprefix("每")) if part]
        return f"/{'·'.join(parts)}" if parts else ""

    @cached_property
    def is_stated(self) -> bool:
        return any(end is not None for end in (self.low, self.high, self.rate_low, self.rate_high))

    @cached_property
    def attainable(self) -> int | None:
        """The greatest sum (元) that the source states, for sorting and comparing; None without a whole sum.

        In SQL: `attainable` in incentives/models/computed.py.
        """
        if not self.is_whole:
            return None
        return self.low if self.high is None else self.high

    @cached_property
    def sum_text(self) -> str:
        """The sum alone: 200 万元, 5 万—10 万元/人, 最高 20 元/平方米·月, 不低于 10 万元; empty without a sum."""
        return self._bare_sum and self._bare_sum + self.unit_text

    @property
    def rate_text(self) -> str:
        """The rate alone: 贷款利息的 50%, 最高 30% of the base; empty without a rate."""
        if self.rate_low is None and self.rate_high is None:
            return ""
        unit = "" if self._bare_sum else self.unit_text
        return f"{self.rate_base}的 {percent(self.rate_low, self.rate_high)}{unit}"

    @cached_property
    def _bare_sum(self) -> str:
        if self.low is None and self.high is None:
            return ""
        if self.low is None:
            return f"最高 {self._money(self.high)}"
        if self.high is None:
            return f"不低于 {self._money(self.low)}"
        most = self._money(self.high)
        return most if self.low == self.high else f"{joined(self.low)}—{most}"

    def _money(self, value: int) -> str:
        return money(value).removesuffix("元") + (self.currency or "元")

    @cached_property
    def text(self) -> str:
        """Rate and sum in words; 来源未载明 without either."""
        return "，".join(part for part in (self.rate_text, self.sum_text) if part) or NOT_STATED

    def __str__(self) -> str:
        return self.text


def joined(yuan: int) -> str:
    """The low end of a range, without the unit 元, which follows the high end: 5 万."""
    digits, scale = scaled(yuan)
    return f"{digits} {scale}".rstrip()


def percent(low: Decimal | None, high: Decimal | None) -> str:
    """A rate in % as 50%, 30%—50%, 最高 30% or 不低于 50%."""
    if low is None:
        return f"最高 {plain(high)}%"
    if high is None:
        return f"不低于 {plain(low)}%"
    return f"{plain(low)}%" if low == high else f"{plain(low)}%—{plain(high)}%"
