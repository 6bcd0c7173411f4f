"""Combines several awards of one measure by its stacking rule (docs/adr/0004). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from incentives.models.amount import Amount
from policies.enums import Stacking
from policies.text.wording import money


@dataclass(frozen=True)
class CombinedAwards:
    """The stacking rule in words; `total` is set only if the source states that awards may be added up."""

    sentence: str
    total: Amount | None = None


def combined_awards(stacking: str, amounts: Sequence[Amount]) -> CombinedAwards | None:
    """What `amounts` come to together under the rule `stacking`; None for fewer than two awards."""
    if len(amounts) < 2:
        return None
    sums = [amount.attainable for amount in amounts if amount.attainable is not None]
    highest = f"单项最高 {money(max(sums))}" if sums else ""
    if stacking == Stacking.STACKABLE:
        total = sum_of_awards(amounts)
        return CombinedAwards(f"来源载明可以叠加，合计 {total}" if total else "来源载明可以叠加，合计来源未载明", total)
    sentence = {
        Stacking.HIGHEST_ONLY: "从高不重复，只给其中最高的一项",
        Stacking.DIFFERENCE: "按级差补足，累计不超过最高的一项",
    }.get(stacking, "来源未载明能否叠加，请不要自行相加")
    return CombinedAwards("；".join(part for part in (sentence, highest) if part))


def sum_of_awards(amounts: Sequence[Amount]) -> Amount | None:
    """The sum of `amounts`; None if one of them has no sum or is a rate, or if caps are mixed with floors."""
    if any(amount.attainable is None or amount.rate_text for amount in amounts):
        return None
    lows = [amount.low for amount in amounts]
    highs = [amount.high for amount in amounts]
    total = Amount(sum(lows) if None not in lows else None, sum(highs) if None not in highs else None)
    return total if total.is_stated else None
