"""Links to the files of a list."""

from dataclasses import dataclass

from django import template
from django.urls import reverse

from incentives.opendata.files.listing import size_text

register = template.Library()
FILES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}


@dataclass(frozen=True)
class File:
    """One file format of a list, with its address and approximate size."""

    label: str
    url: str
    size: str


@register.simple_tag
def files_of(query: str, total: int) -> list[File]:
    """The files of a list of `total` measures; `query` is the query string of its filters (`?…` or empty)."""
    return [
        File(label, reverse(f"incentives:measures-{extension}") + query, size_text(int(total), extension))
        for extension, label in FILES.items()
    ]
