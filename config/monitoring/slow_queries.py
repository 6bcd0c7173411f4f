"""Queries of pages that take longer than SLOW_QUERY_SECONDS are written to the log, without their values."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter

LOGGER = logging.getLogger("huiqi.slow")
LONGEST = 1000  # characters of the SQL
SLOW = Counter("huiqi_slow_queries_total", "Queries that took longer than SLOW_QUERY_SECONDS.")


def slow_queries(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that times each query of a request."""

    def answer(request: HttpRequest) -> HttpResponse:
        with connection.execute_wrapper(timed):
            return get_response(request)

    return answer


def timed(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
    """Run a query, also one that fails, and log it if it was slow, without `params`: they are readers' words."""
    began = time.monotonic()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.monotonic() - began
        if seconds >= settings.SLOW_QUERY_SECONDS:
            SLOW.inc()
            LOGGER.warning("%.1f s: %s", seconds, str(sql)[:LONGEST])
