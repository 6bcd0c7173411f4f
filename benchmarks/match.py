"""Time the match page over a large made-up catalogue: `python -m benchmarks.match [--measures 10000]`.

Fills a scratch database: a file on SQLite, or the new server that `python tests/with_postgres.py python -m
benchmarks.match` starts. Each measure has three conditions, a quarter has two rungs with an award. Prints per question
the median by the clock and in CPU time of this process, and the number of queries on the large and on a small
catalogue, which are equal. "After a change" is the first page after a publication, when the rules are read anew. Exit
code 1 if another median is over the target.
"""

# ruff: noqa: E402  Django reads its settings before its models can be imported.

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django
import yaml

SCRATCH = tempfile.TemporaryDirectory(prefix="huiqi-bench-")
os.environ |= {"SECRET_KEY": "only-for-the-benchmark", "ALLOWED_HOSTS": "testserver", "HTTPS": "off", "DEBUG": "off"}
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
    os.environ["DATABASE_URL"] = f"sqlite:///{Path(SCRATCH.name) / 'match.sqlite3'}"
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.core.serializers.python import Deserializer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incentives.enums import Kind, MeasureStatus
from incentives.models import Condition, EnterpriseTier, Fact, Measure, SubsidyTier
from policies.caching import content_version
from policies.models import Category, Clause, Document

TARGET_MS = 100
SMALL = 100
AFTER_A_CHANGE = "one answer, after a change"
QUESTIONS = {
    "nothing answered": "",
    "one answer": "size=micro",
    "seven answers": "size=micro&age=35&doctorate=yes&employer=key_enterprise&honour-specialized=earlier"
    "&honour-little-giant=none&on_post=yes",
    "all excluded by age": "age=90",
    "second page of a part": "part=unknown&page=2",
}
RULES = (
    ("size", "in", "micro,small,medium"),
    ("size", "eq", "micro"),
    ("age", "lte", "40"),
    ("age", "lte", "45"),
    ("doctorate", "eq", "yes"),
    ("employer", "in", "key_enterprise,public_hospital"),
    ("honour", "in", "specialized,little-giant"),
    ("on_post", "eq", "yes"),
    ("front_runner_years", "gte", "1"),
    (None, "", ""),
)


def main() -> int:
    options = argparse.ArgumentParser(description="Time the match page over a large made-up catalogue.")
    options.add_argument("--measures", type=int, default=10_000, help="size of the catalogue")
    options.add_argument("--runs", type=int, default=15, help="runs per question")
    given = options.parse_args()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    fill(range(SMALL))
    few = {name: queries(query) for name, query in QUESTIONS.items()}
    few[AFTER_A_CHANGE] = queries(QUESTIONS["one answer"], before=content_version.raise_version)
    fill(range(SMALL, given.measures))
    print(f"{given.measures} measures, {3 * given.measures} conditions, {connection.vendor}; {given.runs} runs each\n")
    print(f"{'question':<28}{'median ms':>10}{'CPU ms':>9}{'queries':>9}{f'at {SMALL}':>8}")
    medians = [line(name, query, given.runs, few[name]) for name, query in QUESTIONS.items()]
    line(AFTER_A_CHANGE, QUESTIONS["one answer"], given.runs, few[AFTER_A_CHANGE], before=content_version.raise_version)
    print(f"\ntarget: a median of at most {TARGET_MS} ms")
    return int(max(medians) > TARGET_MS)


def line(name: str, query: str, runs: int, few: int, before: Callable[[], None] = lambda: None) -> float:
    """Print the row of one query; return its median in ms. `before` runs before each request and is not timed."""
    seconds(query, before)
    timed = [seconds(query, before) for _ in range(runs)]
    median, worked = (1000 * statistics.median(column) for column in zip(*timed, strict=True))
    print(f"{name:<28}{median:>10.1f}{worked:>9.1f}{queries(query, before):>9}{few:>8}")
    return median


def seconds(query: str, before: Callable[[], None]) -> tuple[float, float]:
    """Seconds of one page, rendering included: wall clock and CPU time of this process."""
    before()
    began, worked = time.perf_counter(), time.process_time()
    response = Client().get(f"/match/?{query}")
    taken = time.perf_counter() - began, time.process_time() - worked
    assert response.status_code == 200, response.status_code
    return taken


def queries(query: str, before: Callable[[], None] = lambda: None) -> int:
    seconds(query, lambda: None)
    before()
    with CaptureQueriesContext(connection) as captured:
        Client().get(f"/match/?{query}")
    return len(captured)


def fill(numbers: range) -> None:
    """Published measures with three conditions each, and every fourth with two rungs."""
    clause = a_clause()
    category, _ = Category.objects.get_or_create(slug="fiscal", defaults={"name": "财政扶持", "position": 1})
    tier, _ = EnterpriseTier.objects.get_or_create(
        slug="specialized", defaults={"name": "专精特新中小企业", "short_name": "专精特新", "rank": 2, "position": 2}
    )
    if not Fact.objects.exists():
        facts = yaml.safe_load((settings.BASE_DIR / "fixtures" / "facts.yaml").read_text(encoding="utf-8"))
        for stored in Deserializer(facts):
            stored.save()
    common = {"status": MeasureStatus.PUBLISHED, "category": category, "published_at": timezone.now()}
    measures = Measure.objects.bulk_create(
        Measure(slug=f"m-{n}", title=f"事项 {n}", promise="得到支持", kind=kind_of(n), **common) for n in numbers
    )
    Condition._base_manager.bulk_create(
        Condition(
            measure=measure,
            position=place + 1,
            sentence=f"第 {place + 1} 个条件",
            **dict(zip(("fact_id", "operator", "value"), RULES[(3 * n + place * 7) % len(RULES)], strict=True)),
            clause=clause,
        )
        for n, measure in zip(numbers, measures, strict=True)
        for place in range(3)
    )
    SubsidyTier._base_manager.bulk_create(
        SubsidyTier(
            measure=measure,
            position=place,
            label=f"第 {place} 档",
            enterprise_tier=tier,
            first_time=place == 1,
            amount_min=10_000 * (n % 500 + place),
            amount_max=10_000 * (n % 500 + place),
            clause=clause,
        )
        for n, measure in zip(numbers, measures, strict=True)
        if measure.kind == Kind.SUBSIDY
        for place in (1, 2)
    )
    content_version.raise_version()


def kind_of(n: int) -> Kind:
    return Kind.SUBSIDY if n % 4 == 0 else Kind.SERVICE


def a_clause() -> Clause:
    document, _ = Document.objects.get_or_create(slug="made-up", defaults={"title": "办法", "status": "published"})
    return Clause.objects.get_or_create(document=document, path="1.1", defaults={"position": 1})[0]


if __name__ == "__main__":
    sys.exit(main())
