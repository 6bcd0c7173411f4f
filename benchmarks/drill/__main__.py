"""`make drill`: sets the site up from deploy/, runs each fault under load, then a mixed load, and writes a table.

`python -m benchmarks.drill [--seconds 180] [--keep]`. Wants Debian's postgresql, redis-server, nginx,
pgbouncer and wrk. The table is printed and written to var/drill.md; docs/drill.md holds the last one. Exit code 1 if
a save was lost.
"""

import argparse
import datetime
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.drill import load
from benchmarks.drill.clients import WAYS, Answers, Clients, answers, exchange
from benchmarks.drill.faults import FAULTS, Fault, missing
from benchmarks.drill.servers import BIN, DEPLOY, ROOT, SITE_PORTS, Servers, run

HEAD = "| fault | lasted s | through nginx | at gunicorn | saves | slowest s | saved | lost | recovered after s |"
DESKS = ("desk-a", "desk-b")
AFTER = 8  # seconds of load once the fault is over
RULE = "|---|---|---|---|---|---|---|---|---|"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=180, help="of the mixed load")
    parser.add_argument("--keep", action="store_true", help="leave the scratch folder with the servers' logs")
    options = parser.parse_args()
    if absent := missing():
        raise SystemExit(
            f"Not installed: {', '.join(absent)} (apt install postgresql redis-server nginx pgbouncer wrk)"
        )
    folder = Path(tempfile.mkdtemp(prefix="huiqi-drill-", dir="/tmp"))
    folder.chmod(0o755 if os.geteuid() else 0o777)
    servers = Servers(folder)
    try:
        lines, lost = drill(servers, options.seconds)
    finally:
        servers.stop_all()
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    (ROOT / "var" / "drill.md").write_text("\n".join(lines) + "\n")
    return 1 if lost else 0


def drill(servers: Servers, seconds: int) -> tuple[list[str], int]:
    lines, lost = [], 0

    def tell(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    began = time.monotonic()
    tell(f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores")
    tell(f"Load of the machine before the drill: {os.getloadavg()[0]:.1f}.")
    set_up(servers)
    tell(f"Set up from deploy/ in {time.monotonic() - began:.0f} s.")
    tell(f"A publish was seen through nginx after {publish(servers):.1f} s.\n")
    for line in load.report(servers, seconds):
        tell(line)
    for name in DESKS:
        servers.start(name, [BIN / "python", "-m", "benchmarks.drill.desk", name], cwd=ROOT, env=servers.environment)
    tell(f"\n{HEAD}\n{RULE}")
    for fault in FAULTS:
        row, gone = under_load(servers, fault)
        lost += gone
        tell(row)
    for name in ("text.txt", "junk.txt"):
        tell(f"\n{name.partition('.')[0]}: {(servers.folder / name).read_text().strip()}")
    acts, gone = desk_work(servers)
    lost += gone
    tell(f"\n{acts}")
    tell(f"\nThe whole took {(time.monotonic() - began) / 60:.1f} minutes.")
    return lines, lost


def set_up(servers: Servers) -> None:
    """Everything that docs/deployment.md says, with the files of deploy/."""
    servers.make_primary()
    servers.redis()
    run([DEPLOY / "release.sh"], env=servers.environment)
    for task in ("backup", "sessions"):  # release.sh wrote the dataset
        run([DEPLOY / "task.sh", task], env=servers.environment)
    servers.make_standby()
    servers.pool()
    servers.site(SITE_PORTS[0])
    servers.site(SITE_PORTS[1])
    servers.nginx()
    servers.wait(lambda: all(answers(port) for port in SITE_PORTS) and answers())


def publish(servers: Servers) -> float:
    """Seconds from a change of the content, with its version, until the page behind nginx shows it."""
    slug = servers.sql("SELECT slug FROM incentives_measure WHERE status = 'published' ORDER BY id LIMIT 1")
    path = f"/measures/{slug}/"
    exchange(path)  # so that nginx has kept it
    mark = f"drill {time.time_ns()}"
    servers.sql(
        "BEGIN; UPDATE policies_contentversion SET number = number + 1, changed_at = now(); "
        f"UPDATE incentives_measure SET title = '{mark}' WHERE slug = '{slug}' AND status = 'published'; COMMIT"
    )
    began = time.monotonic()
    servers.wait(lambda: mark in exchange(path)[1], 10)
    return time.monotonic() - began


def under_load(servers: Servers, fault: Fault) -> tuple[str, int]:
    """The row of a fault, and how many acknowledged saves are not in the database."""
    clients = Clients()
    try:
        time.sleep(2)
        began = ended = time.monotonic()
        fault.cause(servers)
        if fault.seconds:
            time.sleep(max(0, began + fault.seconds - time.monotonic()))
            fault.end(servers)
            ended = time.monotonic()
        time.sleep(AFTER)
    finally:
        got = clients.stop()
    stored = set(servers.sql("SELECT text FROM incentives_readerreport").splitlines())
    gone = len(set(got.acknowledged) - stored)
    servers.sql("DELETE FROM incentives_readerreport")
    after = max(0.0, got.last_failure() - ended)
    ways = " | ".join(statuses(got, way) for way in WAYS)
    figures = f"{got.slowest():.1f} | {len(got.acknowledged)} | {gone} | {after:.1f}"
    row = f"| {fault.name} | {fault.seconds:.0f} | {ways} | {figures} |"
    return row, gone


def desk_work(servers: Servers) -> tuple[str, int]:
    """What the staff did during all faults, and how many of their acknowledged publications are not in the database."""
    lines = []
    for name in DESKS:
        servers.kill(name)
        lines += (servers.folder / f"{name}.log").read_text().splitlines()
    versions = "SELECT 'measure ' || slug || ' ' || version FROM incentives_measure WHERE published_at IS NOT NULL"
    documents = "SELECT 'document ' || slug FROM policies_document WHERE status = 'published'"
    acknowledged = {line for line in lines if line.startswith(("measure ", "document "))}
    gone = len(acknowledged - set(servers.sql(f"{versions} UNION ALL {documents}").splitlines()))
    counts = Counter(line.split()[0] for line in lines if line)
    told = ", ".join(f"{counts[kind]} × {kind}" for kind in sorted(counts))
    stuck = sum("deadlock" in line for line in lines)
    return f"Two desks: {told}; {gone} lost; {stuck} ended by a deadlock.", gone


def statuses(got: Answers, way: str) -> str:
    counts = got.counts(way)
    return ", ".join(f"{counts[status]} × {status or 'no answer'}" for status in sorted(counts))


if __name__ == "__main__":
    sys.exit(main())
