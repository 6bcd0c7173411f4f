"""Documents and indicators that hold the words of the search box, in one query."""

from itertools import groupby

from django.db.models import CharField, DecimalField, Q, QuerySet, Value

from policies.bigrams import is_han, units
from policies.models import Clause, Document, Indicator
from policies.queries import Query

MOST = 5  # of each
DOCUMENT_FIELDS = ("title", "subtitle", "doc_number", "index_number")
YEAR_DIGITS = 4
NOTHING = Value("", CharField())


def documents_and_indicators(query: Query) -> tuple[list[Document], list[Indicator]]:
    """Public documents and indicators with every word, at most MOST of each: for linking to, not for saving."""
    documents = _first(Document.objects.published().filter(_holds(query, DOCUMENT_FIELDS)))
    indicators = _first(Indicator.objects.public().filter(_holds(query, ("name",))))
    no_value = Value(None, DecimalField(max_digits=20, decimal_places=2))
    rows = documents.values_list("slug", "title", "doc_number", NOTHING, no_value, NOTHING, NOTHING, NOTHING).union(
        indicators.values_list(
            "slug", "name", "unit", "qualifier", "value", "status_note", "clause__path", "clause__document__slug"
        ),
        all=True,
    )
    found = sorted(rows, key=lambda row: row[1])
    return [_document(row) for row in found if not row[-1]], [_indicator(row) for row in found if row[-1]]


def _document(row: tuple) -> Document:
    return Document(slug=row[0], title=row[1], doc_number=row[2])


def _indicator(row: tuple) -> Indicator:
    slug, name, unit, qualifier, value, status, path, document = row
    clause = Clause(path=path, document=Document(slug=document))
    return Indicator(
        slug=slug, name=name, unit=unit, qualifier=qualifier, value=value, status_note=status, clause=clause
    )


def _first(rows: QuerySet) -> QuerySet:
    """The first MOST in their own order, as a part of a union may not be cut itself."""
    return rows.model.objects.filter(pk__in=rows.values("pk")[:MOST]).order_by()


def _holds(query: Query, fields: tuple[str, ...]) -> Q:
    """Every word, by one of its wordings, run by run: 〔2022〕 and [2022] are alike."""
    every = Q()
    for wordings in query.wordings:
        every &= _any(_every_run(wording, fields) for wording in wordings)
    return every if query.wordings else Q(pk__in=[])


def _every_run(wording: str, fields: tuple[str, ...]) -> Q:
    every = Q()
    for han, group in groupby(units(wording), key=is_han):
        for run in ["".join(group)] if han else group:
            test = _in_any(run, fields)
            if run.isdecimal() and len(run) > YEAR_DIGITS:  # the digits of a number like 〔2022〕15号 run together
                test |= _in_any(run[:YEAR_DIGITS], fields) & _in_any(run[YEAR_DIGITS:], fields)
            every &= test
    return every


def _in_any(run: str, fields: tuple[str, ...]) -> Q:
    return _any(Q(**{f"{field}__icontains": run}) for field in fields)


def _any(tests) -> Q:
    either = Q(pk__in=[])
    for test in tests:
        either |= test
    return either
