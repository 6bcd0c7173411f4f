"""The checks that follow from a provision's own columns (docs/adr/0003). Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from incentives.eligibility.checks import Check
from incentives.enums import SME

SME_SIZES = "micro,small,medium"
YES = "yes"
FIRST_TIME = "first_time"
# By the fact of a condition, the fact that `first_time` of the same row is about.
SUBJECTS = {"benchmark": "first_benchmark", "front_runner": "first_front_runner"}


class Columns(NamedTuple):
    """The columns of a provision that are rules. None and blank set no bound; sums are in 元, ages in years."""

    tier: str = ""
    on_ladder: bool = False
    is_recognised: bool = False  # the award is for being recognised as the tier
    revenue_over: int | None = None
    first_time: bool | None = None
    one_off: bool | None = None
    max_age: int | None = None
    doctorate: bool | None = None
    subject: str = ""  # the fact that `first_time` is about


def column_checks(columns: Columns) -> list[Check]:
    """One check for each column that sets a bound."""
    checks = list(_tier_checks(columns))
    if columns.one_off and any(check.operator in {"reach", "reach_first"} for check in checks):
        checks.append(Check("paid", "once", columns.tier))
    if columns.revenue_over is not None:
        checks.append(Check("revenue", "gt", str(columns.revenue_over)))
    if columns.first_time and columns.revenue_over is not None:
        checks.append(Check("passed", "first_over", str(columns.revenue_over)))
    elif columns.first_time and not any(check.operator == "reach_first" for check in checks):
        checks.append(Check(SUBJECTS.get(columns.subject, FIRST_TIME), "eq", YES))
    if columns.max_age is not None:
        checks.append(Check("age", "lte", str(columns.max_age)))
    if columns.doctorate:
        checks.append(Check("doctorate", "eq", YES))
    return checks


def _tier_checks(columns: Columns) -> Iterable[Check]:
    if columns.tier == SME:
        yield Check("size", "in", SME_SIZES)
    elif columns.tier and columns.revenue_over is not None:
        yield Check("held", "eq" if columns.on_ladder else "belong", columns.tier)
    elif columns.tier and columns.first_time:
        yield Check("held", "reach_first", columns.tier)
    elif columns.tier:
        yield Check("held", "reach" if columns.is_recognised else "eq", columns.tier)
