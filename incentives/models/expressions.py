"""The one test that the two databases write differently: whether an index entry matches."""

from django.db.models import BooleanField, F
from django.db.models.expressions import Func

from policies.queries import Condition

SEARCH_TABLE = "incentives_measure_search"  # SQLite: FTS5, one row per published measure
SEARCH_COLUMN = "search"  # PostgreSQL: a column of the measure's own table that Django never selects


class Matches(Func):
    """Whether the index entry of a measure fulfils a condition.

    It goes by the column `entry`, not by the key: on that SQLite has an index which holds all that counting asks for.
    """

    output_field = BooleanField()

    def __init__(self, condition: Condition | None = None, **extra) -> None:
        super().__init__(F("entry"), **extra)
        self.condition = condition

    def as_sqlite(self, compiler, connection, **context):
        key, params = compiler.compile(self.source_expressions[0])
        # Only names of ours are set into the SQL; values are parameters.
        sql = f"{key} IN (SELECT rowid FROM {SEARCH_TABLE} WHERE {SEARCH_TABLE} MATCH %s)"  # nosec
        return sql, [*params, self.condition.fts5]

    def as_postgresql(self, compiler, connection, **context):
        key, _ = compiler.compile(self.source_expressions[0])
        table, _, _ = key.rpartition(".")
        return f"{table}.{SEARCH_COLUMN} @@ %s::tsquery", [self.condition.tsquery]
