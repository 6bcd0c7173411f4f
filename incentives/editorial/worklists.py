"""The worklists of a member of staff: shown on the start page, each also a filter of the list of measures."""

import datetime
from collections import namedtuple
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from incentives.editorial.transitions import TRANSITIONS
from incentives.enums import MeasureStatus
from incentives.models import Measure
from incentives.models.measure import outdated

SHOWN = 5
LATELY = datetime.timedelta(days=30)
PARAMETER = "pile"  # in the address of the list of measures that shows a whole worklist


@dataclass(frozen=True)
class Worklist:
    """One worklist: its key in addresses, its name, the condition of its versions and their order.

    The order says where null stands, because the databases differ in that. The key of the version completes it.
    """

    key: str
    name: str
    condition: Q
    order: tuple[OrderBy, ...] = (F("updated_at").desc(),)
    page: str = "change"  # the page of a version that a link leads to

    @property
    def url(self) -> str:
        return f"{reverse('admin:incentives_measure_changelist')}?{PARAMETER}={self.key}"

    @property
    def address(self) -> str:
        """The name of the address that its links lead to."""
        return f"admin:incentives_measure_{self.page}"

    @property
    def rows(self) -> QuerySet:
        """The first `SHOWN` versions as tuples of `WorklistRow`, each with the number of all versions on the list."""
        place = Window(RowNumber(), order_by=[*self.order, F("pk").asc()])
        versions = Measure.objects.filter(self.condition).order_by()
        versions = versions.annotate(worklist=Value(self.key), total=Window(Count("pk")), place=place)
        return versions.filter(place__lte=SHOWN).values_list("worklist", "place", "total", *ROW_FIELDS)


ROW_FIELDS = ("pk", "title", "version", "sent_back_note")  # what the start page shows of a version
WorklistRow = namedtuple("WorklistRow", ("worklist", "place", "total", *ROW_FIELDS))


def worklists_with_rows(user: AbstractUser) -> list[tuple[Worklist, int, list[WorklistRow]]]:
    """The worklists of `user`, each with the number of its versions and the first `SHOWN`, in one query."""
    worklists = worklists_of(user)
    first, *others = [worklist.rows for worklist in worklists]
    rows = [WorklistRow(*row) for row in first.union(*others, all=True).order_by("worklist", "place")]
    by_key = {each.key: [row for row in rows if row.worklist == each.key] for each in worklists}
    return [(each, next((row.total for row in by_key[each.key]), 0), by_key[each.key]) for each in worklists]


def worklists_of(user: AbstractUser) -> list[Worklist]:
    """The worklists of `user`; one is hidden from users who lack its permission."""
    mine = Q(Exists(Measure.editors.through.objects.filter(measure=OuterRef("pk"), user=user)))
    drafts = mine & Q(status=MeasureStatus.DRAFT)
    worklists = []
    if TRANSITIONS["publish"].is_permitted(user):
        worklists.append(Worklist("waiting", "等我审核", ~mine & Q(status=MeasureStatus.REVIEW), page="review"))
    if user.has_perm("incentives.change_measure"):
        worklists.append(Worklist("sent-back", "退回给我", drafts & ~Q(sent_back_note="")))
        worklists.append(Worklist("drafts", "我的草稿", drafts & Q(sent_back_note="")))
        worklists.append(Worklist("outdated", "原文已改", Q(status=MeasureStatus.PUBLISHED) & outdated()))
        due = Measure.objects.published().due_for_review(timezone.localdate())
        longest_ago = (F("reviewed_on").asc(nulls_first=True), F("published_at").asc())  # null: never since publication
        worklists.append(Worklist("review", "复核到期", Q(pk__in=due.values("pk")), longest_ago))
    lately = Q(status=MeasureStatus.PUBLISHED, published_at__gt=timezone.now() - LATELY)
    return [*worklists, Worklist("lately", "近期发布", lately, (F("published_at").desc(),))]
