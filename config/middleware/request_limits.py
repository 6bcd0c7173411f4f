"""Requests nobody sends in good faith are answered before anything reads them."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import DataError
from django.http import HttpRequest, HttpResponse

from config.pages.errors import bad_request, too_large

DROP_NUL = ("/measures/", "/suggest/")  # what is typed in the search box may hold anything: its field drops it
NO_KEY = re.compile(r"Field '\w+' expected a number but got ")
NO_FIELD = "has no field named ''"


def request_limits(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 413 for a body over MAX_BODY_BYTES, 400 for an address with a NUL in it.

    Django's own limits leave uploaded files out. Gunicorn hands on no more than the announced length, so that is what
    counts. PostgreSQL stores no NUL and refuses a query that holds one, also where no form looks first.
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
    """Middleware: a row's key that is no key is the client's mistake.

    Django's admin puts keys from posted actions, filters and autocomplete fields into queries unchecked, looks for the
    field of an empty _to_field, and would answer with 500; nobody reaches this by its forms. Public pages check theirs,
    and their faults stay faults.
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
