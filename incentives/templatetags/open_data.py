"""What a filtered list links to for those who take it away: files, feed, calendar."""

from dataclasses import dataclass

from django import template
from django.urls import reverse

from incentives.listing.filterset import MeasureFilter
from incentives.opendata.files.listing import size_text

register = template.Library()
FILES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}


@dataclass(frozen=True)
class File:
    """One format of a list, with its address and about how large it is."""

    label: str
    url: str
    size: str


@register.simple_tag
def files_of(measures: MeasureFilter) -> list[File]:
    query, total = query_of(measures), int(measures.total)
    return [
        File(label, reverse(f"incentives:measures-{extension}") + query, size_text(total, extension))
        for extension, label in FILES.items()
    ]


@register.filter
def query_of(measures: MeasureFilter) -> str:
    """`?…` with the filters of a list, without its page; empty without filters."""
    query = measures.data.copy()
    query.pop("page", None)
    for name in set(query) - set(measures.filters):
        query.pop(name)
    return f"?{query.urlencode()}" if query else ""


@register.simple_tag
def feed_of(measures: MeasureFilter) -> str:
    """The address of a list's updates."""
    return reverse("incentives:measures-feed") + query_of(measures)


@register.simple_tag
def calendar_of(measures: MeasureFilter) -> str:
    """The address of a list's days; empty where it has none. The facet cells know most times, without a query."""
    has_days = measures.may_close and measures.fitting.closing().exists()
    return reverse("incentives:measures-calendar") + query_of(measures) if has_days else ""
