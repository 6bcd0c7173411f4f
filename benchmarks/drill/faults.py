"""The faults of the drill: each has a cause, lasts some seconds, and ends. Only kill, SQL, own tools."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from benchmarks.drill.clients import answers, exchange
from benchmarks.drill.servers import BIN, PRIMARY, ROOT, SITE_PORTS, STANDBY, Servers, processes

FIRST = f"site-{SITE_PORTS[0]}"
SERVED_BY = f"postgres-{PRIMARY}"
NOTHING = lambda servers: None  # noqa: E731


@dataclass(frozen=True)
class Fault:
    """`cause`, then `seconds` of it, then `end`. With 0 seconds recovery counts from the cause, else from the end."""

    name: str
    cause: Callable[[Servers], object]
    end: Callable[[Servers], object] = NOTHING
    seconds: float = 0


def kill_worker(servers: Servers) -> None:
    master = servers.processes[FIRST].pid
    worker = next(pid for pid, (parent, *_) in processes().items() if parent == master)
    os.kill(worker, signal.SIGKILL)


def kill_master(servers: Servers) -> None:
    """As systemd does: what is left of the group is killed, and the unit starts again after RestartSec=1."""
    servers.kill(FIRST)
    servers.signal(FIRST, signal.SIGKILL)
    time.sleep(1)
    servers.site(SITE_PORTS[0])


def kill_backend(servers: Servers) -> None:
    ask = "SELECT pid FROM pg_stat_activity WHERE usename = 'huiqi' LIMIT 1"
    servers.wait(lambda: servers.sql(ask))
    os.kill(int(servers.sql(ask)), signal.SIGKILL)


def kill_postgres(servers: Servers) -> None:
    servers.kill(SERVED_BY)
    time.sleep(1)
    servers.postgres(PRIMARY)


def stop_postgres(servers: Servers) -> None:
    servers.processes[SERVED_BY].send_signal(signal.SIGINT)
    servers.processes[SERVED_BY].wait()


def lock_table(servers: Servers) -> None:
    """Lock the content version, then the measures, against readers for 15 seconds: the order of the site's locks."""
    tables = "policies_contentversion, incentives_measure"
    statement = f"BEGIN; LOCK TABLE {tables}; SELECT pg_sleep(15); COMMIT"
    servers.start("psql", ["psql", "-qX", *servers.superuser(), "-d", "huiqi", "-c", statement])


def write_against_each_other(servers: Servers) -> None:
    """Commands that write content, at the same time; PostgreSQL itself counts deadlocks."""
    text = servers.folder / "text.txt"
    commands = [["rebuild_search"], ["load_content", "--if-empty"], ["rebuild_search"], ["clearsessions"]]
    counted = "SELECT sum(deadlocks) FROM pg_stat_database"
    before, running = int(servers.sql(counted)), []
    for name, command in enumerate(commands):
        words = [BIN / "python", "manage.py", *command]
        running.append(servers.start(f"command-{name}", words, cwd=ROOT, env=servers.environment))
    codes = [process.wait() for process in running]
    text.write_text(f"exit codes {codes}, deadlocks {int(servers.sql(counted)) - before} ({before} before)\n")


def junk(servers: Servers) -> None:
    """500 addresses that differ in a parameter that nobody reads, at one gunicorn."""
    before = redis_keys()
    began = time.monotonic()
    for number in range(500):
        exchange(f"/measures/?junk={number}", SITE_PORTS[0])
    took = time.monotonic() - began
    (servers.folder / "junk.txt").write_text(
        f"500 in {took:.1f} s, {redis_keys() - before} more keys in Redis (counters of clients among them)\n"
    )


def redis_keys() -> int:
    return int(subprocess.check_output(["redis-cli", "-p", "6644", "dbsize"], text=True))


def reload_both(servers: Servers) -> None:
    for port in SITE_PORTS:
        servers.processes[f"site-{port}"].send_signal(signal.SIGHUP)
        time.sleep(1)
        servers.wait(lambda: answers(port))  # noqa: B023


def fail_over(servers: Servers) -> None:
    """The primary is gone for good; its standby is promoted, and libpq finds it by target_session_attrs."""
    servers.kill(SERVED_BY)
    servers.signal(SERVED_BY, signal.SIGKILL)
    servers.primary = STANDBY
    servers.sql("SELECT pg_promote()")


def silence(name: str) -> Callable[[Servers], None]:
    return partial(lambda servers, number: servers.signal(name, number), number=signal.SIGSTOP)


def speak(name: str) -> Callable[[Servers], None]:
    return partial(lambda servers, number: servers.signal(name, number), number=signal.SIGCONT)


FAULTS = (
    Fault("no fault", NOTHING, NOTHING, 5),
    Fault("kill -9 of a gunicorn worker", kill_worker),
    Fault("kill -9 of a gunicorn master", kill_master),
    Fault("restart by HUP, both instances", reload_both),
    Fault("kill -9 of a PostgreSQL backend", kill_backend),
    Fault("kill -9 of PostgreSQL", kill_postgres),
    Fault("PostgreSQL stopped", stop_postgres, lambda servers: servers.postgres(PRIMARY), 15),
    Fault("PostgreSQL silent (SIGSTOP)", silence(SERVED_BY), speak(SERVED_BY), 15),
    Fault("tables locked", lock_table, NOTHING, 15),
    Fault("commands that write at once", write_against_each_other),
    Fault("Redis killed", lambda servers: servers.kill("redis"), lambda servers: servers.redis(), 10),
    Fault("Redis silent (SIGSTOP)", silence("redis"), speak("redis"), 10),
    Fault("500 × ?junk=N", junk),
    Fault("the primary is lost, the standby promoted", fail_over),
)
COMMANDS = ("psql", "wrk", "redis-server", "redis-cli", "nginx", "pgbouncer", "openssl")


def missing() -> list[str]:
    return [
        name for name in COMMANDS if not shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/lib/postgresql")
    ]
