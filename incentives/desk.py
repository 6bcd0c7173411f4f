"""What waits for a member of staff: the numbers and links of the start page."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Exists, OuterRef, Window
from django.urls import reverse
from django.utils import timezone

from incentives.enums import MeasureStatus
from incentives.models import Measure

SHOWN = 5
LATELY = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Pile:
    """One heap of work: its name, how many lie on it, the first few, and where all of them are listed."""

    name: str
    total: int
    first: list[Measure]
    url: str


def piles(user: AbstractUser) -> list[Pile]:
    """The heaps of `user` in two queries; whom a heap does not concern does not see it."""
    mine = Exists(Measure.editors.through.objects.filter(measure=OuterRef("pk"), user=user))
    work = list(Measure.objects.in_work().annotate(is_mine=mine).order_by("-updated_at", "pk"))
    drafts = [row for row in work if row.is_mine and row.status == MeasureStatus.DRAFT]
    found = []
    if user.has_perm("incentives.publish_measure"):
        waiting = [row for row in work if not row.is_mine and row.status == MeasureStatus.REVIEW]
        found.append(_pile("等我审核", waiting, MeasureStatus.REVIEW))
    if user.has_perm("incentives.change_measure"):
        found.append(_pile("退回给我", [row for row in drafts if row.sent_back_note], MeasureStatus.DRAFT))
        found.append(_pile("我的草稿", [row for row in drafts if not row.sent_back_note], MeasureStatus.DRAFT))
    lately = Measure.objects.published().filter(published_at__gt=timezone.now() - LATELY)
    first = list(lately.annotate(total=Window(Count("pk"))).order_by("-published_at", "pk")[:SHOWN])
    total = first[0].total if first else 0  # counted before the limit cuts
    return [*found, _pile("近期发布", first, MeasureStatus.PUBLISHED, total)]


def _pile(name: str, rows: list[Measure], status: MeasureStatus, total: int | None = None) -> Pile:
    url = f"{reverse('admin:incentives_measure_changelist')}?status__exact={status}"
    return Pile(name, len(rows) if total is None else total, rows[:SHOWN], url)
