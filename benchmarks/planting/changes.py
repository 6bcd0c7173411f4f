"""One change of a row or a link, as a mutation for `benchmarks.planting.mutations`."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial

from django.db.models import Model

from incentives.models import Measure, SubsidyTier, TalentGrant

Mutation = tuple[str, Callable[[], object]]  # what is changed, and how
AWARDS = (SubsidyTier, TalentGrant)
YEAR = datetime.timedelta(days=365)


def set_to(row: Model, **values: object) -> Mutation:
    """One row with other values, past the rule that versions on record stay as they are."""
    shown = "，".join(f"{name} {value}" for name, value in values.items())
    return f"{row}：{shown}", partial(type(row)._base_manager.filter(pk=row.pk).update, **values)


def every(table: type[Model]) -> list[Model]:
    return list(table._base_manager.order_by("pk"))


def choices(table: type[Model], name: str, values: type) -> Iterator[Mutation]:
    """Every row with every other choice, a blank included where the column takes one."""
    blank = [""] if table._meta.get_field(name).blank else []
    for row in every(table):
        own = getattr(row, name)
        yield from (set_to(row, **{name: value}) for value in [*values, *blank] if value != own and (value or own))


def yes_and_no(table: type[Model], name: str) -> Iterator[Mutation]:
    for row in every(table):
        own = getattr(row, name)
        # What the source does not say is no: to write no for unknown, or unknown for no, is no error here.
        others = (None, False) if own else (True,)
        yield from (set_to(row, **{name: value}) for value in others)


def linked(name: str, **keys: Model) -> Mutation:
    return added(getattr(Measure, name).through(**keys))


def added(row: Model) -> Mutation:
    return f"{row.measure}：+ {row}", partial(type(row)._base_manager.bulk_create, [row])
