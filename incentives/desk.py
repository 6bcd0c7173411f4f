"""What waits for a member of staff: the numbers and links of the start page."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, QuerySet, Window
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
    """The heaps of `user`, one query each; whom a heap does not concern does not see it."""
    mine = Measure.objects.filter(editors=user)
    drafts = mine.filter(status=MeasureStatus.DRAFT)
    waiting = Measure.objects.filter(status=MeasureStatus.REVIEW).exclude(pk__in=mine.values("pk"))
    lately = Measure.objects.published().filter(published_at__gt=timezone.now() - LATELY)
    found = []
    if user.has_perm("incentives.publish_measure"):
        found.append(_pile("等我审核", waiting, "status__exact=review"))
    if user.has_perm("incentives.change_measure"):
        found.append(_pile("退回给我", drafts.exclude(sent_back_note=""), "status__exact=draft"))
        found.append(_pile("我的草稿", drafts.filter(sent_back_note=""), "status__exact=draft"))
    found.append(_pile("近期发布", lately.order_by("-published_at", "pk"), "status__exact=published"))
    return found


def _pile(name: str, rows: QuerySet, query: str) -> Pile:
    ordered = rows if rows.query.order_by else rows.order_by("-updated_at", "pk")
    url = f"{reverse('admin:incentives_measure_changelist')}?{query}"
    first = list(ordered.annotate(total=Window(Count("pk")))[:SHOWN])  # counts before the limit cuts
    return Pile(name, first[0].total if first else 0, first, url)
