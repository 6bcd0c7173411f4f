"""The answers of one reader, by fact. Pure."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

Choice = frozenset[str]
Answer = Choice | Decimal | int | datetime.date

# A reader's answers by fact; a fact without an answer is not there. An empty set says 都没有. Sums are in 元.
# Beside the stored facts there are those that follow from them; the functions below name them.
Profile = Mapping[str, Answer]

PAID = "paid"  # slugs of the tiers whose award has been received

# The states of an honour; an answer can have several that contradict each other, and then a person checks.
WON, EARLIER, HELD, APPLYING, NONE = "won", "earlier", "held", "applying", "none"
NOT_HELD = "not_held"  # whether it is applied for is not said
HOLDING = frozenset({WON, EARLIER, HELD})


def honour(tier: str) -> str:
    """The fact how the enterprise stands to the honour of a tier."""
    return f"honour-{tier}"


def first(fact: str) -> str:
    """The fact whether what `fact` tells of was for the first time."""
    return f"first_{fact}"


def passed(fact: str) -> str:
    """The fact how far a number went before last year: the highest line reached; 0 for none."""
    return "passed" if fact == "revenue" else f"passed_{fact}"


def passed_last(fact: str) -> str:
    """The fact which line a number reached for the first time last year; 0 for none."""
    return f"{passed(fact)}_last"


def honours_of_lists(lists: Mapping[str, Collection[str]], tiers: Iterable[str]) -> dict[str, Choice]:
    """The honours of `tiers` from lists of tiers: held (no word on since when), held_earlier, won, applying.

    A list that was not sent is not there. An honour in no list is denied by an empty `held`, or by `held_earlier` and
    `won` both, and by `applying`.
    """
    denied = not lists.get("held", True) or {"held_earlier", "won"} <= lists.keys()
    names = {"held": HELD, "held_earlier": EARLIER, "won": WON, "applying": APPLYING}
    honours = {}
    for tier in tiers:
        states = {state for name, state in names.items() if tier in lists.get(name, ())}
        if not lists.get("held", True) or (denied and not states & HOLDING):
            states |= {NONE} if "applying" in lists and not states else {NOT_HELD}
        if states:
            honours[honour(tier)] = frozenset(states)
    return honours
