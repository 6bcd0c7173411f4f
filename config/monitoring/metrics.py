"""Figures of the running site for Prometheus. Without gunicorn each process has its own."""

import os
import time
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from prometheus_client import REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from config.monitoring.readiness import readiness

SECONDS = Histogram(
    "huiqi_request_seconds",
    "Time to answer a request, by page and status.",
    ["page", "status"],
    buckets=(0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
)


def measured(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that measures how long answers take, without the sending of files that are made while sent."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        SECONDS.labels(_page(request), response.status_code).observe(time.perf_counter() - began)
        return response

    return answer


def _page(request: HttpRequest) -> str:
    """The name of the page's address; `admin` for the whole admin, `none` where no view was asked (files, refusals)."""
    match = getattr(request, "resolver_match", None)
    return "none" if match is None else "admin" if "admin" in match.app_names else match.view_name


def exposition() -> bytes:
    """All figures in the text format, summed over the workers of this machine, with the state of each check."""
    counted = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:  # set by config/gunicorn.py
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    now = CollectorRegistry()
    now.register(Ready())
    return generate_latest(counted) + generate_latest(now)


class Ready:
    """The state of each check of /readyz, asked when the figures are read."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        ready = GaugeMetricFamily("huiqi_ready", "1 where the check of /readyz passes.", labels=["check"])
        for name, fault in readiness().items():
            ready.add_metric([name], not fault)
        yield ready
