"""A query as a condition on text columns, for tables without an index of tokens."""

from collections.abc import Iterable
from itertools import groupby

from django.db.models import F, Q, Value
from django.db.models.functions import Replace

from policies.search.query import Query
from policies.search.tokens import is_han, units

YEAR_DIGITS = 4
QUOTES = "“”‘’"


def unquoted(field: str) -> Replace | F:
    """The column without quotation marks, which readers leave out: “专精特新”中小企业."""
    bare: Replace | F = F(field)
    for mark in QUOTES:
        bare = Replace(bare, Value(mark), Value(""))
    return bare


def holds(query: Query, fields: tuple[str, ...]) -> Q:
    """The condition that `fields` contain every word in one of its wordings. 〔2022〕 and [2022] are equal."""
    every = Q()
    for wordings in query.wordings:
        every &= _any(_every_run(wording, fields) for wording in wordings)
    return every if query.wordings else Q(pk__in=[])


def _every_run(wording: str, fields: tuple[str, ...]) -> Q:
    every = Q()
    for han, group in groupby(units(wording), key=is_han):
        for run in ["".join(group)] if han else group:
            test = _in_any(run, fields)
            if run.isdecimal() and len(run) > YEAR_DIGITS:  # a number like 〔2022〕15号 typed as 202215
                test |= _in_any(run[:YEAR_DIGITS], fields) & _in_any(run[YEAR_DIGITS:], fields)
            every &= test
    return every


def _in_any(run: str, fields: tuple[str, ...]) -> Q:
    return _any(Q(**{f"{field}__icontains": run}) for field in fields)


def _any(tests: Iterable[Q]) -> Q:
    either = Q(pk__in=[])
    for test in tests:
        either |= test
    return either
