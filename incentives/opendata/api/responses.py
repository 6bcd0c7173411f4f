"""What every address of the API gives back: JSON with its freshness and its neighbours in the headers."""

from collections.abc import Callable
from functools import partial
from operator import add

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from config.origin import root_of
from incentives.opendata.api.paging import Page

RELATIONS = ("first", "prev", "next", "last")


def absolute_of(request: HttpRequest) -> Callable[[str], str]:
    """Makes whole addresses of this site's paths, under its own name where that is set: they outlive the answer."""
    return partial(add, root_of(request))


def json_response(shape: BaseModel) -> HttpResponse:
    """`shape` as JSON; a page names the others in a Link header too (RFC 8288)."""
    response = HttpResponse(shape.model_dump_json(), content_type="application/json")
    if isinstance(shape, Page):
        links = shape.links.model_dump()
        response["Link"] = ", ".join(f'<{links[name]}>; rel="{name}"' for name in RELATIONS if links[name])
    return response
