"""The published dataset: a page that lists its files, and the files."""

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
    """The folder of the dataset that is served; a reader keeps it though a newer takes its place."""
    return (settings.DATASET_DIR / CURRENT).resolve()


def manifest() -> dict | None:
    """What the dataset says of itself and its files; None before the first."""
    path = current() / MANIFEST
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _written(request: HttpRequest, name: str = "") -> datetime.datetime | None:
    dataset = manifest()
    return datetime.datetime.fromisoformat(dataset["written_on"]) if dataset else None


def _page_etag(request: HttpRequest) -> str:
    """As other pages' (docs/adr/0006); but it shows the dataset, which a change of the content does not touch."""
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
    """One file of the dataset; 404 for every other name, whatever the reader already holds."""
    dataset = manifest()
    if dataset is None or name not in {MANIFEST, SUMS, *(file["name"] for file in dataset["files"])}:
        raise Http404
    return _file(request, name)


@cache_control(no_cache=True)
@condition(etag_func=_etag, last_modified_func=_written)
def _file(request: HttpRequest, name: str) -> HttpResponse:
    return FileResponse((current() / name).open("rb"), as_attachment=True, filename=name)
