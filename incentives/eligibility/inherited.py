"""What a measure inherits: the confirmed terms (通则) of the documents it is read in, unless it says otherwise."""

from collections.abc import Callable

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
        documents = {clause.document_id for clause in measure.clauses.all()}
        order = list(TermKind)
        terms = DocumentTerm.objects.public().filter(document__in=documents) if documents else []
        kept = [term for term in terms if not _OWN.get(TermKind(term.what), lambda _: False)(measure)]
        measure.__dict__["_inherited"] = sorted(kept, key=lambda term: (order.index(TermKind(term.what)), term.pk))
    return measure.__dict__["_inherited"]


def inherits_stacking(measure: Measure) -> bool:
    """Whether a term tells how awards combine where the measure does not."""
    return any(term.what == TermKind.STACKING for term in inherited_terms(measure))
