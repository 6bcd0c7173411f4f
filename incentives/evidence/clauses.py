"""Clauses as evidence: each with its text and the sentence before it, and the measures that cite it."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from incentives.evidence.claims import Sentence
from incentives.models import PROVISIONS, Condition, Measure
from policies.models import Clause


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


def measures_citing(measures: QuerySet[Measure], clauses: Iterable[Clause]) -> dict[int, list[Measure]]:
    """Per clause key those of `measures` that name the clause as source of themselves, a row or a condition, by title.

    `clauses` are at most a few hundred. Clauses that nothing cites have no entry.
    """
    keys = {clause.pk for clause in clauses}
    pairs = set()
    for table in (Measure.clauses.through, *PROVISIONS, Condition):
        pairs.update(table.objects.filter(clause__in=keys, measure__in=measures).values_list("clause", "measure"))
    found = measures.in_bulk({pk for _, pk in pairs})
    citing = defaultdict(list)
    for clause, pk in sorted(pairs, key=lambda pair: found[pair[1]].title):
        citing[clause].append(found[pk])
    return dict(citing)
