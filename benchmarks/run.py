"""`make bench`: measures made-up catalogues on both databases and writes benchmarks/results.md.

`python -m benchmarks.run [--sizes 1000 10000 100000] [--largest 1000000]`: `--largest` is measured on PostgreSQL alone.
Databases are created in `var/bench` and, for PostgreSQL, on a new server. Filling them takes longer than measuring:
`--keep` keeps and reuses the files, `--postgres URL` uses the databases `huiqi_bench_SIZE` of a server.
"""

import argparse
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import psycopg
from environ import Env

ROOT = Path(__file__).resolve().parents[1]
SCRATCH = ROOT / "var" / "bench"
RESULTS = Path(__file__).with_name("results.md")
SETTINGS = {
    "SECRET_KEY": "only-for-benchmarks",
    "ALLOWED_HOSTS": "localhost,testserver",
    "HTTPS": "off",
    "DEBUG": "off",
}
POSTGRES = [sys.executable, "tests/with_postgres.py"]
PAGES = [sys.executable, "-m", "benchmarks.pages"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--largest", type=int, default=0)
    parser.add_argument("--keep", action="store_true", help="use the SQLite files an earlier run left, and leave them")
    parser.add_argument(
        "--postgres", metavar="URL", help="a server to use and to leave filled: postgres://user@/folder/"
    )
    options = parser.parse_args()
    if not options.keep:
        shutil.rmtree(SCRATCH, ignore_errors=True)
    SCRATCH.mkdir(parents=True, exist_ok=True)
    runs = []
    for size in options.sizes:
        file = {"DATABASE_URL": f"sqlite:///{SCRATCH / f'{size}.sqlite3'}"}
        runs += [pages(PAGES, size, file), on_postgres(size, options.postgres)]
    if options.largest:
        runs.append(on_postgres(options.largest, options.postgres))
    served = json.loads(
        child(
            [sys.executable, "-m", "benchmarks.served"],
            {"DATABASE_URL": f"sqlite:///{SCRATCH / f'{options.sizes[-1]}.sqlite3'}"},
        )
    )
    RESULTS.write_text(report(runs, served))
    if not options.keep:
        shutil.rmtree(SCRATCH)
    print(f"Wrote {RESULTS.relative_to(ROOT)}.")


def on_postgres(size: int, server: str | None) -> dict:
    """Measure on a new server, or in the database of this size on `server`, which is created if it does not exist."""
    if not server:
        return pages([*POSTGRES, *PAGES], size, {})
    name = f"huiqi_bench_{size}"
    at = Env.db_url_config(f"{server}postgres")
    place = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], "password": at["PASSWORD"]}
    with psycopg.connect(dbname=at["NAME"], autocommit=True, **{k: v for k, v in place.items() if v}) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name}")
    return pages(PAGES, size, {"DATABASE_URL": f"{server}{name}"})


def pages(command: list[str], size: int, environment: dict[str, str]) -> dict:
    where = "SQLite" if "sqlite" in environment.get("DATABASE_URL", "") else "PostgreSQL"
    print(f"{size:,} measures on {where}", file=sys.stderr, flush=True)
    return json.loads(child([*command, str(size)], environment))


def child(command: list[str], environment: dict[str, str]) -> str:
    """Run a command and return its last line of output; its progress goes to the terminal."""
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **SETTINGS, **environment}, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip().splitlines()[-1]


def report(runs: list[dict], served: dict[str, float]) -> str:
    lines = [
        "# Measured",
        "",
        f"By `make bench` on {datetime.date.today()}: {machine()}.",
        f"Python {platform.python_version()}, Django {version('django')}, gunicorn {version('gunicorn')}, "
        + ", ".join(dict.fromkeys(run["database"] for run in runs))
        + " (as installed: no setting of the server tuned).",
        "",
        "Server time of one request through the whole application, page cache off, in ms. `× SQL`: to the same",
        "queries sent bare. `× empty`: to a view that answers nothing. `queries` includes the reading of the content",
        "version. `publish`: one revision made public with index entry, list facts, facet cells and content version.",
    ]
    for run in runs:
        lines += ["", f"## {run['size']:,} measures, {run['database']}", "", *table(run["pages"])]
        before, after = run["memory"]
        lines += [
            "",
            f"The process held {after:.0f} MB after all pages, {after - before:.1f} MB more than before the first.",
        ]
    lines += ["", "## Under gunicorn, one worker of four threads, four keep-alive connections, gzip", ""]
    lines += ["| | requests/s | bytes |", "|---|---:|---:|"]
    lines += [
        f"| {name} | {served[key]:,.0f} | {served[f'{key} bytes']:,.0f} |"
        for name, key in (("kept list page", "page"), ("static file", "file"))
    ]
    lines += ["", f"The kept page reaches {served['page'] / served['file']:.2f} of the static file.", ""]
    return "\n".join(lines)


def table(pages: dict[str, dict[str, float]]) -> list[str]:
    empty = pages["empty view"]["median"]
    rows = ["| page | median | p95 | × SQL | × empty | queries |", "|---|---:|---:|---:|---:|---:|"]
    for name, page in pages.items():
        ratio = f"{page['median'] / page['sql']:.1f}" if page["sql"] else ""
        figures = [f"{page['median']:.1f}", f"{page['p95']:.1f}", ratio, f"{page['median'] / empty:.0f}"]
        rows.append(f"| {' | '.join([name, *figures, str(page['queries'] or '')])} |")
    return rows


def machine() -> str:
    """Processor, cores, memory and load of this machine."""
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    system = f"{platform.system()} {platform.release()}, load {os.getloadavg()[2]:.1f} over 15 minutes"
    return f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GB, {system}"


if __name__ == "__main__":
    main()
