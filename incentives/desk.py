"""What waits for a member of staff: the heaps of the start page, each a list of its own in the admin."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Exists, OuterRef, Q, Window
from django.urls import reverse
from django.utils import timezone

from incentives.enums import MeasureStatus
from incentives.models import Measure
from incentives.models.measure import outdated

SHOWN = 5
LATELY = datetime.timedelta(days=30)
PARAMETER = "pile"  # of the list that shows all of a heap


@dataclass(frozen=True)
class Pile:
    """One heap of work: its key and name, and the test of the versions that lie on it."""

    key: str
    name: str
    lies_on: Q
    order: str = "-updated_at"

    @property
    def url(self) -> str:
        return f"{reverse('admin:incentives_measure_changelist')}?{PARAMETER}={self.key}"

    @property
    def total(self) -> int:
        return self.first[0].total if self.first else 0

    @cached_property
    def first(self) -> list[Measure]:
        """The first few, each with the `total` of all; one query."""
        rows = Measure.objects.filter(self.lies_on).order_by(self.order, "pk")
        return list(rows.annotate(total=Window(Count("pk")))[:SHOWN])  # counted before the limit cuts


def piles(user: AbstractUser) -> list[Pile]:
    """The heaps of `user`; whom a heap does not concern does not see it."""
    mine = Q(Exists(Measure.editors.through.objects.filter(measure=OuterRef("pk"), user=user)))
    drafts = mine & Q(status=MeasureStatus.DRAFT)
    found = []
    if user.has_perm("incentives.publish_measure"):
        found.append(Pile("waiting", "等我审核", ~mine & Q(status=MeasureStatus.REVIEW)))
    if user.has_perm("incentives.change_measure"):
        found.append(Pile("sent-back", "退回给我", drafts & ~Q(sent_back_note="")))
        found.append(Pile("drafts", "我的草稿", drafts & Q(sent_back_note="")))
        found.append(Pile("outdated", "原文已改", Q(status=MeasureStatus.PUBLISHED) & outdated()))
        due = Measure.objects.published().due_for_review(timezone.localdate())
        found.append(Pile("review", "复核到期", Q(pk__in=due.values("pk")), "reviewed_on"))
    lately = Q(status=MeasureStatus.PUBLISHED, published_at__gt=timezone.now() - LATELY)
    return [*found, Pile("lately", "近期发布", lately, "-published_at")]
