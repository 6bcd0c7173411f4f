"""The actions of the workflow: each moves one version as `transitions` allows, in one transaction, and is on record.

Each takes the content lock and raises Refused, with a sentence for the user, if the table forbids it. `seen` is the
`lock` number of the version on the page where the user acted: if the version has changed since, the action is refused.
None skips that check. docs/adr/0002 gives the reasons.
"""

from collections.abc import Mapping

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils import timezone

from config import audit
from incentives.editorial.preview_links import revoke_previews
from incentives.editorial.transitions import TRANSITIONS, Refused, Transition
from incentives.enums import MeasureStatus
from incentives.listing.upkeep.refresh import refresh
from incentives.models import PARTS, PROVISIONS, Measure
from policies.caching import content_version

CHILDREN = tuple(part.relation() for part in PARTS)
LINKS = ("tiers", "basis", "clauses", "indicators")
REASON = 200  # characters that are kept of a reason


def submit_measure(*, measure: Measure, by: AbstractUser, seen: int | None = None) -> Measure:
    """Hand a draft over for review; it cannot be edited until it is sent back."""
    return _move("submit", measure, by, seen, sent_back_note="")


def send_back_measure(*, measure: Measure, by: AbstractUser, reason: str, seen: int | None = None) -> Measure:
    """Return a version in review to its editors. The reason is kept up to 200 characters."""
    reason = reason.strip()[: Measure._meta.get_field("sent_back_note").max_length]
    return _move("send-back", measure, by, seen, reason, sent_back_note=reason)


def publish_measure(*, measure: Measure, by: AbstractUser, seen: int | None = None) -> Measure:
    """Make a reviewed version public; the version published until now becomes superseded.

    Refused.missing lists all that the version lacks.
    """
    return _move("publish", measure, by, seen, published_at=timezone.now())


def archive_measure(*, measure: Measure, by: AbstractUser, reason: str, seen: int | None = None) -> Measure:
    """Take a published version off the site, or put aside a draft; the row stays as a record, the reason in the log."""
    return _move("archive", measure, by, seen, reason.strip()[:REASON])


def discard_measure(*, measure: Measure, by: AbstractUser, seen: int | None = None) -> Measure:
    """Put aside a draft as one of its editors; the row stays as a record, from which a draft can be made again."""
    return _move("discard", measure, by, seen)


@transaction.atomic
def revise_measure(*, measure: Measure, by: AbstractUser, seen: int | None = None) -> Measure:
    """A new draft that copies a version on record with its links and rows.

    A copy of the published version begins a revision; a copy of an older one restores it.
    """
    measure = _checked(TRANSITIONS["revise"], measure, by, seen)
    draft = Measure.objects.get(pk=measure.pk)
    draft.pk = None
    draft._state.adding = True
    draft.version = Measure.objects.filter(slug=measure.slug).aggregate(last=models.Max("version"))["last"] + 1
    draft.status, draft.published_at, draft.lock = MeasureStatus.DRAFT, None, 0
    draft.change_note = draft.sent_back_note = ""
    draft.cell, draft.entry, draft.indexed_as, draft.source_ends = None, None, 0, None
    draft.save()
    for name in LINKS:
        getattr(draft, name).set(getattr(measure, name).all())
    copies: dict[models.Model, models.Model] = {}
    for name in CHILDREN:
        copies |= _copy_rows(getattr(measure, name), draft, copies)
    draft.editors.add(by)
    record(draft, by, f"由第 {measure.version} 版建立草稿")
    return draft


ACTIONS = {
    "submit": submit_measure,
    "publish": publish_measure,
    "send-back": send_back_measure,
    "archive": archive_measure,
    "revise": revise_measure,
    "discard": discard_measure,
}


def _checked(transition: Transition, measure: Measure, by: AbstractUser, seen: int | None, reason: str = "") -> Measure:
    """The stored version, read under the content lock; raises Refused if the action is not allowed."""
    content_version.lock()
    stored = Measure.objects.get(pk=measure.pk)
    if seen is not None and seen != stored.lock:
        raise Refused("您打开页面之后，这个版本有了变化。请重新审阅，再作决定。")
    if stored.status not in transition.sources:
        raise Refused(f"这个版本{stored.get_status_display()}，{transition.otherwise}")
    if objection := transition.objection(stored, by):
        raise Refused(objection)
    if transition.without_reason and not reason:
        raise Refused(transition.without_reason)
    transition.check(stored)
    return stored


@transaction.atomic
def _move(
    verb: str, measure: Measure, by: AbstractUser, seen: int | None, reason: str = "", **values: object
) -> Measure:
    """Give a version its new status and `values` by UPDATE alone: a version on record is never saved again."""
    transition = TRANSITIONS[verb]
    measure = _checked(transition, measure, by, seen, reason)
    if transition.target == MeasureStatus.PUBLISHED:
        public = Measure._base_manager.filter(slug=measure.slug, status=MeasureStatus.PUBLISHED)
        public.update(status=MeasureStatus.SUPERSEDED)
    values |= {"status": transition.target, "lock": measure.lock + 1}
    Measure._base_manager.filter(pk=measure.pk).update(**values)
    for name, value in values.items():
        setattr(measure, name, value)
    if not measure.is_in_work:
        revoke_previews(measure=measure, by=by)
        measure.presences.all().delete()
    record(measure, by, transition.entry or transition.label, reason)
    if MeasureStatus.PUBLISHED in {*transition.sources, transition.target}:
        refresh(Measure.objects.filter(slug=measure.slug))
    return measure


def record(measure: Measure, by: AbstractUser, action: str, why: str = "") -> None:
    """Note an action in the log that the admin shows and in the audit file.

    `why` is the user's own sentence. It may name people, so that only the log holds it.
    """
    audit.note("measure", by=by.get_username(), of=measure.slug, version=measure.version, done=action)
    message = f"{action}：{why}（第 {measure.version} 版）" if why else f"{action}（第 {measure.version} 版）"
    LogEntry.objects.log_actions(by.pk, [measure], CHANGE, change_message=message, single_object=True)


def _copy_rows(
    rows: models.Manager, to: Measure, copied: Mapping[models.Model, models.Model]
) -> dict[models.Model, models.Model]:
    """Copies by what they copy; a row that names one in `copied` names its copy."""
    originals, copies = list(rows.all()), list(rows.all())
    names = [field.name for field in rows.model._meta.fields if field.related_model in PROVISIONS]
    for row in copies:
        row.pk, row.measure = None, to
        row._state.adding = True
        for name in names:
            setattr(row, name, copied.get(getattr(row, name)))
    rows.model.objects.bulk_create(copies)
    return dict(zip(originals, copies, strict=True))
