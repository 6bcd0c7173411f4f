"""What a figure is *for*: an award to get, a threshold to pass, a ratio, a target, a result, a number of things.

A wrong `award` promises money that is not there, so the rules that deny come first and an award needs words of giving
near it. Each rule looks at the masked words around a run of figures (`context`) and returns the deciding words. Pure.
"""

import re
from collections.abc import Callable

from policies.figures.context import ANY, Context
from policies.figures.natures import awards, denials, funds, parties, parts, results, thresholds
from policies.figures.natures.cues import Verdict
from policies.figures.quantities import FigureKind, Nature


def nature_of(context: Context) -> Verdict:
    """The figure's nature and the words that decided it (none where nothing did)."""
    kind = context.quantity.kind
    for rule in _RELIEFS if context.quantity.worded else _RULES.get(kind, ()):
        verdict = rule(context)
        if verdict is not None:
            nature, words = verdict
            return nature, tuple(re.sub(ANY, "…", word) for word in words)
    return _DEFAULTS.get(kind, Nature.OTHER), ()


# The first rule that returns a verdict decides.
_Rule = Callable[[Context], Verdict | None]
_DESCRIBED: tuple[_Rule, ...] = (thresholds.in_condition, thresholds.exchanged, thresholds.qualifying)
_RELIEFS: tuple[_Rule, ...] = (results.result, denials.denied, awards.relief)
_MONEY: tuple[_Rule, ...] = (
    results.under_heading,
    parts.base_of_a_share,
    awards.borne,
    parts.divided,
    results.result,
    results.paid_out,
    results.received,
    results.in_all,
    parts.instalment_sum,
    funds.named,
    *_DESCRIBED,
    denials.denied,
    denials.levied,
    parties.to_public,
    parties.between_others,
    parties.obliged,
    funds.fund_size,
    results.planned,
    thresholds.bounded_behind,
    awards.given_before,
    awards.gift_behind,
    awards.standard,
    awards.added,
    awards.stated,
    awards.lent,
    awards.raised,
    results.target,
    thresholds.measured_before_award,
    awards.capped,
    awards.floored,
    results.of_the_place,
    thresholds.measured_limit,
    awards.listed,
    awards.recognised,
    results.reported,
)
_SHARES: tuple[_Rule, ...] = (
    results.under_heading,
    results.result,
    awards.borne,
    parts.divided,
    parts.of_things,
    *_DESCRIBED,
    denials.denied,
    denials.levied,
    parties.to_public,
    parties.between_others,
    parties.obliged,
    funds.put_aside,
    results.planned,
    parts.instalment,
    parts.interest,
    thresholds.bounded_behind,
    awards.given_before,
    awards.gift_behind,
    awards.added,
    awards.stated,
    awards.capped,
    awards.raised,
    awards.share_of,
    results.target,
    thresholds.measured_before_award,
    thresholds.measured_limit,
    parts.rate,
    awards.listed,
    results.reported,
)
_THINGS: tuple[_Rule, ...] = (
    results.under_heading,
    *_DESCRIBED,
    thresholds.bounded_behind,
    results.result,
    results.target,
    thresholds.measured_before_award,
    thresholds.measured_limit,
    results.done,
)
_RULES: dict[FigureKind, tuple[_Rule, ...]] = {
    FigureKind.AMOUNT: _MONEY,
    FigureKind.PERCENT: _SHARES,
    FigureKind.RATIO: _SHARES,
    FigureKind.COUNT: _THINGS,
    FigureKind.DURATION: (thresholds.period_required,),
}
_DEFAULTS = {FigureKind.PERCENT: Nature.RATIO, FigureKind.RATIO: Nature.RATIO, FigureKind.COUNT: Nature.COUNT}
