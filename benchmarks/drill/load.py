"""Load by wrk: kept pages from one gunicorn and through nginx, and a mix of readers and saves through nginx."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.drill.clients import answers, exchange
from benchmarks.drill.servers import HOST, POOL_PORT, SITE_PORTS, TLS_PORT, Servers

SCRIPT = Path(__file__).with_name("mix.lua")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
POOLED = 8603  # a third gunicorn, whose database is pgbouncer
KEPT = "/measures/"
HEADERS = [
    word for header in (f"Host: {HOST}", "X-Forwarded-Proto: https", "Accept-Encoding: gzip") for word in ("-H", header)
]


def report(servers: Servers, seconds: int) -> Iterator[str]:
    gunicorn, nginx = f"http://127.0.0.1:{SITE_PORTS[0]}", f"https://127.0.0.1:{TLS_PORT}"
    pool = f"postgres://huiqi:site@127.0.0.1:{POOL_PORT}/huiqi?DISABLE_SERVER_SIDE_CURSORS=True"
    yield f"- kept pages from one gunicorn with two workers: {loaded(servers, [gunicorn + KEPT], 15)}"
    yield f"- kept pages through nginx with TLS: {loaded(servers, [nginx + KEPT], 15)}"
    yield f"- mixed load through nginx, two instances: {mixed(nginx, seconds, servers)}"
    servers.site(POOLED, DATABASE_URL=pool)
    servers.wait(lambda: answers(POOLED))
    yield f"- mixed load through pgbouncer, one instance: {mixed(f'http://127.0.0.1:{POOLED}', 20, servers)}"


def loaded(servers: Servers, target: list[str], seconds: int, *more: str) -> str:
    """What wrk tells, and the seconds of the processor that each server took meanwhile."""
    before = servers.cpu_seconds()
    answer = wrk(target, seconds, *more)
    used = {name: taken - before.get(name, 0) for name, taken in servers.cpu_seconds().items()}
    shares = ", ".join(f"{name} {taken:.1f}" for name, taken in sorted(used.items()) if taken >= 0.1)
    return f"{answer}; seconds of the processor: {shares}"


def mixed(base: str, seconds: int, servers: Servers) -> str:
    _, page, cookie = exchange("/report/")
    slugs = servers.sql("SELECT string_agg(slug, ',') FROM incentives_measure WHERE status = 'published'")
    arguments = [cookie.partition(";")[0], TOKEN.search(page)[1], slugs]
    answer = loaded(servers, [base, "--", *arguments], seconds, "-s", str(SCRIPT))
    saved = servers.sql("SELECT count(*) FROM incentives_readerreport")
    servers.sql("DELETE FROM incentives_readerreport")
    return f"{answer}; {saved} saves stored"


def wrk(target: list[str], seconds: int, *more: str) -> str:
    command = ["wrk", "-t", "1", "-c", "16", "-d", f"{seconds}s", "--timeout", "20s", *HEADERS]
    command += more or ("-s", str(SCRIPT.with_name("one.lua")))
    told = subprocess.run([*command, *target], check=True, capture_output=True, text=True).stdout
    return told.rpartition("RESULT ")[2].strip()
