"""`/data/`: the page of the published dataset, and its files."""

import datetime
import json
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from django.views.decorators.vary import vary_on_headers

from incentives.opendata.dataset.publishing import CURRENT, MANIFEST, SUMS
from policies.caching.pages import VARIES, etag_of


def current() -> Path:
    """The real folder of the current dataset; it stays readable after a newer one replaces it."""
    return (settings.DATASET_DIR / CURRENT).resolve()


def manifest() -> dict | None:
    """The manifest of the current dataset; None before the first one."""
    path = current() / MANIFEST
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _written(request: HttpRequest, name: str = "") -> datetime.datetime | None:
    dataset = manifest()
    return datetime.datetime.fromisoformat(dataset["written_on"]) if dataset else None


def _page_etag(request: HttpRequest) -> str:
    """Like the ETag of other pages (docs/adr/0006), but made of the dataset instead of the content version."""
    return etag_of(request, current().name)


@require_safe
@cache_control(no_cache=True)
@vary_on_headers(*VARIES)
@condition(etag_func=_page_etag, last_modified_func=_written)
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "incentives/opendata/data.html", {"dataset": manifest(), "sums": SUMS, "manifest": MANIFEST})


def _etag(request: HttpRequest, name: str) -> str:
    return f'"{current().name}-{name}"'


@require_safe
def data_file(request: HttpRequest, name: str) -> HttpResponse:
    """One file of the dataset. Raises Http404 for every other name, also for conditional requests."""
    dataset = manifest()
    if dataset is None or name not in {MANIFEST, SUMS, *(file["name"] for file in dataset["files"])}:
        raise Http404
    return _file(request, name)


@cache_control(no_cache=True)
@condition(etag_func=_etag, last_modified_func=_written)
def _file(request: HttpRequest, name: str) -> HttpResponse:
    return FileResponse((current() / name).open("rb"), as_attachment=True, filename=name)
