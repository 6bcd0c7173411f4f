"""Clauses as evidence: each with its text and the sentence before it, and the measures that cite it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from incentives.enums import MeasureStatus
from incentives.evidence.claims import Sentence
from incentives.models import Measure
from incentives.models.measure import CITATIONS
from policies.models import Clause, DocumentRelation, Indicator


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
        )
        for pk, clause in clauses.in_bulk(set(keys)).items()
    }


def cited(*statuses: MeasureStatus) -> Q:
    """Clauses cited by an indicator, a relation, or a measure in one of `statuses` with its rows and conditions.

    The status is asked by a join, as SQLite would begin with all such measures of a subquery for each clause.
    """
    tables = (table.objects.filter(clause=OuterRef("pk"), measure__status__in=statuses) for table in CITATIONS)
    others = (table.objects.filter(clause=OuterRef("pk")) for table in (Indicator, DocumentRelation))
    return reduce(or_, (Q(Exists(rows)) for rows in (*tables, *others)))


def measures_citing(measures: QuerySet[Measure], clauses: Iterable[Clause]) -> dict[int, list[Measure]]:
    """Per clause key those of `measures` that cite the clause, with their rows and conditions; ordered by title.

    `clauses` are at most a few hundred. Clauses that nothing cites have no entry.
    """
    keys = {clause.pk for clause in clauses}
    first, *others = (table.objects.filter(clause__in=keys).values_list("clause", "measure") for table in CITATIONS)
    pairs = set(first.order_by().union(*(rows.order_by() for rows in others)))
    found = measures.in_bulk({measure for _, measure in pairs})
    citing = defaultdict(list)
    for clause, measure in sorted((pair for pair in pairs if pair[1] in found), key=lambda pair: found[pair[1]].title):
        citing[clause].append(found[measure])
    return dict(citing)
