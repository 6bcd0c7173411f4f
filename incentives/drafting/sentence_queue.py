"""Sentences that wait for a decision: nobody dealt with them yet, or a newer edition says something else."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from config import audit
from incentives.editorial.workflow import record
from incentives.enums import MeasureStatus
from incentives.models import PROVISIONS, Condition, Measure
from policies.caching import content_version
from policies.models import Clause, Document, DocumentRelation, Indicator
from policies.models.clause import ClauseQuerySet

LIVING = (MeasureStatus.PUBLISHED, MeasureStatus.DRAFT, MeasureStatus.REVIEW)
ROWS = (*PROVISIONS, Condition)


def unhandled(document: Document | None = None) -> ClauseQuerySet:
    """The sentences that nothing living cites and that are no context, in reading order."""
    clauses = Clause.objects.latest_edition().filter(is_context=False).select_related("document").exclude(_cited())
    return clauses.filter(document=document) if document else clauses


def outdated(document: Document | None = None) -> ClauseQuerySet:
    """The sentences of older editions that are still cited: their words changed, or they are gone."""
    clauses = Clause.objects.filter(_cited(), edition__lt=F("document__edition")).select_related("document")
    return clauses.filter(document=document) if document else clauses


def citing(clause: Clause) -> QuerySet[Measure]:
    """The measures that live and cite a sentence."""
    return Measure.objects.filter(status__in=LIVING).citing(clause)


@transaction.atomic
def mark_context(*, clause: Clause, gist: str, by: AbstractUser) -> Clause:
    """Say of a sentence that nothing is to be taken from it, with a gist in our own words; on record."""
    clause.is_context, clause.gist = True, gist
    clause.full_clean()
    with content_version.changing(clause):
        clause.save()
    words = "标为背景句"
    LogEntry.objects.log_actions(by.pk, [clause], CHANGE, change_message=words, single_object=True)
    audit.note_row(clause, by=by.get_username(), done=words)
    return clause


@transaction.atomic
def cite_anew(*, old: Clause, new: Clause, by: AbstractUser) -> None:
    """Let drafts, indicators and relations cite `new` instead of `old`.

    What is public of a measure changes by a new version alone: its editors revise it and find the draft here.
    Who does it is from then on an editor of those drafts, and forms and review pages that are open are out of date.
    """
    in_work = Measure.objects.in_work()
    for draft in citing(old).filter(pk__in=in_work):
        Measure.objects.filter(pk=draft.pk).update(lock=F("lock") + 1)
        draft.editors.add(by)
        record(draft, by, f"改引{new.citation}")
    with content_version.changing(old):
        for table in ROWS:
            table.objects.filter(clause=old, measure__in=in_work).update(clause=new)
        links = Measure.clauses.through.objects.filter(clause=old, measure__in=in_work)
        links.filter(measure__in=Measure.objects.filter(clauses=new)).delete()
        links.update(clause=new)
        Indicator.objects.filter(clause=old).update(clause=new)
        DocumentRelation.objects.filter(clause=old).update(clause=new)
    audit.note("cited-anew", by=by.get_username(), of=old.document.slug, old=f"{old.edition}:{old.path}", new=new.path)


def _cited() -> Q:
    living = Measure.objects.filter(status__in=LIVING)
    uses = [
        living.filter(clauses=OuterRef("pk")),
        *(rows.objects.filter(clause=OuterRef("pk"), measure__in=living) for rows in ROWS),
        Indicator.objects.filter(clause=OuterRef("pk")),
        DocumentRelation.objects.filter(clause=OuterRef("pk")),
    ]
    cited = Q()
    for use in uses:
        cited |= Q(Exists(use))
    return cited
