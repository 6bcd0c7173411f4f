"""Filters for dates and figures, worded by policies.text.wording."""

import datetime
from decimal import Decimal

from django import template
from django.utils import timezone

from policies.text import wording

register = template.Library()
register.filter("money", wording.money)
register.filter("plain", wording.plain)
register.filter("quoted", wording.quoted)


@register.filter
def dated(date: datetime.date) -> str:
    """2024年6月28日."""
    return wording.dated(date)


@register.filter
def age(date: datetime.date) -> str:
    """How long ago a day was: 29 个月前; within a month 不足 1 个月."""
    months = wording.months_between(date, timezone.localdate())
    return f"{months} 个月前" if months else "不足 1 个月"


@register.filter
def percent(value: Decimal) -> str:
    """4.350 as 4.35%."""
    return f"{wording.plain(value)}%"
