"""Clauses as evidence: each with its text and the sentence before it, and the measures that cite it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery

from incentives.enums import MeasureStatus
from incentives.evidence.claims import Sentence
from incentives.models import Measure
from incentives.models.measure import CITATIONS
from policies.models import Clause, DocumentRelation, DocumentTerm, Indicator

MOST_NAMED = 5


class Citing(NamedTuple):
    """The measures that cite a clause: the first MOST_NAMED by title, and the number of all."""

    first: list[Measure]
    total: int


def sentences_of(keys: Iterable[int]) -> dict[int, Sentence]:
    """A sentence for each clause key; it knows the text before it in the same part."""
    before = Clause.objects.filter(
        document=OuterRef("document"), edition=OuterRef("edition"), position=OuterRef("position") - 1
    )
    # A subquery for each row: the places of all clauses written out were too deep a condition for SQLite. in_bulk, as
    # SQLite takes a limited number of keys at a time.
    clauses = Clause.objects.select_related("document").annotate(before=Subquery(before.values("text")))
    return {
        pk: Sentence(
            pk,
            clause.citation,
            clause.get_absolute_url(),
            clause.text,
            (not clause.path.endswith(".1") and clause.before) or "",
            clause.is_superseded,
            clause.document_id,
            clause.headings,
        )
        for pk, clause in clauses.in_bulk(set(keys)).items()
    }


def cited(*statuses: MeasureStatus) -> Q:
    """Clauses cited by an indicator, a relation, a term, or a measure in one of `statuses`, its rows or conditions.

    The status is asked by a join, as SQLite would begin with all such measures of a subquery for each clause.
    """
    tables = (table.objects.filter(clause=OuterRef("pk"), measure__status__in=statuses) for table in CITATIONS)
    others = (table.objects.filter(clause=OuterRef("pk")) for table in (Indicator, DocumentRelation, DocumentTerm))
    return reduce(or_, (Q(Exists(rows)) for rows in (*tables, *others)))


def measures_citing(clauses: Iterable[Clause], *statuses: MeasureStatus) -> dict[int, Citing]:
    """Per clause key the measures in one of `statuses` that cite it, of themselves, in a row or in a condition.

    `clauses` are at most a few hundred. Clauses that nothing cites have no entry.
    """
    wanted = {"clause__in": {clause.pk for clause in clauses}, "measure__status__in": statuses}
    rows = [table.objects.filter(**wanted).order_by() for table in CITATIONS]
    first, *others = (table.values_list("clause", "measure__title", "measure") for table in rows)
    by_clause = defaultdict(list)
    for clause, _, measure in sorted(first.union(*others)):
        by_clause[clause].append(measure)
    named = {key for keys in by_clause.values() for key in keys[:MOST_NAMED]}
    measures = Measure.objects.with_age().in_bulk(named)
    return {
        clause: Citing([measures[key] for key in keys[:MOST_NAMED]], len(keys)) for clause, keys in by_clause.items()
    }
