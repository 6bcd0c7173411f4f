"""A migrated, empty SQLite database kept between test runs: migrating takes seconds, a copy none.

It is kept under a key made of all that decides on the tables and on the rows that migrating stores.
"""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

DECIDING = ("*/migrations/*.py", "*/models/*.py", "*/enums.py", "*/apps.py", "uv.lock")


def restore() -> bool:
    """Put the kept database where the tests expect theirs; return whether there was one."""
    if connection.vendor != "sqlite" or not _kept().exists():
        return False
    mine = connection.creation._get_test_db_name()
    for ending in ("-wal", "-shm", "-journal"):  # of a run that was killed: SQLite would add its changes to the copy
        Path(f"{mine}{ending}").unlink(missing_ok=True)
    copy_to(Path(mine))
    return True


def copy_to(file: Path) -> None:
    """Put a copy of the kept database, if there is one, where a test sets up a site; `migrate` there does the rest."""
    if _kept().exists():
        shutil.copyfile(_kept(), file)


def keep() -> None:
    """Keep a copy of the test database, which was just migrated."""
    if connection.vendor != "sqlite":
        return
    for old in _kept().parent.glob("tests-migrated-*"):
        old.unlink(missing_ok=True)
    mine = Path(f"{connection.creation._get_test_db_name()}.copy")
    mine.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(mine)])
    mine.replace(_kept())  # in one step, for whoever reads it at the same moment


def _kept() -> Path:
    files = sorted({file for pattern in DECIDING for file in settings.BASE_DIR.glob(pattern)})
    key = hashlib.blake2b(b"".join(file.read_bytes() for file in files), digest_size=8).hexdigest()
    return settings.VAR_DIR / f"tests-migrated-{key}.sqlite3"
