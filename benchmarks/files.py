"""Measures the download of the whole list in each file format: `python -m benchmarks.files`.

CSV and JSON are requested from the WSGI application, each in a separate process, which counts the bytes and discards
them; a workbook of so many is written as `publish_dataset` does. Prints how many measures and bytes there were, the
seconds to the first and the last byte by the clock, CPU milliseconds per measure, and the process's memory before and
at its peak. `make bench BENCH=--keep` leaves filled databases in var/bench; with DATABASE_URL naming one after the
other the peaks can be compared.
"""

# ruff: noqa: E402  Django reads its settings before its models can be imported.

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

os.environ |= {"SECRET_KEY": "only-for-the-benchmark", "ALLOWED_HOSTS": "testserver", "HTTPS": "off", "DEBUG": "off"}
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse

from incentives.models import Measure
from incentives.opendata.dataset import contents
from incentives.opendata.files.writing import FileNote, write_xlsx

FORMATS = ("csv", "xlsx", "json")
MEGABYTE = 2**20


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(taken(sys.argv[1])))
        return
    print(f"{Measure.objects.listed().count():,} measures, {connection.vendor}\n")
    print(f"{'':<5}{'MB':>8}{'first s':>9}{'last s':>8}{'CPU ms each':>13}{'MB before':>11}{'MB peak':>9}")
    for extension in FORMATS:
        child = [sys.executable, "-m", "benchmarks.files", extension]
        found = json.loads(subprocess.run(child, stdout=subprocess.PIPE, text=True, check=True).stdout)
        sizes = f"{found['bytes'] / MEGABYTE:>8.1f}{found['first']:>9.1f}{found['last']:>8.1f}"
        print(f"{extension:<5}{sizes}{found['each']:>13.2f}{found['before']:>11.0f}{found['peak']:>9.0f}", flush=True)


def taken(extension: str) -> dict[str, float]:
    """Make one file of all measures without keeping it."""
    number, before = Measure.objects.listed().count(), memory("VmRSS")
    began, worked = time.perf_counter(), time.process_time()
    size, first = workbook() if extension == "xlsx" else requested(extension)
    each = 1000 * (time.process_time() - worked) / number
    last = time.perf_counter() - began
    return {"bytes": size, "first": first, "last": last, "each": each, "before": before, "peak": memory("VmHWM")}


def workbook() -> tuple[int, float]:
    """Bytes of the workbook of the dataset, and the seconds until its first byte can be read: all."""
    began, note = time.perf_counter(), FileNote("", "", "", "", "")
    with tempfile.TemporaryFile() as target:
        write_xlsx(contents.measures(lambda path: f"https://bench.example{path}"), note, target)
        return target.tell(), time.perf_counter() - began


def requested(extension: str) -> tuple[int, float]:
    """Bytes of the file of the list, and the seconds until its first byte."""
    statuses: list[str] = []
    environ = RequestFactory().get(reverse(f"incentives:measures-{extension}"), {"include_closed": "1"}).environ
    application, began = WSGIHandler(), time.perf_counter()
    answer = application(environ, lambda status, headers: statuses.append(status))
    size, first = 0, 0.0
    for part in answer:
        first = first or time.perf_counter() - began
        size += len(part)
    answer.close()
    if statuses != ["200 OK"]:
        raise SystemExit(f"{extension} answered {statuses}")
    return size, first


def memory(name: str) -> float:
    """This process's resident memory in MB: VmRSS is the current value, VmHWM the peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


if __name__ == "__main__":
    main()
