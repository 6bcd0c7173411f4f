"""Responses of the API: JSON with caching and Link headers."""

from collections.abc import Callable
from functools import partial
from operator import add

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from config.origin import root_of
from incentives.opendata.api.paging import Page

RELATIONS = ("first", "prev", "next", "last")


def absolute_of(request: HttpRequest) -> Callable[[str], str]:
    """A function that makes absolute addresses of paths, under SITE_DOMAIN if it is set."""
    return partial(add, root_of(request))


def json_response(shape: BaseModel) -> HttpResponse:
    """`shape` as a JSON response; pages also have a Link header (RFC 8288)."""
    response = HttpResponse(shape.model_dump_json(), content_type="application/json")
    if isinstance(shape, Page):
        links = shape.links.model_dump()
        response["Link"] = ", ".join(f'<{links[name]}>; rel="{name}"' for name in RELATIONS if links[name])
    return response
