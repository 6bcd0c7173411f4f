"""Limits of requests, checked before any view reads them."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import DataError
from django.http import HttpRequest, HttpResponse

from config.pages.errors import bad_request, too_large

DROP_NUL = ("/measures/", "/suggest/")  # their search field removes NUL itself
NO_KEY = re.compile(r"Field '\w+' expected a number but got ")
NO_FIELD = "has no field named ''"


def request_limits(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 413 for a body over MAX_BODY_BYTES, 400 for an address that contains NUL.

    Django's own limits do not count uploaded files. The announced length is checked, as gunicorn passes on no more.
    PostgreSQL refuses queries that contain NUL, and not every value passes a form first.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.MAX_BODY_BYTES:
            return too_large(request)
        drops = request.path_info in DROP_NUL
        if "\0" in request.path_info or (not drops and "%00" in request.META.get("QUERY_STRING", "")):
            return bad_request(request, ValueError("NUL in the address"))
        return get_response(request)

    return answer


class MistypedKeys:
    """Middleware: 400 instead of 500 in the admin for a primary key that cannot be one.

    Django's admin uses keys from actions, filters and autocomplete fields in queries without checking them, and looks
    up the field of an empty _to_field. Its own forms send no such values. Errors of public pages are not caught.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        mistyped = (
            isinstance(exception, OverflowError | DataError)
            or (isinstance(exception, ValueError) and NO_KEY.match(str(exception)))
            or (isinstance(exception, FieldDoesNotExist) and str(exception).endswith(NO_FIELD))
        )
        ours = request.path_info.startswith(f"/{settings.ADMIN_PATH}")
        return bad_request(request, exception) if ours and mistyped else None
