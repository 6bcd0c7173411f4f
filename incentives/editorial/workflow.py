"""What staff do to a version, each in one transaction and on record: submit, send back, publish, revise, put aside.

docs/adr/0002 has the reasons.
"""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils import timezone

from config import audit
from incentives.editorial.preview_links import revoke_preview
from incentives.editorial.publication_gate import MissingRequirement, missing_requirements
from incentives.enums import MeasureStatus
from incentives.listing.upkeep.refresh import refresh
from incentives.models import PARTS, PROVISIONS, Measure

CHILDREN = tuple(part.relation() for part in PARTS)
LINKS = ("tiers", "basis", "clauses", "indicators")


class Refused(Exception):
    """An action that may not be done; its text says why, `missing` which requirements it lacks."""

    def __init__(self, sentence: str, missing: list[MissingRequirement] | None = None) -> None:
        super().__init__(sentence)
        self.missing = missing or []


@transaction.atomic
def submit_measure(*, measure: Measure, by: AbstractUser) -> Measure:
    """Hand a draft over for review: from now on only the reviewer moves it."""
    measure = _locked(measure)
    if measure.status != MeasureStatus.DRAFT:
        raise Refused(f"这个版本{measure.get_status_display()}，不能提交。")
    return _move(measure, MeasureStatus.REVIEW, by, "提交审核", sent_back_note="")


@transaction.atomic
def send_back_measure(*, measure: Measure, by: AbstractUser, reason: str, seen: int | None = None) -> Measure:
    """Give a version back to its editors with a reason; `seen` as in `publish_measure`."""
    measure = _locked(measure, seen)
    if measure.status != MeasureStatus.REVIEW:
        raise Refused(f"这个版本{measure.get_status_display()}，不能退回。")
    if not reason.strip():
        raise Refused("请写明退回原因，让编辑知道要改什么。")
    reason = reason.strip()[: Measure._meta.get_field("sent_back_note").max_length]
    return _move(measure, MeasureStatus.DRAFT, by, "退回", why=reason, sent_back_note=reason)


@transaction.atomic
def publish_measure(*, measure: Measure, by: AbstractUser, seen: int | None = None) -> Measure:
    """Make a reviewed version public in place of the published one; raises Refused with all that it lacks.

    `seen` is the `lock` of the state that the reviewer read: a page left open publishes nothing that came later.

    Two people stand behind each published character: nobody who edited a version may publish it, superusers
    included, unless the setting ONE_PERSON_OFFICE relaxes it.
    """
    measure = _locked(measure, seen)
    if measure.status != MeasureStatus.REVIEW:
        raise Refused(f"这个版本{measure.get_status_display()}，不能发布；先由编辑提交审核。")
    if not settings.ONE_PERSON_OFFICE and measure.editors.filter(pk=by.pk).exists():
        raise Refused("你编辑过这个版本，须由另一人发布。")
    # None of them is archived from here on until this is through (policies.importing.actions.archive_document).
    list(measure.documents().select_for_update(no_key=True).order_by("pk"))
    if missing := missing_requirements(measure):
        raise Refused("还不能发布：" + "".join(requirement.sentence for requirement in missing), missing)
    old = Measure._base_manager.filter(slug=measure.slug, status=MeasureStatus.PUBLISHED)
    old.update(status=MeasureStatus.SUPERSEDED)
    measure = _move(measure, MeasureStatus.PUBLISHED, by, "发布", published_at=timezone.now())
    refresh(Measure.objects.filter(slug=measure.slug))
    return measure


@transaction.atomic
def archive_measure(*, measure: Measure, by: AbstractUser) -> Measure:
    """Take a published version off the site, or put a draft aside; its row stays as a record."""
    measure = _locked(measure)
    if measure.status not in {MeasureStatus.PUBLISHED, MeasureStatus.DRAFT, MeasureStatus.REVIEW}:
        raise Refused(f"这个版本{measure.get_status_display()}，不必归档。")
    measure = _move(measure, MeasureStatus.ARCHIVED, by, "归档")
    refresh(Measure.objects.filter(slug=measure.slug))
    return measure


@transaction.atomic
def discard_measure(*, measure: Measure, by: AbstractUser, seen: int | None = None) -> Measure:
    """Put a draft aside as one of its editors; `seen` as in `publish_measure`.

    Its row stays as a record, from which a draft can be made again. Its preview links end, and the measure is free for
    another draft; what is published of it stays.
    """
    measure = _locked(measure, seen)
    if measure.status != MeasureStatus.DRAFT:
        raise Refused(f"这个版本{measure.get_status_display()}，不能作废。")
    if not measure.editors.filter(pk=by.pk).exists():
        raise Refused("你没有编辑过这份草稿，不能作废；请它的编辑来作废。")
    for link in measure.preview_links.filter(revoked_at=None):
        revoke_preview(link=link, by=by)
    measure.presences.all().delete()
    return _move(measure, MeasureStatus.ARCHIVED, by, "作废草稿")


@transaction.atomic
def revise_measure(*, measure: Measure, by: AbstractUser) -> Measure:
    """A draft that copies a version on record with its rows; raises Refused while one is in work.

    Copying the published version begins a revision, copying an older one restores it.
    """
    measure = _locked(measure)
    versions = Measure.objects.filter(slug=measure.slug)
    if measure.is_in_work:
        raise Refused("草稿可以直接修改，不必修订。")
    if versions.in_work().exists():
        raise Refused("这个事项已有草稿或待审核的版本，请先处理它。")
    draft = Measure.objects.get(pk=measure.pk)
    draft.pk = None
    draft._state.adding = True
    draft.version = versions.aggregate(last=models.Max("version"))["last"] + 1
    draft.status, draft.published_at, draft.lock = MeasureStatus.DRAFT, None, 0
    draft.change_note = draft.sent_back_note = ""
    draft.cell, draft.entry, draft.indexed_as = None, None, 0
    draft.save()
    for name in LINKS:
        getattr(draft, name).set(getattr(measure, name).all())
    copies: dict[models.Model, models.Model] = {}
    for name in CHILDREN:
        copies |= _copy_rows(getattr(measure, name), draft, copies)
    draft.editors.add(by)
    record(draft, by, f"由第 {measure.version} 版建立草稿")
    return draft


def _locked(measure: Measure, seen: int | None = None) -> Measure:
    """The row as it stands now, locked until the transaction ends (SQLite locks the whole database instead)."""
    stored = Measure.objects.select_for_update().get(pk=measure.pk)
    if seen is not None and seen != stored.lock:
        raise Refused("你打开页面之后，这个版本有了变化。请重新审阅，再作决定。")
    return stored


def _move(
    measure: Measure, status: MeasureStatus, by: AbstractUser, action: str, why: str = "", **values: object
) -> Measure:
    """Change the status by UPDATE alone: the other fields of a version on record are never saved again."""
    values |= {"status": status, "lock": measure.lock + 1}
    Measure._base_manager.filter(pk=measure.pk).update(**values)
    for name, value in values.items():
        setattr(measure, name, value)
    record(measure, by, action, why)
    return measure


def record(measure: Measure, by: AbstractUser, action: str, why: str = "") -> None:
    """Who did what, when: in the log that the admin shows and in the record outside the database.

    `why` is somebody's own sentence, which may name people: the log alone holds it.
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
