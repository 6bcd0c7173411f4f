"""Backup and restore of the whole database in one file, with SQLite's backup function or pg_dump and psql.

django-dbbackup calls the same tools, but leaves to its caller what matters here: a file of a later release is refused,
a restore that fails changes nothing, and sessions and links that were ended do not become valid again.

Beside each file stands its SHA-256, as `sha256sum --check` reads it: one bit that flipped on a disk or on the way would
otherwise be restored without a word.
"""

import hashlib
import os
import sqlite3
import subprocess  # nosec
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from django.db.migrations.loader import MigrationLoader

from config import audit

Migrations = set[tuple[str, str]]
END_SESSIONS = f"DELETE FROM {Session._meta.db_table}"  # nosec: a name of Django's


class BackupError(Exception):
    """A backup cannot be made or restored. Nothing was changed."""


class Backup(Protocol):
    """A backup file of one kind of database."""

    def write(self) -> None:
        """Copy the database into the file."""

    def migrations(self) -> Migrations:
        """App and name of each migration that had been applied. Raises BackupError for a file of another kind."""

    def replace(self, statements: Sequence[str]) -> None:
        """Replace the database by the content of the file after these SQL statements, all of it or nothing."""


class SqliteBackup:
    def __init__(self, file: Path) -> None:
        self.file = file

    def write(self) -> None:
        connection.ensure_connection()
        with closing(sqlite3.connect(self.file)) as copy:
            connection.connection.backup(copy)

    def migrations(self) -> Migrations:
        with self._opened() as copy:
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise BackupError(f"{self.file} is damaged.")
            return set(copy.execute("SELECT app, name FROM django_migrations"))

    def replace(self, statements: Sequence[str]) -> None:
        connection.ensure_connection()
        with self._opened() as copy, closing(sqlite3.connect("")) as changed:  # "": a file that SQLite removes
            copy.backup(changed)
            for statement in statements:
                changed.execute(statement)
            changed.commit()
            changed.backup(connection.connection)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
                yield copy
        except sqlite3.DatabaseError as error:
            raise BackupError(f"{self.file} is no backup of this site's SQLite database ({error}).") from error


class PostgresBackup:
    def __init__(self, file: Path) -> None:
        self.file = file

    def write(self) -> None:
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={self.file}")

    def migrations(self) -> Migrations:
        """Read from the rows of django_migrations that pg_restore prints."""
        script = self._pg_restore("--data-only", "--table=django_migrations", "--file=-")
        rows = [line.split("\t") for line in script.splitlines() if line.count("\t") == 3]
        if not rows:
            raise BackupError(f"{self.file} is no backup of this site.")
        return {(app, name) for _, app, name, _ in rows}

    def replace(self, statements: Sequence[str]) -> None:
        ours = [*connection.introspection.django_table_names(), "django_migrations"]
        names = ", ".join(connection.ops.quote_name(name) for name in ours)
        connection.close()  # an open connection could keep the tables locked
        with tempfile.TemporaryDirectory() as folder:
            # Written in full first: psql would take a script that breaks off for a complete one.
            script = Path(folder) / "restore.sql"
            self._pg_restore(f"--file={script}")
            self._run(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--single-transaction",
                "--set=ON_ERROR_STOP=1",
                "--output=/dev/null",
                f"--command=DROP TABLE IF EXISTS {names} CASCADE",  # also tables that are not in the backup
                f"--file={script}",
                "--command=RESET search_path",  # the script empties it, for the rest of the session too
                *(f"--command={statement}" for statement in statements),
            )

    def _pg_restore(self, *options: str) -> str:
        return _run(["pg_restore", "--no-owner", "--no-privileges", *options, str(self.file.absolute())])

    def _run(self, program: str, *parameters: str) -> str:
        """Run a program that takes the parameters of the connection as psql does."""
        command, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, parameters)
        return _run([program, *command[1:]], environment)


BACKUPS: dict[str, type[Backup]] = {"sqlite": SqliteBackup, "postgresql": PostgresBackup}


def back_up(file: Path) -> None:
    """Write the database to `file`, readable by its owner only. Raises BackupError; then no partial file is left."""
    if file.exists():
        raise BackupError(f"{file} is there already; a backup overwrites nothing.")
    part = file.with_name(f"{file.name}.part")
    try:
        part.touch(mode=0o600, exist_ok=False)
        BACKUPS[connection.vendor](part).write()
        sums = checksum_file(file)
        sums.touch(mode=0o600)
        sums.write_text(f"{sha256(part)}  {file.name}\n", encoding="utf-8")
        part.rename(file)
    except FileExistsError:
        raise BackupError(f"{part} is there already: another backup is under way, or was broken off.") from None
    except BaseException as error:
        for unfinished in (part, checksum_file(file)):
            with suppress(OSError):
                unfinished.unlink()
        if isinstance(error, OSError | sqlite3.Error):
            raise BackupError(f"{file} could not be written: {error}.") from error
        raise
    audit.note("backed-up", file=file.name)


def checksum_file(file: Path) -> Path:
    """Where the SHA-256 of a backup stands."""
    return file.with_name(f"{file.name}.sha256")


def sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def verify(file: Path) -> None:
    """Raise BackupError unless `file` is what was written, by the checksum beside it."""
    sums = checksum_file(file)
    if not file.is_file():
        raise BackupError(f"{file} is not there.")
    if not sums.is_file():
        raise BackupError(f"{sums} is not there; without it nobody knows whether {file.name} is whole.")
    if sums.read_text(encoding="utf-8", errors="replace").split(" ")[0] != sha256(file):
        raise BackupError(f"{file} is damaged: it is not what {sums.name} was made of.")


def restore(file: Path, *, statements: Sequence[str]) -> bool:
    """Replace the database by the backup in `file`. Returns whether the backup is of this release, not of an older one.

    Raises BackupError for a file that is no backup, is damaged or comes from a later release; nothing is changed then.
    The same transaction ends all sessions, and with the SQL `statements` what else must not become valid again.
    """
    verify(file)
    backup = BACKUPS[connection.vendor](file)
    applied, known = backup.migrations(), set(MigrationLoader(None).disk_migrations)
    if later := sorted(name for app, name in applied - known):
        raise BackupError(f"{file} was made by a later release: this one does not know {', '.join(later)}.")
    backup.replace([END_SESSIONS, *statements])
    audit.note("restored", file=file.name)
    return applied == known


def _run(command: list[str], environment: dict[str, str] | None = None) -> str:
    """The output of a program. Raises BackupError if the program is missing or fails."""
    try:
        # No shell. The programs are named in this module; only the path of the file comes from outside.
        done = subprocess.run(  # nosec
            command, env=os.environ | (environment or {}), capture_output=True, text=True, check=True
        )
    except FileNotFoundError:
        raise BackupError(f"{command[0]} is not installed (Debian: postgresql-client).") from None
    except subprocess.CalledProcessError as failure:
        raise BackupError(f"{command[0]} failed: {failure.stderr.strip()}") from failure
    return done.stdout
