"""The servers of the drill, all on loopback, set up from the files in deploy/: PostgreSQL with a standby, Redis,
pgbouncer, two gunicorn and nginx. They live in one scratch folder and are ended by their process id.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
POSTGRES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
BIN = Path(sys.executable).parent
DATABASE_PORT, POOL_PORT, REDIS_PORT, TLS_PORT, PLAIN_PORT = 5544, 6544, 6644, 8543, 8580
SITE_PORTS = (8601, 8602)
PRIMARY, STANDBY = "127.0.0.1", "127.0.0.2"  # one port: libpq takes one port for many hosts
HOST = "huiqi.example.cn"
BOTH = f"?host={PRIMARY},{STANDBY}&target_session_attrs=read-write"
REAL_ADDRESS = "set_real_ip_from 127.0.0.1;\nreal_ip_header X-Forwarded-For;\n"  # so that a client can be many readers


class Servers:
    """All servers. `processes` holds them by name; each leads a process group of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: dict[str, subprocess.Popen] = {}
        self.primary = PRIMARY
        self.environment = os.environ | {
            "SECRET_KEY": "only-for-the-drill-0123456789-0123456789-0123456789",
            "ALLOWED_HOSTS": HOST,
            "SITE_DOMAIN": HOST,
            "HTTPS": "on",
            "DEBUG": "off",
            "BEHIND_PROXY": "on",
            "STATEMENT_SECONDS": "15",
            "LOCK_SECONDS": "2",
            "AUDIT_LOG": str(folder / "audit.jsonl"),
            "BACKUP_DIR": str(folder),
            "CACHE_URL": f"redis://127.0.0.1:{REDIS_PORT}/0",
            "DATABASE_URL": f"postgres://huiqi:site@:{DATABASE_PORT}/huiqi{BOTH}",
            "OWNER_URL": f"postgres://huiqi_owner:owner@{PRIMARY}:{DATABASE_PORT}/huiqi",
            "BACKUP_URL": f"postgres://huiqi_backup:backup@{PRIMARY}:{DATABASE_PORT}/huiqi",
            "PATH": f"{POSTGRES}{os.pathsep}{os.environ['PATH']}",
        }

    def start(self, name: str, command: list, **options) -> subprocess.Popen:
        log = (self.folder / f"{name}.log").open("ab")
        words = [str(word) for word in command]
        process = subprocess.Popen(words, stdout=log, stderr=log, start_new_session=True, **options)
        self.processes[name] = process
        return process

    def signal(self, name: str, number: int) -> None:
        """Send a signal to the process of a server and to its children."""
        first = self.processes[name].pid
        for pid, (parent, group, _) in processes().items():
            if first in (pid, parent, group):
                with suppress(ProcessLookupError):
                    os.kill(pid, number)

    def kill(self, name: str) -> None:
        """End the first process of a server as kill -9 does; its children are left to notice."""
        self.processes[name].kill()
        self.processes[name].wait()

    def stop_all(self) -> None:
        for name, process in reversed(self.processes.items()):
            self.signal(name, signal.SIGCONT)
            process.send_signal(signal.SIGINT if "postgres" in name else signal.SIGTERM)
        for name, process in self.processes.items():
            with suppress(subprocess.TimeoutExpired):
                process.wait(15)
            self.signal(name, signal.SIGKILL)

    def postgres(self, address: str) -> None:
        """Start the PostgreSQL of an address and wait until it answers."""
        data = self.folder / f"data-{address}"
        settings = {"listen_addresses": address, "port": DATABASE_PORT, "unix_socket_directories": ""}
        settings |= {"max_connections": 120, "hot_standby": "on", "wal_level": "replica"}
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        command = owned([POSTGRES / "postgres", "-D", data, *options])
        name, asked = f"postgres-{address}", [POSTGRES / "pg_isready", "-q", "-h", address, "-p", str(DATABASE_PORT)]
        self.start(name, command)

        def ready() -> bool:
            if self.processes[name].poll() is not None:  # children of the one that was killed are still there
                self.start(name, command)
            return subprocess.call(asked) == 0

        self.wait(ready)

    def make_primary(self) -> None:
        data = self.folder / f"data-{PRIMARY}"
        run(owned([POSTGRES / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]))
        self.postgres(PRIMARY)
        passwords = [f"-v{user}_password={user}" for user in ("owner", "site", "backup")]
        run([POSTGRES / "psql", "-q", *self.superuser(), *passwords, "-f", DEPLOY / "roles.sql"])

    def make_standby(self) -> None:
        data = self.folder / f"data-{STANDBY}"
        copy = [POSTGRES / "pg_basebackup", "-h", PRIMARY, "-p", DATABASE_PORT, "-U", "postgres", "-D", data]
        run(owned([*copy, "-R", "-X", "stream", "-c", "fast"]))
        self.postgres(STANDBY)

    def superuser(self) -> list[str]:
        return ["-h", self.primary, "-p", str(DATABASE_PORT), "-U", "postgres"]

    def sql(self, statement: str, database: str = "huiqi") -> str:
        command = [POSTGRES / "psql", "-qAtX", *self.superuser(), "-d", database, "-c", statement]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def redis(self) -> None:
        options = ["--port", REDIS_PORT, "--bind", "127.0.0.1", "--dir", self.folder]
        self.start("redis", ["redis-server", DEPLOY / "redis.conf", *options])

    def pool(self) -> None:
        """Start pgbouncer with the file of deploy/, and the timeouts of its comment."""
        self.sql("ALTER ROLE huiqi SET statement_timeout = '15s'; ALTER ROLE huiqi SET lock_timeout = '2s'")
        users = self.folder / "userlist.txt"
        users.write_text('"huiqi" "site"\n')
        text = (DEPLOY / "pgbouncer.ini").read_text().replace("5432", str(DATABASE_PORT))
        text = text.replace("6432", str(POOL_PORT)).replace("/etc/pgbouncer/userlist.txt", str(users))
        (self.folder / "pgbouncer.ini").write_text(text)
        self.start(
            "pgbouncer", owned([shutil.which("pgbouncer") or "/usr/sbin/pgbouncer", self.folder / "pgbouncer.ini"])
        )

    def site(self, port: int, **changed: str) -> None:
        """Start one gunicorn with two workers, as deploy/systemd/huiqi.service does."""
        command = [BIN / "gunicorn", "-c", "config/gunicorn.py", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
        self.start(
            f"site-{port}", [*command, "--workers", "2", "--threads", "4"], cwd=ROOT, env=self.environment | changed
        )

    def nginx(self) -> None:
        """Start nginx with the files of deploy/nginx: other ports and folders, and both sites as upstream."""
        for name in ("http.conf", "site.conf", "huiqi.conf"):
            text = (DEPLOY / "nginx" / name).read_text()
            for old, new in self._replacements():
                text = text.replace(old, new)
            (self.folder / name).write_text(text)
        key = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
        run([*key, "-keyout", self.folder / "key.pem", "-out", self.folder / "fullchain.pem"])
        main = self.folder / "nginx.conf"
        main.write_text(
            f"daemon off;\nworker_processes 1;\npid {self.folder}/nginx.pid;\nerror_log {self.folder}/nginx.log;\n"
            f"events {{ worker_connections 2048; }}\nhttp {{\n{REAL_ADDRESS}include {self.folder}/huiqi.conf;\n}}\n"
        )
        binary = shutil.which("nginx") or "/usr/sbin/nginx"
        run([binary, "-q", "-t", "-c", main])
        self.start("nginx", [binary, "-c", main])

    def _replacements(self) -> list[tuple[str, str]]:
        second = f"server 127.0.0.1:{SITE_PORTS[1]} max_fails=2 fail_timeout=5s;"
        return [
            ("# server 10.0.0.12:8000 max_fails=2 fail_timeout=5s;", second),
            ("127.0.0.1:8000", f"127.0.0.1:{SITE_PORTS[0]}"),
            ("listen 443 ssl default_server", f"listen 127.0.0.1:{TLS_PORT} ssl"),
            ("listen 443 ssl http2", f"listen 127.0.0.1:{TLS_PORT} ssl http2 default_server"),  # wrk sends no name
            ("listen 80", f"listen 127.0.0.1:{PLAIN_PORT}"),
            *((old, str(self.folder)) for old in ("/etc/nginx/huiqi", "/etc/ssl/huiqi", "/var/log/nginx")),
            ("/var/cache/nginx/huiqi", f"{self.folder}/kept"),
        ]

    def wait(self, ready, seconds: float = 120) -> None:
        until = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > until:
                raise SystemExit(f"A server did not start; see {self.folder}")
            time.sleep(0.1)

    def cpu_seconds(self) -> dict[str, float]:
        """Seconds of the processor that each server has taken so far, with its children."""
        taken = dict.fromkeys(self.processes, 0.0)
        names = {process.pid: name for name, process in self.processes.items()}
        for parent, group, seconds in processes().values():
            if name := names.get(group) or names.get(parent):
                taken[name] += seconds
        return taken


def processes() -> dict[int, tuple[int, int, float]]:
    """Each process of the machine: its parent, its group, seconds of the processor that it has taken."""
    tick, found = os.sysconf("SC_CLK_TCK"), {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = file.read_text().rpartition(")")[2].split()
            found[int(file.parent.name)] = (int(fields[1]), int(fields[2]), (int(fields[11]) + int(fields[12])) / tick)
    return found


def owned(command: list) -> list[str]:
    """`command` by the user postgres where we are root: PostgreSQL and pgbouncer refuse root."""
    words = [str(word) for word in command]
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words] if os.geteuid() == 0 else words


def run(command: list, **options) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode:
        raise SystemExit(f"{command[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
