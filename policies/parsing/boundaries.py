"""Joins and splits that staff made of what was read: only boundaries move, the text stays word for word.

A record of them has one step a line. Each change names its line or its sentence with the start of its fingerprint, so
that it is made again on the same words and on no others. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from policies.intake.lines import Line, LineKind, Received
from policies.parsing.citations import MOST_IN_SENTENCE
from policies.parsing.document import ParsedClause, ParsedDocument, parse_document
from policies.parsing.locators import PATH
from policies.parsing.sentences import SENTENCE_END, fingerprint
from policies.text.whitespace import INVISIBLE

MOST_STEPS = 500  # of a text
_MOST_AT_ONCE = 2  # changes of a step
_MARK = 12  # characters of a fingerprint
_CHANGE = re.compile(rf"(line|join|split) ({PATH}) ([0-9a-f]{{{_MARK}}})(?: ([0-9]{{1,4}}))?", re.ASCII)
_ORDINAL = re.compile("(.*)第[0-9]+([句行])")
# Where a sentence may be split: behind a mark that ends a part of it, and at white space.
_END = re.compile(rf"(?:[；;：:。｡！!？?]|…+)[”’」』）)]*|[{INVISIBLE}]+")


class BoundaryKind(StrEnum):
    """What a change does: a line runs on from the one above, or a sentence is joined with the next one, or split."""

    LINE = "line"
    JOIN = "join"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class BoundaryChange:
    """One change. `place` is a sentence's path or a line's number, `mark` begins its fingerprint.

    `offset` is where a split cuts the sentence's text, in characters, and 0 for the others.
    """

    kind: BoundaryKind
    place: str
    mark: str
    offset: int = 0

    def __str__(self) -> str:
        return f"{self.kind} {self.place} {self.mark}" + (f" {self.offset}" if self.offset else "")


@dataclass(frozen=True, slots=True)
class BoundaryStep:
    """What one click does: one change, or a line that runs on and the sentence that does not end there."""

    changes: tuple[BoundaryChange, ...]

    def __str__(self) -> str:
        return "; ".join(map(str, self.changes))


def read_steps(record: str) -> list[BoundaryStep]:
    """The steps of a record; lines that are none are left out, and those beyond MOST_STEPS."""
    found = [[_CHANGE.fullmatch(part.strip()) for part in line.split(";")] for line in record.splitlines()]
    steps = [matches for matches in found if len(matches) <= _MOST_AT_ONCE and all(matches)]
    return [
        BoundaryStep(
            tuple(BoundaryChange(BoundaryKind(one[1]), one[2], one[3], int(one[4] or 0)) for one in matches if one)
        )
        for matches in steps[:MOST_STEPS]
    ]


def parse_with_steps(
    received: Received, title: str, steps: Sequence[BoundaryStep]
) -> tuple[ParsedDocument, list[BoundaryStep]]:
    """A text as `parse_document` reads it with the steps made, and those steps that fitted it.

    Lines are joined first, as the text is read then. A change that does not fit changes nothing.
    """
    changes = [change for step in steps for change in step.changes]
    by_line = {int(one.place): one for one in changes if one.kind is BoundaryKind.LINE and one.place.isdecimal()}
    lines, fitted = _run_on(received.lines, by_line)
    parsed = parse_document(replace(received, lines=lines), title)
    clauses, drawn = _redrawn(parsed.clauses, [one for one in changes if one.kind is not BoundaryKind.LINE])
    fitted += drawn
    return replace(parsed, clauses=clauses), [step for step in steps if any(one in fitted for one in step.changes)]


def joins(parsed: ParsedDocument) -> dict[str, BoundaryStep]:
    """By the path of each sentence that can be joined with the next one the step that does it."""
    after = {line.number: following for line, following in pairwise(parsed.lines)}
    made = {}
    for one, following in pairwise(parsed.clauses):
        next_line = after.get(one.line)
        join = BoundaryChange(BoundaryKind.JOIN, one.path, one.fingerprint[:_MARK])
        if _same_paragraph(one, following):
            made[one.path] = BoundaryStep((join,))
        elif next_line and next_line.number == following.line and next_line.kind is LineKind.TEXT and not _row(one):
            ends = SENTENCE_END.search(one.text[-2:])
            made[one.path] = BoundaryStep((_runs_on(next_line), join) if ends else (_runs_on(next_line),))
    return made


def joins_above(parsed: ParsedDocument) -> dict[str, BoundaryStep]:
    """By the path of each sentence right below a heading the step that joins its line with that of the heading."""
    above = {line.number: before for before, line in pairwise(parsed.lines)}
    lines = {line.number: line for line in parsed.lines}
    made = {}
    for before, one in pairwise(parsed.clauses):
        line_above = above.get(one.line)
        fits = line_above and line_above.kind is LineKind.TEXT and not _row(one)
        if fits and before.line < line_above.number < one.line:
            made[one.path] = BoundaryStep((_runs_on(lines[one.line]),))
    return made


def split_pieces(clause: ParsedClause) -> list[tuple[str, BoundaryStep | None]]:
    """A sentence in pieces, each with the step that splits behind it; None behind the last. A row is never split."""
    text = clause.text
    ends = [match.end() for match in _END.finditer(text) if text[: match.end()].strip(INVISIBLE)]
    ends = [] if _row(clause) else [end for end in ends if text[end:].strip(INVISIBLE)]
    mark = clause.fingerprint[:_MARK]
    cuts = [BoundaryStep((BoundaryChange(BoundaryKind.SPLIT, clause.path, mark, end),)) for end in ends]
    return list(zip([text[start:end] for start, end in pairwise([0, *ends, len(text)])], [*cuts, None], strict=True))


def _runs_on(line: Line) -> BoundaryChange:
    return BoundaryChange(BoundaryKind.LINE, str(line.number), _mark(line))


def _mark(line: Line) -> str:
    return fingerprint(line.text)[:_MARK]


def _row(clause: ParsedClause) -> bool:
    return clause.place.endswith("行")


def _same_paragraph(one: ParsedClause, following: ParsedClause) -> bool:
    """Whether two sentences stand in one line, or are rows of one table."""
    rows = _row(one) and _row(following)
    short = len(one.text) + len(following.text) <= MOST_IN_SENTENCE
    return one.item == following.item and short and (rows or one.line == following.line)


def _glued(text: str, following: str) -> str:
    """Two pieces of one text; a space parts Latin letters and digits, as a line end did."""
    apart = text[-1:].isascii() and text[-1:].isalnum() and following[:1].isascii() and following[:1].isalnum()
    return f"{text}{' ' if apart else ''}{following}"


def _run_on(lines: Sequence[Line], changes: dict[int, BoundaryChange]) -> tuple[tuple[Line, ...], list[BoundaryChange]]:
    """The lines with those joined that run on from the one above, and the changes that fitted."""
    made: list[Line] = []
    fitted: list[BoundaryChange] = []
    for line in lines:
        change = changes.get(line.number)
        if change and made and change.mark == _mark(line) and line.kind is made[-1].kind is LineKind.TEXT:
            made[-1] = made[-1]._replace(text=_glued(made[-1].text, line.text))
            fitted.append(change)
        else:
            made.append(line)
    return tuple(made), fitted


def _redrawn(
    clauses: Sequence[ParsedClause], changes: Sequence[BoundaryChange]
) -> tuple[tuple[ParsedClause, ...], list[BoundaryChange]]:
    """The sentences after the changes, made in their order, and the changes that fitted."""
    drawn, fitted = list(clauses), []
    for change in changes:
        place = next((number for number, one in enumerate(drawn) if one.path == change.place), None)
        if place is None or drawn[place].fingerprint[:_MARK] != change.mark:
            continue
        make = _join if change.kind is BoundaryKind.JOIN else _split
        if make(drawn, place, change.offset):
            fitted.append(change)
    return tuple(replace(one, position=number) for number, one in enumerate(drawn, start=1)), fitted


def _join(drawn: list[ParsedClause], place: int, _: int) -> bool:
    if place + 1 >= len(drawn) or not _same_paragraph(drawn[place], drawn[place + 1]):
        return False
    one, following = drawn[place], drawn.pop(place + 1)
    drawn[place] = _worded(one, _glued(one.text, following.text))
    _renumber(drawn, one.item)
    return True


def _split(drawn: list[ParsedClause], place: int, offset: int) -> bool:
    one = drawn[place]
    before, behind = one.text[:offset].strip(INVISIBLE), one.text[offset:].strip(INVISIBLE)
    if not before or not behind or _row(one):
        return False
    drawn[place : place + 1] = [_worded(one, before), _worded(one, behind)]
    _renumber(drawn, one.item)
    return True


def _worded(clause: ParsedClause, text: str) -> ParsedClause:
    return replace(clause, text=text, fingerprint=fingerprint(text))


def _renumber(drawn: list[ParsedClause], item: str) -> None:
    """Count the sentences of an item anew, and in their citations those of each 款 and the rows of each table."""
    count = 0
    counts: dict[str, int] = {}
    for place, clause in enumerate(drawn):
        if clause.item != item:
            continue
        count += 1
        name = clause.place
        if match := _ORDINAL.fullmatch(name):
            counts[match[1]] = counts.get(match[1], 0) + 1
            name = f"{match[1]}第{counts[match[1]]}{match[2]}"
        drawn[place] = replace(clause, path=f"{item}.{count}", place=name)
