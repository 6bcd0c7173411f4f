"""A view that gets a pasted text keeps it out of every error report."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.debug import SafeExceptionReporterFilter


class WithoutText(SafeExceptionReporterFilter):
    """Reports without posted values and without variables: any of them may hold the text."""

    def get_post_parameters(self, request: HttpRequest) -> dict:
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest, tb_frame) -> list:
        return []


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def keeping(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.exception_reporter_filter = WithoutText()
        return view(request, *args, **kwargs)

    return keeping
