"""Documents that somebody has to work on: what of each is decided, who works on it, and by when."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from incentives.enums import MeasureStatus
from incentives.models import DocumentTask, Measure
from policies.enums import DocumentStatus
from policies.models import Document

SHOWN = 10


@dataclass(frozen=True)
class DocumentProgress:
    """One document on the start page, with the numbers of its measures by state."""

    document: Document
    drafts: int
    in_review: int
    published: int
    assignee: str
    due_on: datetime.date | None
    is_late: bool


def unfinished() -> QuerySet[Document]:
    """Documents with sentences that are not public yet, or of which measures are drafted or in review."""
    links = Measure.clauses.through.objects.filter(clause__document=OuterRef("pk"))
    in_work = links.filter(measure__status__in=(MeasureStatus.DRAFT, MeasureStatus.REVIEW))
    has_text = Exists(Document.objects.filter(pk=OuterRef("pk"), clauses__isnull=False))
    return Document.objects.filter(Q(status=DocumentStatus.DRAFT) & has_text | Exists(in_work))


def progress(on: datetime.date) -> list[DocumentProgress]:
    """The first unfinished documents, those due first, with their progress on the day `on`. One query."""
    states = {
        "drafts": MeasureStatus.DRAFT,
        "in_review": MeasureStatus.REVIEW,
        "published": MeasureStatus.PUBLISHED,
    }
    counts = {
        name: Count("clauses__measures", filter=Q(clauses__measures__status=status), distinct=True)
        for name, status in states.items()
    }
    rows = unfinished().select_related("task__assignee").annotate(**counts)
    rows = rows.order_by(F("task__due_on").asc(nulls_last=True), "-pk")[:SHOWN]
    return [_progress(document, on) for document in rows]


def _progress(document: Document, on: datetime.date) -> DocumentProgress:
    task = getattr(document, "task", None)
    due_on = task.due_on if task else None
    return DocumentProgress(
        document=document,
        drafts=document.drafts,
        in_review=document.in_review,
        published=document.published,
        assignee=str(task.assignee) if task and task.assignee else "",
        due_on=due_on,
        is_late=due_on is not None and due_on < on,
    )


def assign(*, document: Document, to: AbstractUser | None, due_on: datetime.date | None) -> DocumentTask:
    """Give a document to a member of staff, or to nobody, with a day by which it is to be done."""
    values = {"assignee": to, "due_on": due_on}
    return DocumentTask.objects.update_or_create(document=document, defaults=values)[0]
