"""The differences between two versions, field by field and row by row. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from policies.text.wording import quoted

EMPTY = "（空）"


@dataclass(frozen=True)
class SnapshotRow:
    """One row of a table of a version: its name, and the texts of its values by their labels."""

    name: str
    values: Mapping[str, str]

    def __str__(self) -> str:
        text = "，".join(f"{label} {value}" for label, value in self.values.items() if value != EMPTY)
        return f"{self.name}（{text}）" if text else self.name


@dataclass(frozen=True)
class Snapshot:
    """The content of a version as text: values by label, and rows by the name of their table."""

    values: Mapping[str, str]
    tables: Mapping[str, Sequence[SnapshotRow]] = field(default_factory=dict)


@dataclass(frozen=True)
class VersionChange:
    """One difference: its place, the old text and the new one. One of them is empty if a row was added or removed."""

    place: str
    old: str
    new: str


def differences(old: Snapshot, new: Snapshot) -> list[VersionChange]:
    """Every difference from `old` to `new`, in the order of the form; rows are paired by name, then by position."""
    changes = _changes(old.values, new.values)
    for table in dict.fromkeys([*old.tables, *new.tables]):
        changes += _row_changes(table, list(old.tables.get(table, ())), list(new.tables.get(table, ())))
    return changes


def _changes(old: Mapping[str, str], new: Mapping[str, str], prefix: str = "") -> list[VersionChange]:
    labels = dict.fromkeys([*old, *new])
    pairs = [(label, old.get(label, EMPTY), new.get(label, EMPTY)) for label in labels]
    return [VersionChange(prefix + label, before, after) for label, before, after in pairs if before != after]


def _row_changes(table: str, old: list[SnapshotRow], new: list[SnapshotRow]) -> list[VersionChange]:
    changes = []
    for before, after in _paired(old, new):
        if before is None:
            changes.append(VersionChange(f"{table}：新增一行", "", str(after)))
        elif after is None:
            changes.append(VersionChange(f"{table}：删除一行", str(before), ""))
        else:
            changes += _changes(before.values, after.values, f"{table}{quoted(before.name)}：")
    return changes


def _paired(old: list[SnapshotRow], new: list[SnapshotRow]) -> list[tuple[SnapshotRow | None, SnapshotRow | None]]:
    """Pairs of old and new rows: first those of equal names, then the others in order; None if a side has no more."""
    pairs: list[tuple[SnapshotRow | None, SnapshotRow | None]] = []
    rest = list(new)
    unpaired = []
    for row in old:
        match = next((other for other in rest if other.name == row.name), None)
        if match is None:
            unpaired.append(row)
        else:
            rest.remove(match)
            pairs.append((row, match))
    return pairs + list(zip_longest(unpaired, rest))
