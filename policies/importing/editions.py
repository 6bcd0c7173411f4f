"""Stores a changed text as a new edition. Citations of unchanged sentences move to it; those of others stay."""

from collections.abc import Iterator

from django.db import models

from policies.importing.compare import Fate, SentenceChange
from policies.importing.plan import Plan, stored_headings
from policies.models import Clause, Document

KEPT = (Fate.SAME, Fate.MOVED)


def store_edition(document: Document, plan: Plan) -> int:
    """Write the plan's sentences as the document's next edition and move citations. Returns how many are unchanged."""
    before = {id(change.new): change for change in plan.changes if change.new}
    Clause.objects.bulk_create((_clause(document, plan.edition, change) for change in before.values()), batch_size=500)
    document.edition = plan.edition
    Document.objects.filter(pk=document.pk).update(edition=plan.edition)
    clauses = {clause.path: clause for clause in document.clauses.filter(edition=plan.edition)}
    places = {change.old.pk: clauses[change.new.path].pk for change in plan.changes if change.fate in KEPT}
    move_citations(places)
    return len(places)


def move_citations(places: dict[int, int]) -> None:
    """Replace clauses by others (old key → new key) in every model that refers to clauses, of this app or another.

    Versions on record change too: their sentence is the same word for word, and only its address is new.
    """
    for model, column in _references():
        rows = model._base_manager.filter(**{f"{column}__in": places}).values_list("pk", column)
        by_target: dict[int, list] = {}
        for pk, old in rows:
            by_target.setdefault(places[old], []).append(pk)
        for target, keys in by_target.items():
            model._base_manager.filter(pk__in=keys).update(**{column: target})


def _references() -> Iterator[tuple[type[models.Model], str]]:
    """Model and field name of every reference to a clause, many-to-many tables included."""
    for relation in Clause._meta.related_objects:
        if relation.many_to_many:
            yield relation.through, relation.field.m2m_reverse_field_name()
        else:
            yield relation.related_model, relation.field.name


def _clause(document: Document, edition: int, change: SentenceChange) -> Clause:
    """A clause of the new edition. Heading, gist and context mark of an unchanged sentence are kept."""
    new, old = change.new, change.old if change.fate in KEPT else None
    return Clause(
        document=document,
        edition=edition,
        position=new.position,
        path=new.path,
        place=new.place,
        text=new.text,
        fingerprint=new.fingerprint,
        headings=stored_headings(new),
        section_heading=old.section_heading if old else "",
        gist=old.gist if old else "",
        is_context=old.is_context if old else False,
    )
