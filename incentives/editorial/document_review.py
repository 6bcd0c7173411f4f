"""Review of all versions that wait on one document: each is passed or sent back, and all of it is done or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import F, Min, Q

from incentives.editorial.transitions import Refused
from incentives.editorial.workflow import publish_measure, send_back_measure
from incentives.enums import MeasureStatus
from incentives.models import Measure
from incentives.models.measure import MeasureQuerySet
from policies.caching import content_version
from policies.enums import DocumentStatus
from policies.importing.actions import publish_document
from policies.models import Document


@dataclass(frozen=True)
class ReviewDecision:
    """What a reviewer decides of one version in the state `seen` (its lock number) that their page showed."""

    measure: Measure
    seen: int
    passed: bool
    reason: str = ""  # needed to send a version back


class ReviewRefused(Exception):
    """Nothing was done; `sentences` say why, by the key of the version, or by None for the document."""

    def __init__(self, sentences: Mapping[int | None, str]) -> None:
        super().__init__("；".join(sentences.values()))
        self.sentences = dict(sentences)


def waiting_on(document: Document) -> MeasureQuerySet:
    """The versions in review that rest on `document`, in the order of its text."""
    place = Min("clauses__position", filter=Q(clauses__document=document))
    waiting = Measure.objects.filter(status=MeasureStatus.REVIEW).resting_on(document)
    return waiting.annotate(place=place).order_by(F("place").asc(nulls_last=True), "pk")


@transaction.atomic
def decide(*, document: Document, decisions: Sequence[ReviewDecision], by: AbstractUser) -> tuple[int, int]:
    """Publish the versions that passed, with the document if it is not public, and send back the others.

    Returns how many were published and how many sent back. Raises ReviewRefused, and changes nothing, if any of it is
    refused.
    """
    content_version.lock()
    passed = [decision for decision in decisions if decision.passed]
    if passed:
        _show(document, by)
    refused: dict[int | None, str] = {}
    for decision in decisions:
        try:
            _carry_out(decision, by)
        except Refused as refusal:
            refused[decision.measure.pk] = str(refusal)
    if refused:
        raise ReviewRefused(refused)
    return len(passed), len(decisions) - len(passed)


def _show(document: Document, by: AbstractUser) -> None:
    """Publish a draft document; an archived one is not brought back on the way."""
    stored = Document.objects.get(pk=document.pk)
    if stored.status == DocumentStatus.ARCHIVED:
        raise ReviewRefused({None: "这份文件已归档，不能发布它的事项。"})
    if stored.status != DocumentStatus.PUBLISHED:
        if not by.has_perm("policies.publish_document"):
            raise ReviewRefused({None: "这份文件还没有发布，而您没有发布文件的权限。"})
        publish_document(document=stored, by=by)


def _carry_out(decision: ReviewDecision, by: AbstractUser) -> None:
    if decision.passed:
        publish_measure(measure=decision.measure, by=by, seen=decision.seen)
    else:
        send_back_measure(measure=decision.measure, by=by, reason=decision.reason, seen=decision.seen)
