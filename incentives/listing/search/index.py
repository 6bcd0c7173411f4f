"""Reads and writes the search index: FTS5 on SQLite, a tsvector column of the measure on PostgreSQL.

Writes take part in the caller's transaction.
"""

from collections.abc import Collection, Mapping

from django.db import connection

from incentives.models.list_columns import SEARCH_COLUMN, SEARCH_TABLE

# The SQL below contains only constant names of tables and columns; every value is a parameter (hence nosec).
MEASURES = "incentives_measure"


def write(entries: Mapping[int, Collection[str]]) -> None:
    """Replace the entries of measures; `entries` maps keys to tokens."""
    if connection.vendor == "postgresql":
        sql = f"UPDATE {MEASURES} SET {SEARCH_COLUMN} = array_to_tsvector(%s) WHERE id = %s"  # nosec
        rows = [(sorted(tokens), key) for key, tokens in entries.items()]
    else:
        erase(entries)
        sql = f"INSERT INTO {SEARCH_TABLE} (rowid, tokens) VALUES (%s, %s)"  # nosec
        rows = [(key, " ".join(sorted(tokens))) for key, tokens in entries.items()]
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def erase(keys: Collection[int]) -> None:
    """Remove measures from the index; keys that are not in it are ignored."""
    if connection.vendor == "postgresql":
        sql = f"UPDATE {MEASURES} SET {SEARCH_COLUMN} = NULL WHERE id = %s AND {SEARCH_COLUMN} IS NOT NULL"  # nosec
    else:
        sql = f"DELETE FROM {SEARCH_TABLE} WHERE rowid = %s"  # nosec
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(key,) for key in keys])


def held() -> set[int]:
    """The keys of all measures in the index."""
    if connection.vendor == "postgresql":
        sql = f"SELECT id FROM {MEASURES} WHERE {SEARCH_COLUMN} IS NOT NULL"  # nosec
    else:
        sql = f"SELECT rowid FROM {SEARCH_TABLE}"  # nosec
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {key for (key,) in cursor.fetchall()}


def number_held() -> int:
    """The number of measures in the index."""
    if connection.vendor == "postgresql":
        sql = f"SELECT count(*) FROM {MEASURES} WHERE {SEARCH_COLUMN} IS NOT NULL"  # nosec
    else:
        sql = f"SELECT count(*) FROM {SEARCH_TABLE}_docsize"  # one narrow row for each entry  # nosec
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def tokens_of(key: int) -> set[str]:
    """The tokens of one measure; empty if it is not in the index."""
    if connection.vendor == "postgresql":
        sql = f"SELECT array_to_string(tsvector_to_array({SEARCH_COLUMN}), ' ') FROM {MEASURES} WHERE id = %s"  # nosec
    else:
        sql = f"SELECT tokens FROM {SEARCH_TABLE} WHERE rowid = %s"  # nosec
    with connection.cursor() as cursor:
        cursor.execute(sql, [key])
        row = cursor.fetchone()
    return set(((row and row[0]) or "").split())
