"""What measures state on the strength of one clause, line by line: awards, thresholds, conditions, numbers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from incentives.enums import Kind
from incentives.models import Condition, Measure
from incentives.models.amount import NOT_STATED
from incentives.models.immutability import VersionRow
from incentives.models.measure import CITING
from incentives.models.provision import Award, Provision
from incentives.statements.rows import age_limit, row_words
from policies.models import Clause


class ClauseLine(NamedTuple):
    """One statement: its nature, the name of its row, the sum or rate of an award (empty for others), and the rest."""

    nature: str
    name: str
    award: str = ""
    rest: str = ""

    @property
    def is_stated(self) -> bool:
        return NOT_STATED not in self.award


ClauseLines = dict[int, dict[int, list[ClauseLine]]]
NATURES = {Kind.APPROVAL: "改革方式", Kind.LOAN: "产品"}


def clause_lines(
    clauses: Iterable[Clause], measures: Collection[Measure], tables: Iterable[type[VersionRow]] = CITING
) -> ClauseLines:
    """By the key of each clause, and of each of `measures` that cites it, what the measure states on its strength.

    One query for each of `tables` that a measure has rows in.
    """
    cited = {"clause__in": {clause.pk for clause in clauses}, "measure__in": {measure.pk for measure in measures}}
    kinds = {measure.kind for measure in measures}
    lines: ClauseLines = defaultdict(lambda: defaultdict(list))
    for table in (table for table in tables if table is Condition or table.KIND in kinds):
        for row in table.objects.filter(**cited).order_by("measure", "position"):
            of_row = row_lines(row) if isinstance(row, Provision) else [condition_line(row)]
            lines[row.clause_id][row.measure_id] += of_row
    return lines


def row_lines(row: Provision) -> Iterator[ClauseLine]:
    """The row itself, then the age up to which it is given."""
    words, age = row_words(row), age_limit(row)
    nature = "奖励标准" if isinstance(row, Award) else NATURES.get(row.KIND, "内容")
    yield ClauseLine(nature, words.name, words.award, "，".join(part for part in words.more if part != age))
    if age:
        yield ClauseLine("门槛", age if words.name == age else f"{words.name}：{age}")


def condition_line(condition: Condition) -> ClauseLine:
    return ClauseLine("条件" if condition.line is None else "门槛", condition.sentence)
