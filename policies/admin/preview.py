"""What the preview of an import shows: the header's fields, and the sentences by part with their joins and splits."""

from dataclasses import dataclass
from itertools import groupby

from policies.importing.plan import Plan
from policies.parsing.boundaries import BoundaryStep, joins, joins_above, split_pieces
from policies.parsing.document import ParsedClause
from policies.parsing.locators import part_name
from policies.text.labels import FIELD_NAMES

SHEET = 3000  # sentences shown at a time
_MOST_OPEN = 300  # sentences; the parts of a longer text are folded


@dataclass(frozen=True)
class ShownSentence:
    """A sentence in pieces, each with the step that splits behind it; `join` joins it with the next sentence,
    `above` with the heading above it."""

    clause: ParsedClause
    pieces: list[tuple[str, BoundaryStep | None]]
    join: BoundaryStep | None
    above: BoundaryStep | None


@dataclass(frozen=True)
class ShownPart:
    """The sentences of one part of a text; `is_open` where it is not folded."""

    heading: str
    sentences: list[ShownSentence]
    is_open: bool


def header_fields(plan: Plan) -> list[tuple[str, object, str]]:
    """What the text states of itself: the field's name, its value, and where it was found."""
    header = plan.header
    stated = ((field, name, getattr(header, field)) for field, name in FIELD_NAMES.items())
    return [(name, value, header.places.get(field, "")) for field, name, value in stated if value]


def sheets_of(plan: Plan) -> list[tuple[int, int, int]]:
    """The sheets of a long text: the number of each, of its first sentence and of its last one."""
    total = len(plan.clauses)
    return [(start // SHEET + 1, start + 1, min(start + SHEET, total)) for start in range(0, total, SHEET)]


def sheet_number(plan: Plan, asked: str) -> int:
    """The number of the sheet that was asked for; the nearest one there is."""
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    return min(max(number, 1), max(len(sheets_of(plan)), 1))


def shown_parts(plan: Plan, changed: str = "", sheet: int = 1) -> list[ShownPart]:
    """The sentences of a sheet by part; of a long text only the part with the path `changed` and the first are open."""
    after, above = joins(plan.parsed), joins_above(plan.parsed)
    shown = plan.clauses[(sheet - 1) * SHEET : sheet * SHEET]
    groups = groupby(shown, key=lambda clause: clause.path.partition(".")[0])
    parts = [(name, list(members)) for name, members in groups]
    all_open = len(plan.clauses) <= _MOST_OPEN
    return [
        ShownPart(
            heading=members[0].section_heading or part_name(members[0].path, members[0].place),
            sentences=[
                ShownSentence(one, split_pieces(one), after.get(one.path), above.get(one.path)) for one in members
            ],
            is_open=all_open or number == 0 or name == changed.partition(".")[0],
        )
        for number, (name, members) in enumerate(parts)
    ]
