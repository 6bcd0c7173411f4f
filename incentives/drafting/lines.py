"""A threshold that a text states, as a condition of its row on the fact that it measures."""

from collections.abc import Collection

from django.db.models import Max
from django.db.models.functions import Coalesce

from incentives.enums import FactKind
from incentives.models import Condition, Fact
from incentives.models.provision import Provision
from incentives.models.rules.condition import ROW_KEYS


def rule_of(measured: str, operator: str, value: object, unit: str, text: str, facts: Collection[Fact]) -> dict:
    """The fields of a rule for a threshold; empty if no fact has the words of `measured`, so that a person checks.

    Of several facts the one with the longest name is meant: 主营业务收入 before 收入. `text` says whether 首次.
    """
    named = [
        fact
        for fact in facts
        if fact.kind == FactKind.NUMBER and fact.unit == unit and fact.name.removeprefix("年") in measured
    ]
    if not named or value is None:
        return {}
    fact = max(named, key=lambda one: len(one.name))
    return {"fact": fact, "operator": operator, "value": str(value), "first_time": "首次" in text}


def condition_of_row(row: Provision, sentence: str, rule: dict[str, object]) -> Condition:
    """A new condition of a stored row, at the end of its measure's; not stored."""
    last = row.measure.conditions.aggregate(last=Coalesce(Max("position"), 0))["last"]
    own = {ROW_KEYS[type(row)]: row}
    return Condition(measure=row.measure, position=last + 1, sentence=sentence[:120], clause=row.clause, **own, **rule)
