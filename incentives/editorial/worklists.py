"""What waits for a member of staff: the heaps of the start page, each a list of its own in the admin."""

import datetime
from collections import namedtuple
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from incentives.enums import MeasureStatus
from incentives.models import Measure
from incentives.models.measure import outdated

SHOWN = 5
LATELY = datetime.timedelta(days=30)
PARAMETER = "pile"  # of the list that shows all of a heap


@dataclass(frozen=True)
class Worklist:
    """One heap of work: its key and name, and the test of the versions that lie on it."""

    key: str
    name: str
    lies_on: Q
    order: str = "-updated_at"

    @property
    def url(self) -> str:
        return f"{reverse('admin:incentives_measure_changelist')}?{PARAMETER}={self.key}"

    @property
    def top(self) -> QuerySet:
        """The first few versions as `WorklistRow`, each with the total of all."""
        counted = (
            Measure.objects.filter(self.lies_on)
            .order_by()
            .annotate(
                pile=Value(self.key), total=Window(Count("pk")), place=Window(RowNumber(), order_by=[self.order, "pk"])
            )
        )
        return counted.filter(place__lte=SHOWN).values_list("pile", "place", "total", *ROW_FIELDS)


ROW_FIELDS = ("pk", "title", "version", "sent_back_note")  # of a version, at the start page
WorklistRow = namedtuple("WorklistRow", ("pile", "place", "total", *ROW_FIELDS))


def worklists_with_rows(user: AbstractUser) -> list[tuple[Worklist, int, list[WorklistRow]]]:
    """The piles of `user`, each with its total and its first few versions; one query for all."""
    found = worklists_of(user)
    first, *others = [pile.top for pile in found]
    lying = [WorklistRow(*row) for row in first.union(*others, all=True).order_by("pile", "place")]
    tops = {pile.key: [one for one in lying if one.pile == pile.key] for pile in found}
    return [(pile, next((one.total for one in tops[pile.key]), 0), tops[pile.key]) for pile in found]


def worklists_of(user: AbstractUser) -> list[Worklist]:
    """The heaps of `user`; whom a heap does not concern does not see it."""
    mine = Q(Exists(Measure.editors.through.objects.filter(measure=OuterRef("pk"), user=user)))
    drafts = mine & Q(status=MeasureStatus.DRAFT)
    found = []
    if user.has_perm("incentives.publish_measure"):
        found.append(Worklist("waiting", "等我审核", ~mine & Q(status=MeasureStatus.REVIEW)))
    if user.has_perm("incentives.change_measure"):
        found.append(Worklist("sent-back", "退回给我", drafts & ~Q(sent_back_note="")))
        found.append(Worklist("drafts", "我的草稿", drafts & Q(sent_back_note="")))
        found.append(Worklist("outdated", "原文已改", Q(status=MeasureStatus.PUBLISHED) & outdated()))
        due = Measure.objects.published().due_for_review(timezone.localdate())
        found.append(Worklist("review", "复核到期", Q(pk__in=due.values("pk")), "reviewed_on"))
    lately = Q(status=MeasureStatus.PUBLISHED, published_at__gt=timezone.now() - LATELY)
    return [*found, Worklist("lately", "近期发布", lately, "-published_at")]
