"""What the sources state of several measures, field by field and row by row, to stand side by side on `/compare/`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from incentives.models import Measure
from incentives.paper.fields import FIELDS, FieldValue, text
from incentives.paper.tables import NO_FIELD, RowTable, row_tables

CONDITIONS_AT = 6  # after 企业梯次
OWN_FACTS = {"最近复核": "本站尚未复核"}  # fields that no source states; what stands there if they are blank
Fields = Iterable[tuple[str, Callable[..., FieldValue]]]


@dataclass(frozen=True)
class ComparedField:
    """One field, with the value of each compared measure or tier under its name."""

    label: str
    cells: tuple[tuple[str, FieldValue], ...]

    @property
    def differs(self) -> bool:
        return len({cell.lines for _, cell in self.cells}) > 1

    @property
    def is_unknown(self) -> bool:
        """Whether no source states it of any of them."""
        return not any(cell.lines for _, cell in self.cells)


@dataclass(frozen=True)
class SideBySide:
    """What is compared, by name and address, and the fields: which differ, which are the same, which nobody states."""

    names: tuple[tuple[str, str], ...]
    fields: tuple[ComparedField, ...]

    @property
    def differing(self) -> list[ComparedField]:
        return [field for field in self.fields if field.differs]

    @property
    def same(self) -> list[ComparedField]:
        return [field for field in self.fields if not (field.differs or field.is_unknown)]

    @property
    def unknown(self) -> list[str]:
        return [field.label for field in self.fields if field.is_unknown]


@dataclass(frozen=True)
class ComparedRows:
    """The rows of one kind with the columns that a source states of one of them; `unknown`: the other columns."""

    table: RowTable
    unknown: tuple[str, ...]

    @property
    def is_shared(self) -> bool:
        """Whether several of the measures have such rows."""
        return len({measure.pk for measure, *_ in self.table.rows}) > 1


def compared(things: Sequence[tuple[str, str, object]], fields: Fields) -> SideBySide:
    """`things` by name, address and row; `fields` by label, each with the function that reads a row."""
    return SideBySide(
        tuple((name, url) for name, url, _ in things),
        tuple(
            ComparedField(label, tuple((name, _own_or(label, read(row))) for name, _, row in things))
            for label, read in fields
        ),
    )


def compared_measures(measures: Sequence[Measure]) -> SideBySide:
    """The fields of `measures` in the order of the measure's own page."""
    fields = [*FIELDS[:CONDITIONS_AT], ("申报条件", condition_lines), *FIELDS[CONDITIONS_AT:]]
    return compared([(one.title, one.get_absolute_url(), one) for one in measures], fields)


def condition_lines(measure: Measure) -> FieldValue:
    """The conditions that the measure's page lists; those of one row stand after its name."""
    conditions, names = measure.conditions.all(), {row.pk: row.label for row in measure.provisions}
    lines = [f"{names[one.row_key]}：{one.sentence}" if one.row_key else one.sentence for one in conditions]
    return replace(text(*lines), is_superseded=any(one.clause and one.clause.is_superseded for one in conditions))


def compared_rows(measures: Sequence[Measure]) -> list[ComparedRows]:
    """One table for each kind that has rows among `measures`."""
    return [_folded(table) for table in row_tables(measures)]


def _folded(table: RowTable) -> ComparedRows:
    named = [
        (one, row, tuple((label, _unless_named(row, cell)) for label, cell in own)) for one, row, own in table.rows
    ]
    cells = [dict(own) for _, _, own in named]
    known = [label for label in table.columns if any(row[label].lines and row[label] != NO_FIELD for row in cells)]
    rows = tuple(
        (measure, row, tuple((label, cell) for label, cell in own if label in known)) for measure, row, own in named
    )
    unknown = tuple(
        label for label in table.columns if label not in known and not all(row[label].lines for row in cells)
    )
    return ComparedRows(RowTable(table.title, tuple(known), rows), unknown)


def _unless_named(row, cell: FieldValue) -> FieldValue:
    """The cell, or NO_FIELD if it only repeats the name of the row."""
    return NO_FIELD if cell.lines == (row.label,) else cell


def _own_or(label: str, value: FieldValue) -> FieldValue:
    return value if value.lines or label not in OWN_FACTS else text(OWN_FACTS[label])
