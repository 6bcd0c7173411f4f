"""What staff do to measures, each in one transaction: revise, publish, archive (docs/adr/0002)."""

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils import timezone

from incentives.enums import MeasureStatus
from incentives.gate import Lack, lacks
from incentives.models import Measure

CHILDREN = (
    "subsidy_tiers",
    "talent_grants",
    "approval_reforms",
    "loan_products",
    "conditions",
    "materials",
    "agency_roles",
)
LINKS = ("tiers", "basis", "clauses", "indicators")


class Refused(Exception):
    """An action that may not be done; its text says why, `lacks` what is missing."""

    def __init__(self, sentence: str, lacking: list[Lack] | None = None) -> None:
        super().__init__(sentence)
        self.lacks = lacking or []


@transaction.atomic
def revise_measure(*, measure: Measure, by: AbstractUser) -> Measure:
    """A draft that copies a published or archived version with its rows; raises Refused while one is in work."""
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
    draft.status, draft.published_at, draft.change_note, draft.lock = MeasureStatus.DRAFT, None, "", 0
    draft.save()
    for name in LINKS:
        getattr(draft, name).set(getattr(measure, name).all())
    for name in CHILDREN:
        _copy_rows(getattr(measure, name), draft)
    draft.editors.add(by)
    return draft


@transaction.atomic
def publish_measure(*, measure: Measure, by: AbstractUser) -> Measure:
    """Make a version public in place of the published one; raises Refused with all that it lacks.

    Two people stand behind each published character: nobody who edited a version may publish it.
    """
    measure = _locked(measure)
    if not measure.is_in_work:
        raise Refused(f"这个版本{measure.get_status_display()}，不能发布。")
    if measure.editors.filter(pk=by.pk).exists():
        raise Refused("你编辑过这个版本，须由另一人发布。")
    if lacking := lacks(measure):
        raise Refused("还不能发布：" + "".join(lack.sentence for lack in lacking), lacking)
    Measure.objects.published().filter(slug=measure.slug).update(status=MeasureStatus.SUPERSEDED)
    _set_status(measure, MeasureStatus.PUBLISHED, published_at=timezone.now())
    return measure


@transaction.atomic
def archive_measure(*, measure: Measure) -> Measure:
    """Take a published version off the site, or put a draft aside; its row stays as a record."""
    measure = _locked(measure)
    if measure.status not in {MeasureStatus.PUBLISHED, MeasureStatus.DRAFT, MeasureStatus.REVIEW}:
        raise Refused(f"这个版本{measure.get_status_display()}，不必归档。")
    _set_status(measure, MeasureStatus.ARCHIVED)
    return measure


def _locked(measure: Measure) -> Measure:
    """The row as it stands now, locked until the transaction ends (SQLite locks the whole database instead)."""
    return Measure.objects.select_for_update().get(pk=measure.pk)


def _set_status(measure: Measure, status: MeasureStatus, **values: object) -> None:
    """Status moves by UPDATE alone: a published row's other fields are never saved again."""
    measure.status = status
    for name, value in values.items():
        setattr(measure, name, value)
    Measure.objects.filter(pk=measure.pk).update(status=status, lock=models.F("lock") + 1, **values)


def _copy_rows(rows: models.Manager, to: Measure) -> None:
    copies = list(rows.all())
    for row in copies:
        row.pk, row.measure = None, to
        row._state.adding = True
    rows.model.objects.bulk_create(copies)
