"""Clauses as evidence: each with its text and the sentence before it, in two queries for any number of them."""

from collections.abc import Iterable

from django.db.models import Q

from incentives.evidence.claims import Sentence
from policies.models import Clause


def sentences_of(keys: Iterable[int]) -> dict[int, Sentence]:
    """A sentence for each clause key."""
    clauses = list(Clause.objects.filter(pk__in=set(keys)).select_related("document"))
    before = _before(clauses)
    return {
        clause.pk: Sentence(
            clause.pk,
            clause.citation,
            clause.get_absolute_url(),
            clause.text,
            before.get((clause.document_id, clause.edition, clause.position - 1), ""),
            clause.is_superseded,
        )
        for clause in clauses
    }


def _before(clauses: list[Clause]) -> dict[tuple[int, int, int], str]:
    """The texts that stand before them in the same part, by document, edition and position."""
    places = Q()
    for clause in clauses:
        if clause.text and not clause.path.endswith(".1"):
            places |= Q(document=clause.document_id, edition=clause.edition, position=clause.position - 1)
    if not places:
        return {}
    rows = Clause.objects.filter(places).values_list("document", "edition", "position", "text")
    return {tuple(place): text for *place, text in rows}
