"""Times the site's pages on the configured database: `python -m benchmarks.pages SIZE` fills it and prints JSON.

Each request goes through the whole WSGI application in this process, without the page cache. For comparison, the SQL
of each page is repeated without Django, and a view that answers an empty page is timed.
"""

# ruff: noqa: E402  Django reads its settings before its models can be imported.

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import include, path

from benchmarks.catalogue import build
from incentives.editorial import workflow
from incentives.enums import MeasureStatus
from incentives.models import Measure

urlpatterns = [path("empty/", lambda request: HttpResponse()), path("", include("config.urls"))]
PAGES = {
    "list": "/measures/",
    "list, category and tier": "/measures/?category=fiscal&tier=specialized",
    "list, q=贷款": "/measures/?q=贷款",
    "list, q of four characters with a filter": "/measures/?q=专精特新&category=fiscal",
    "list, page 400": "/measures/?page=400",
    "measure": "/measures/measure-7/",
    "home": "/",
    "ladder": "/ladder/",
    "document": "/documents/document-7/",
    "indicators": "/indicators/",
    "suggestions, 贷": "/suggest/?q=贷",
    "suggestions, zjtx": "/suggest/?q=zjtx",
    "empty view": "/empty/",
}
WARM_UP, RUNS, PUBLICATIONS = 5, 40, 12


def main(size: int) -> None:
    settings.ROOT_URLCONF = "benchmarks.pages"
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {**settings.CACHES, "pages": nothing, "limits": nothing}  # a limit would refuse so many pages
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    call_command("migrate", verbosity=0)
    if not Measure.objects.exists():
        began = time.perf_counter()
        build(size)
        tidy()
        print(f"  filled in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    application = WSGIHandler()
    before = memory()
    found = {name: page(application, address) for name, address in PAGES.items() if reachable(address, size)}
    grown = memory() - before
    found["publish"] = publish()
    print(json.dumps({"size": size, "pages": found, "memory": [before, before + grown], "database": database()}))


def reachable(address: str, size: int) -> bool:
    return "page=400" not in address or size > 400 * 20


def tidy() -> None:
    """Do now what autovacuum would do later."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def page(application: WSGIHandler, address: str) -> dict[str, float]:
    """Milliseconds of a page and of its SQL, and its number of queries."""
    environ = RequestFactory().get(address).environ

    def ask() -> None:
        answer = application(dict(environ), lambda status, headers: statuses.append(status))
        b"".join(answer)
        answer.close()

    statuses: list[str] = []
    sent: list[tuple[str, object]] = []

    def note(execute, sql, params, many, context):
        sent.append((sql, params))
        return execute(sql, params, many, context)

    ask()
    with connection.execute_wrapper(note):
        ask()
    whole = timed(ask)
    bare = timed(lambda: repeat(sent)) if sent else {"median": 0.0, "p95": 0.0}
    if set(statuses) != {"200 OK"}:
        raise SystemExit(f"{address} answered {set(statuses)}")
    return {**whole, "sql": bare["median"], "queries": len(sent)}


def repeat(sent: list[tuple[str, object]]) -> None:
    with connection.cursor() as cursor:
        for sql, params in sent:
            cursor.execute(sql, params)
            cursor.fetchall()


def publish() -> dict[str, float]:
    """Time the publication of a revision (rows, index, cells, content version); each run is rolled back."""
    make = get_user_model().objects.get_or_create
    (editor, _), (reviewer, _) = make(username="editor"), make(username="reviewer")
    spans = []
    for n in range(PUBLICATIONS):
        with transaction.atomic():
            draft = workflow.revise_measure(measure=Measure.objects.published().get(slug=f"measure-{n}"), by=editor)
            Measure.objects.filter(pk=draft.pk).update(status=MeasureStatus.REVIEW, change_note="修订")
            began = time.perf_counter()
            workflow.publish_measure(measure=draft, by=reviewer)
            spans.append(1000 * (time.perf_counter() - began))
            transaction.set_rollback(True)
    return {**figures(spans), "sql": 0.0, "queries": 0}


def timed(act: Callable[[], None]) -> dict[str, float]:
    for _ in range(WARM_UP):
        act()
    spans = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        spans.append(1000 * (time.perf_counter() - began))
    return figures(spans)


def figures(spans: list[float]) -> dict[str, float]:
    ordered = sorted(spans)
    return {"median": statistics.median(ordered), "p95": ordered[int(0.95 * (len(ordered) - 1))]}


def memory() -> float:
    """This process's resident memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        return f"{connection.display_name} {cursor.fetchone()[0]}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
