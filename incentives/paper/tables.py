"""The rows of measures as tables, with the columns of each kind: for comparing measures and for paper."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from incentives.enums import Kind
from incentives.models import PROVISIONS, Measure
from incentives.models.amount import NOT_STATED
from incentives.models.provision import Award, LoanProduct, Provision
from incentives.paper.fields import FieldValue, text
from incentives.statements.rows import LOAN_TERMS, LoanTerm

NO_FIELD = FieldValue(("—",))


@dataclass(frozen=True)
class RowTable:
    """The rows of one kind, each with its measure."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Measure, object, tuple[tuple[str, FieldValue], ...]], ...]


def of_product(term: LoanTerm, row: LoanProduct) -> FieldValue:
    """A term of a loan or fund; — where the row has no such term."""
    return text(term.read(row)) if term.is_of(row) else NO_FIELD


def known(value: bool | None, yes: str, no: str) -> FieldValue:
    return FieldValue() if value is None else FieldValue((yes if value else no,))


def award(row) -> FieldValue:
    return FieldValue((str(row.amount),), True) if row.amount.is_stated else FieldValue()


AWARD = (
    ("金额", award),
    ("支持方式", lambda row: text(row.get_form_display())),
    ("按什么计发", lambda row: text(row.paid_for)),
    ("计发周期", lambda row: text(row.get_period_display())),
    ("一次性", lambda row: known(row.one_off, "一次性", "不是一次性")),
)
COLUMNS: dict[str, tuple[tuple[str, Callable[[object], FieldValue]], ...]] = {
    Kind.SUBSIDY: (
        ("企业梯次", lambda row: text(row.enterprise_tier.name if row.enterprise_tier else "")),
        ("门槛", lambda row: text("；".join(line.line_words for line in row.lines))),
        ("首次", lambda row: known(row.first_time, "限首次", "不限首次")),
        *AWARD,
    ),
    Kind.TALENT: (
        ("年龄", lambda row: text(f"{row.max_age} 岁以下" if row.max_age else "")),
        ("学位", lambda row: known(row.doctorate, "博士", "不限博士")),
        *AWARD,
    ),
    Kind.APPROVAL: (
        ("方式", lambda row: text(row.get_mode_display())),
        ("事项数", lambda row: text(row.items)),
        ("新增", lambda row: known(row.is_new, "新增", "不是新增")),
    ),
    Kind.LOAN: tuple((term.label, partial(of_product, term)) for term in LOAN_TERMS),
}


def row_tables(measures: Sequence[Measure]) -> list[RowTable]:
    """One table for each kind that has rows among `measures`."""
    tables = []
    for table in PROVISIONS:
        rows = [(one, row) for one in measures if one.kind == table.KIND for row in one.provisions]
        if rows:
            columns = COLUMNS.get(table.KIND, AWARD if issubclass(table, Award) else ())
            tables.append(_row_table(table.KIND.label, columns, rows))
    return tables


def _row_table(title: str, columns: Iterable, rows: Sequence[tuple[Measure, object]]) -> RowTable:
    cells = {label: [read(row) for _, row in rows] for label, read in columns}
    labels = [label for label, column in cells.items() if any(cell != NO_FIELD for cell in column)]
    filled = [(*rows[place], tuple((label, cells[label][place]) for label in labels)) for place in range(len(rows))]
    return RowTable(title, tuple(labels), tuple(filled))


# --- On paper ---

FIGURES = frozenset({"金额", "事项数", "额度上限", "年利率", "期限", "投资占可投规模", "损失允许率"})
# Columns that paper leaves out: an amount says what it is for, and the others stand among the conditions.
ELSEWHERE = frozenset({"按什么计发", "计发周期", "企业梯次", "收入门槛", "首次", "年龄", "学位"})
MOST_COLUMNS = 4  # besides name and place; of more, those without figures stand below the name


@dataclass(frozen=True)
class PaperColumn:
    """A column of a table on paper; figures are set flush right, so that their units stand below one another."""

    label: str
    is_figure: bool = False


@dataclass(frozen=True)
class PaperTable:
    """The rows of one measure; a row pairs each column with its cell, which is one or more lines of text."""

    title: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[tuple[tuple[PaperColumn, tuple[str, ...]], ...], ...]


def paper_table(measure: Measure) -> PaperTable | None:
    """The rows of a measure with the columns that at least one of them fills; None for a measure without rows."""
    tables = row_tables([measure])
    if not tables:
        return None
    (table,) = tables
    filled = {label for _, _, cells in table.rows for label, cell in cells if cell.lines and cell != NO_FIELD}
    labels = [label for label in table.columns if label in filled - ELSEWHERE]
    is_wide = len(labels) > MOST_COLUMNS
    below = [label for label in labels if is_wide and label not in FIGURES]
    beside = [label for label in labels if label not in below]
    columns = [PaperColumn("名目"), *(PaperColumn(label, label in FIGURES) for label in beside), PaperColumn("出处")]
    rows = (_paper_row(row, dict(cells), below, beside) for _, row, cells in table.rows)
    return PaperTable(table.title, tuple(columns), tuple(tuple(zip(columns, row, strict=True)) for row in rows))


def _paper_row(
    row: Provision, cells: Mapping[str, FieldValue], below: Iterable[str], beside: Iterable[str]
) -> tuple[tuple[str, ...], ...]:
    """The cells of a row: its name with what stands below it, the columns `beside`, and its place in the source."""
    more = (f"{label}：{'；'.join(cells[label].lines)}" for label in below if cells[label].lines)
    place = row.clause.locator if row.clause and row.clause.is_public else NOT_STATED
    name = (row.label, *more, *([row.note] if row.note else []))
    return (name, *(cells[label].lines or (NOT_STATED,) for label in beside), (place,))
