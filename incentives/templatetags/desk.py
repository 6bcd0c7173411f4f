"""The staff start page's heaps of work, for the admin's index."""

from django import template

from incentives.desk import Lying, Pile, heaps
from incentives.models import ReaderReport

register = template.Library()


@register.simple_tag
def desk(user) -> list[tuple[Pile, int, list[Lying]]]:
    return heaps(user)


@register.simple_tag
def reports_waiting() -> int:
    """How many readers' reports nobody has looked into."""
    return ReaderReport.objects.waiting().count()
