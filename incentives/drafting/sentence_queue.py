"""Sentences that wait for a decision: nobody dealt with them yet, or a newer edition says something else."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import reduce
from operator import or_

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from config import audit
from incentives.editorial.workflow import record
from incentives.enums import MeasureStatus
from incentives.evidence.clauses import cited, sentences_of
from incentives.models import CITING, Measure
from policies.caching import content_version
from policies.models import Clause, Document, DocumentRelation, DocumentTerm, Indicator
from policies.models.clause import ClauseQuerySet

LIVING = (MeasureStatus.PUBLISHED, MeasureStatus.DRAFT, MeasureStatus.REVIEW)  # public, or being worked on
NEAR = 15  # sentences before and after, among which a changed one is looked for
NEEDS_REASON = "这一句写了给多少。要标为背景句，请写明原因。"
ALIKE = 0.5  # from here on two sentences are taken for one that was changed


def unhandled(document: Document | None = None) -> ClauseQuerySet:
    """The sentences that no living measure cites and that are no context, in reading order."""
    clauses = Clause.objects.latest_edition().filter(is_context=False).exclude(cited(*LIVING))
    clauses = clauses.select_related("document")
    return clauses.filter(document=document) if document else clauses


def outdated(document: Document | None = None) -> ClauseQuerySet:
    """The sentences of older editions that are still cited: their words changed, or they are gone."""
    clauses = Clause.objects.filter(cited(*LIVING), edition__lt=F("document__edition")).select_related("document")
    return clauses.filter(document=document) if document else clauses


def likely_places(clauses: Sequence[Clause]) -> dict[int, str]:
    """Per clause key the path of the most similar sentence of the latest edition within NEAR of its old position.

    A clause without a similar one has no entry. One query for all, so they are at most a few dozen.
    """
    ranges = {clause.pk: (clause.position - NEAR, clause.position + NEAR) for clause in clauses}
    near = (
        Q(document=clause.document_id, edition=clause.document.edition, position__range=ranges[clause.pk])
        for clause in clauses
    )
    latest = list(Clause.objects.filter(reduce(or_, near, Q(pk=None))))
    places = {}
    for clause in clauses:
        first, last = ranges[clause.pk]
        others = [row for row in latest if row.document_id == clause.document_id and first <= row.position <= last]
        likeness = [(SequenceMatcher(None, clause.text, other.text).ratio(), other.path) for other in others]
        score, path = max(likeness, default=(0, ""))
        if score >= ALIKE:
            places[clause.pk] = path
    return places


def names_award(clause: Clause) -> bool:
    """Whether the sentence states a figure that is an award, as far as its text is stored."""
    return bool(clause.text) and any(figure.is_award for figure in sentences_of([clause.pk])[clause.pk].figures)


@transaction.atomic
def mark_context(*, clause: Clause, by: AbstractUser, gist: str = "", reason: str = "") -> Clause:
    """Mark a sentence as context, with a gist in our own words if there is one, and record it with the reason.

    Raises ValidationError if it names an award and no reason is given.
    """
    reason = reason.strip()
    if not reason and names_award(clause):
        raise ValidationError(NEEDS_REASON)
    clause.is_context, clause.gist = True, gist
    clause.full_clean()
    with content_version.changing(clause):
        clause.save()
    words = "标为背景句"
    told = f"{words}：{reason}" if reason else words
    LogEntry.objects.log_actions(by.pk, [clause], CHANGE, change_message=told, single_object=True)
    audit.note_row(clause, by=by.get_username(), done=words)
    return clause


@transaction.atomic
def cite_anew(*, old: Clause, new: Clause, by: AbstractUser) -> None:
    """Let drafts, indicators and relations cite `new` instead of `old`.

    What is public of a measure changes by a new version alone: its editors revise it and find the draft here.
    Who does it is from then on an editor of those drafts, and forms and review pages that are open are out of date.
    """
    in_work = Measure.objects.in_work()
    with content_version.changing(old):
        for draft in in_work.citing(old):
            Measure.objects.filter(pk=draft.pk).update(lock=F("lock") + 1)
            draft.editors.add(by)
            record(draft, by, f"改引{new.citation}")
        for table in CITING:
            table.objects.filter(clause=old, measure__in=in_work).update(clause=new)
        links = Measure.clauses.through.objects.filter(clause=old, measure__in=in_work)
        links.filter(measure__in=Measure.objects.filter(clauses=new)).delete()
        links.update(clause=new)
        Indicator.objects.filter(clause=old).update(clause=new)
        DocumentRelation.objects.filter(clause=old).update(clause=new)
        DocumentTerm.objects.filter(clause=old).update(clause=new)
    audit.note("cited-anew", by=by.get_username(), of=old.document.slug, old=f"{old.edition}:{old.path}", new=new.path)
