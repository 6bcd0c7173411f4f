"""Links to the files of a list."""

from dataclasses import dataclass

from django import template
from django.urls import reverse

from incentives.opendata.files.listing import MOST_IN_WORKBOOK, size_text

register = template.Library()
FILES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}


@dataclass(frozen=True)
class File:
    """One file format of a list, with its address and approximate size; `is_page`: a page that has it."""

    label: str
    url: str
    size: str
    is_page: bool = False


@register.simple_tag
def files_of(query: str, total: int) -> list[File]:
    """The files of a list of `total` measures; `query` is the query string of its filters (`?…` or empty).

    A long list has no workbook of its own, but the page with that of all measures and its date.
    """
    return [
        File("全部事项的 Excel", reverse("incentives:data"), "写好的整库文件", is_page=True)
        if extension == "xlsx" and total > MOST_IN_WORKBOOK
        else File(label, reverse(f"incentives:measures-{extension}") + query, size_text(int(total), extension))
        for extension, label in FILES.items()
    ]
