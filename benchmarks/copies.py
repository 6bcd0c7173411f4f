"""Enlarges a made-up catalogue by copying its measures; copies differ from the original only in key and slug.

All stored values are copied, including the index entry: computing them takes milliseconds for each measure, and hours
for a million.
"""

import sys

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from incentives.listing.upkeep.recount import recount_all
from incentives.models import PROVISIONS, Measure, MeasureAgency
from incentives.models.list_columns import SEARCH_COLUMN, SEARCH_TABLE

INDEX = "incentives_measure_search"
LINKS = (Measure.tiers.through, Measure.clauses.through, Measure.basis.through, MeasureAgency)


def multiply(size: int) -> None:
    """Copy all measures, whose keys are 1, 2, 3 …, until there are `size`."""
    portion = Measure.objects.count()
    index = drop_index()
    for start in range(portion, size, portion):
        copy(start, min(portion, size - start))
        print(f"\r  {min(start + portion, size):>9,} of {size:,} measures", end="", file=sys.stderr, flush=True)
    print("\n  index", file=sys.stderr, flush=True)
    with connection.cursor() as cursor:
        for sql in [*index, *connection.ops.sequence_reset_sql(no_style(), [Measure])]:
            cursor.execute(sql)
    recount_all()


def drop_index() -> list[str]:
    """Drop PostgreSQL's index of the entries, which is slow to fill row by row; return the SQL that creates it."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [INDEX])
        (definition,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {INDEX}")
    return ["SET maintenance_work_mem = '512MB'", definition, "RESET maintenance_work_mem"]


@transaction.atomic
def copy(shift: int, number: int) -> None:
    """Copy the measures 1 to `number` with their rows; keys grow by `shift`."""
    own = {"id": "id + %(shift)s", "entry": "entry + %(shift)s", "slug": "'measure-' || (id - 1 + %(shift)s)"}
    if connection.vendor == "postgresql":
        own[SEARCH_COLUMN] = SEARCH_COLUMN
    with connection.cursor() as cursor:
        values = {"shift": shift, "number": number}
        cursor.execute(insert(Measure, own, "id"), values)
        for table in (*LINKS, *PROVISIONS):
            cursor.execute(insert(table, {"measure_id": "measure_id + %(shift)s"}, "measure_id", left_out="id"), values)
        if connection.vendor == "sqlite":
            cursor.execute(
                f"INSERT INTO {SEARCH_TABLE} (rowid, tokens) "
                f"SELECT rowid + %(shift)s, tokens FROM {SEARCH_TABLE} WHERE rowid <= %(number)s",
                values,
            )


def insert(table: type[Model], own: dict[str, str], key: str, left_out: str = "") -> str:
    """INSERT … SELECT of the rows whose `key` is to be copied; columns in `own` get other values."""
    fields = [field.column for field in table._meta.local_concrete_fields if not field.generated]
    columns = {column: column for column in fields if column != left_out} | own
    name = table._meta.db_table
    return (
        f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(columns.values())} "
        f"FROM {name} WHERE {key} <= %(number)s"
    )
