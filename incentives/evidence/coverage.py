"""How much of a document has been dealt with: sentences cited, mere context, and not handled yet. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Coverage:
    """One part of a document, or all of it (without `url`), by what became of its sentences."""

    name: str
    url: str
    cited: int
    context: int
    open: int

    @property
    def total(self) -> int:
        return self.cited + self.context + self.open

    @property
    def cited_share(self) -> str:
        return _percent(self.cited, self.total)

    @property
    def context_share(self) -> str:
        return _percent(self.context, self.total)

    @property
    def open_share(self) -> str:
        return _percent(self.open, self.total)


def coverage(sections: Iterable[tuple[str, str, Sequence]], cited: set[int]) -> list[Coverage]:
    """A row for each section (name, address, clauses) and, where there are several, one for all of them first.

    `cited` holds the keys of the clauses from which something was taken.
    """
    rows = [_row(name, url, clauses, cited) for name, url, clauses in sections]
    if len(rows) < 2:
        return rows
    sums = (sum(getattr(row, field) for row in rows) for field in ("cited", "context", "open"))
    return [Coverage("全文", "", *sums), *rows]


def _row(name: str, url: str, clauses: Sequence, cited: set[int]) -> Coverage:
    cited_count = sum(clause.pk in cited for clause in clauses)
    context = sum(clause.is_context and clause.pk not in cited for clause in clauses)
    return Coverage(name, url, cited_count, context, len(clauses) - cited_count - context)


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "—"
