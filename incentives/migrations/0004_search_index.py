from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE incentives_measure_search USING fts5 (
    tokens, detail = none, prefix = '1 2', tokenize = "ascii tokenchars '_^'"
)
"""
# A row of some kilobytes stays whole: matches are tested row by row when the newest are sought, and a vector
# kept out of line costs ten times as much to read. Without a pending list a search never waits for a merge.
POSTGRESQL = """
ALTER TABLE incentives_measure ADD COLUMN search tsvector;
ALTER TABLE incentives_measure SET (toast_tuple_target = 8160);
CREATE INDEX incentives_measure_search ON incentives_measure USING gin (search) WITH (fastupdate = off);
"""


def make(apps, schema_editor):
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE incentives_measure DROP COLUMN search")
    else:
        schema_editor.execute("DROP TABLE incentives_measure_search")


class Migration(migrations.Migration):
    dependencies = [("incentives", "0003_listed")]

    operations = [migrations.RunPython(make, drop)]
