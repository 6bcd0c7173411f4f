"""Paginated lists: the envelope around the items, with links to other pages."""

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Annotated, Generic, TypeVar

from django.http import Http404, HttpRequest
from ninja import Query
from pydantic import Field

from incentives.listing.filterset import LAST_PAGE
from incentives.opendata.shapes.base import Shape

Item = TypeVar("Item")
PAGE_SIZE = 20
MOST_ITEMS = 100  # items on one page
PageNumber = Annotated[int, Query(ge=1, le=LAST_PAGE, description="页码，从 1 起")]
PageSize = Annotated[int, Query(ge=1, le=MOST_ITEMS, description=f"每页几项，最多 {MOST_ITEMS}")]


class Links(Shape):
    self: str = Field(description="本页")
    first: str = Field(description="第一页")
    prev: str | None = Field(description="上一页；null＝没有")
    next: str | None = Field(description="下一页；null＝没有")
    last: str = Field(description="最后一页")


class Page(Shape, Generic[Item]):
    """Some items of a list, and where the others are."""

    total: int = Field(description="共几项")
    page: int = Field(description="第几页，从 1 起")
    page_size: int = Field(description="每页几项")
    pages: int = Field(description="共几页")
    links: Links
    items: list[Item]


def envelope(request: HttpRequest, total: int, page: int, page_size: int, reachable: int | None = None) -> dict:
    """The members of a page except its items. Raises Http404 beyond the `reachable` items (default: all)."""
    pages = max(1, ceil((total if reachable is None else reachable) / page_size))
    if page > pages:
        raise Http404

    def link(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    return {
        "total": total,
        "page": page,
        "page_size": page_size,
        "pages": pages,
        "links": Links(
            self=link(page),
            first=link(1),
            prev=link(page - 1) if page > 1 else None,
            next=link(page + 1) if page < pages else None,
            last=link(pages),
        ),
    }


def paged(request: HttpRequest, rows: Sequence, page: int, page_size: int, shape: type[Page], record: Callable) -> Page:
    """One page of a QuerySet or list as `shape`; `record` converts a row to an item."""
    total = rows.count() if hasattr(rows, "query") else len(rows)
    frame = envelope(request, total, page, page_size)
    shown: Iterable = rows[(page - 1) * page_size : page * page_size]
    return shape(items=[record(row) for row in shown], **frame)
