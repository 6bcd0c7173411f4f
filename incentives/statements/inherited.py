"""What a measure inherits: the confirmed terms (通则) of the documents it is read in, unless it says otherwise."""

from collections.abc import Callable, Collection

from incentives.models import Measure
from policies.enums import Stacking, TermKind
from policies.models import DocumentTerm

# Each term with a function that says whether the measure states the matter itself.
_OWN: dict[TermKind, Callable[[Measure], object]] = {
    TermKind.STACKING: lambda one: one.stacking != Stacking.NOT_STATED,
    TermKind.VALIDITY: lambda one: one.valid_until,
    TermKind.EFFECT: lambda one: one.valid_from,
    TermKind.APPLY_FROM: lambda one: one.apply_from or one.apply_until,
    TermKind.APPLY_UNTIL: lambda one: one.apply_from or one.apply_until,
    TermKind.APPLY_WINDOW: lambda one: one.apply_from or one.apply_until,
}


def inherited_terms(measure: Measure) -> list[DocumentTerm]:
    """The terms that hold for a measure, in the order of `TermKind`; one query, once for each object."""
    if "_inherited" not in measure.__dict__:
        inherit([measure])
    return measure.__dict__["_inherited"]


def inherit(measures: Collection[Measure]) -> None:
    """Read the inherited terms of all `measures`, in one query."""
    documents = {clause.document_id for measure in measures for clause in measure.clauses.all()}
    terms = list(DocumentTerm.objects.public().filter(document__in=documents)) if documents else []
    order = list(TermKind)
    terms.sort(key=lambda term: (order.index(TermKind(term.what)), term.pk))
    for measure in measures:
        own = {clause.document_id for clause in measure.clauses.all()}
        measure.__dict__["_inherited"] = [
            term
            for term in terms
            if term.document_id in own and not _OWN.get(TermKind(term.what), lambda _: False)(measure)
        ]


def inherits(measure: Measure, *kinds: TermKind) -> bool:
    """Whether a document's term of one of these kinds holds for the measure."""
    return any(term.what in kinds for term in inherited_terms(measure))
