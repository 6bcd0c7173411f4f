"""The content of a version as labelled text, to be shown and compared."""

from django.db import models

from incentives.editorial.version_diff import EMPTY, Snapshot, SnapshotRow
from incentives.models import PARTS, PROVISIONS, Measure
from incentives.models.list_columns import ListColumns
from incentives.models.measure import MeasureQuerySet
from incentives.models.provision import Provision
from policies.models import Clause
from policies.text.wording import money

# Fields that are not content: the state of the version, and what is stored for the list.
NOT_CONTENT = {field.name for field in ListColumns._meta.fields} | {
    "id",
    "slug",
    "version",
    "status",
    "change_note",
    "sent_back_note",
    "lock",
    "created_at",
    "updated_at",
    "published_at",
}
LINKS = ("tiers", "clauses", "basis", "indicators")


def snapshot(measure: Measure) -> Snapshot:
    """The content of one version: its fields and links by label, and its rows by table."""
    return snapshots(Measure.objects.filter(pk=measure.pk))[measure.pk]


def snapshots(versions: MeasureQuerySet) -> dict[int, Snapshot]:
    """The content of each of `versions` by its key, in a constant number of queries."""
    clauses = models.Prefetch("clauses", Clause.objects.select_related("document"))
    tables = (models.Prefetch(table.relation(), _with_named_rows(table)) for table in PARTS)
    others = [name for name in LINKS if name != "clauses"]
    loaded = versions.select_related("category").prefetch_related(clauses, *others, *tables)
    return {measure.pk: _snapshot(measure) for measure in loaded}


def _snapshot(measure: Measure) -> Snapshot:
    content = [field for field in Measure._meta.concrete_fields if field.name not in NOT_CONTENT]
    values = {str(field.verbose_name): value_text(measure, field) for field in content}
    for name in LINKS:
        names = "；".join(str(row) for row in getattr(measure, name).all())
        values[str(Measure._meta.get_field(name).verbose_name)] = names or EMPTY
    tables = {str(table._meta.verbose_name): _rows(table, measure) for table in PARTS}
    return Snapshot(values, {name: table for name, table in tables.items() if table})


def _with_named_rows(table: type[models.Model]) -> models.QuerySet:
    """The rows of a table with what they show, and the provisions that they name."""
    named = [field.name for field in table._meta.concrete_fields if field.related_model in PROVISIONS]
    return table.objects.shown().select_related(*named) if named else table.objects.shown()


def _rows(table: type[models.Model], measure: Measure) -> list[SnapshotRow]:
    """The rows of one table of `measure`, each named by its `str()`."""
    content = [field for field in table._meta.concrete_fields if field.name not in {"id", "measure", "position"}]
    return [
        SnapshotRow(str(row), {str(field.verbose_name): value_text(row, field) for field in content})
        for row in getattr(measure, table.relation()).all()
    ]


def value_text(row: models.Model, field: models.Field) -> str:
    """One value as Chinese text: the label of a choice, 是 or 否, money in 万元; （空） if there is none."""
    value = getattr(row, field.name)
    if value is None or value == "":
        return EMPTY
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(field, models.BooleanField):
        return "是" if value else "否"
    if isinstance(field, models.BigIntegerField) and not field.is_relation:
        return money(value)  # the only big integers of a version are sums in 元
    if isinstance(value, Provision):
        return f"{value}（第 {value.position} 行）"  # two rows may have one name
    return str(value)
