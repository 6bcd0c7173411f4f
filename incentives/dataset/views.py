"""The published dataset: a page that lists its files, and the files."""

import json
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from incentives.dataset.publishing import CURRENT, MANIFEST, SUMS


def current() -> Path:
    """The folder of the dataset that is served; a reader keeps it though a newer takes its place."""
    return (settings.DATASET_DIR / CURRENT).resolve()


def manifest() -> dict | None:
    """What the dataset says of itself and its files; None before the first."""
    path = current() / MANIFEST
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "incentives/data.html", {"dataset": manifest(), "sums": SUMS, "manifest": MANIFEST})


def _etag(request: HttpRequest, name: str) -> str | None:
    said = manifest()
    return f'"{said["written_on"]}-{name}"' if said else None


@require_safe
@condition(etag_func=_etag)
def data_file(request: HttpRequest, name: str) -> HttpResponse:
    said = manifest()
    if said is None or name not in {MANIFEST, SUMS, *(file["name"] for file in said["files"])}:
        raise Http404
    return FileResponse((current() / name).open("rb"), as_attachment=True, filename=name)
