"""Writes the index, in the caller's transaction: FTS5 on SQLite, a tsvector in the measure's own row on PostgreSQL."""

from collections.abc import Collection, Mapping

from django.db import connection

from incentives.models.list_columns import SEARCH_COLUMN, SEARCH_TABLE

# Only these names of tables and columns are set into the SQL below; every value is a parameter (hence nosec).
MEASURES = "incentives_measure"


def write(entries: Mapping[int, Collection[str]]) -> None:
    """Put the tokens of each measure's key in place of what the index holds of it."""
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
    """Take measures out of the index; keys that are not in it do no harm."""
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
    """How many measures are in the index."""
    if connection.vendor == "postgresql":
        sql = f"SELECT count(*) FROM {MEASURES} WHERE {SEARCH_COLUMN} IS NOT NULL"  # nosec
    else:
        sql = f"SELECT count(*) FROM {SEARCH_TABLE}_docsize"  # one row each, and much narrower than the entries  # nosec
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def tokens_of(key: int) -> set[str]:
    """What the index holds of one measure; empty where it is not in it."""
    if connection.vendor == "postgresql":
        sql = f"SELECT array_to_string(tsvector_to_array({SEARCH_COLUMN}), ' ') FROM {MEASURES} WHERE id = %s"  # nosec
    else:
        sql = f"SELECT tokens FROM {SEARCH_TABLE} WHERE rowid = %s"  # nosec
    with connection.cursor() as cursor:
        cursor.execute(sql, [key])
        row = cursor.fetchone()
    return set(((row and row[0]) or "").split())
