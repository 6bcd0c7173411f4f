"""The answer to a question: what the entry of one of the first results states, or that no source states it.

Each line is a row, a condition, an indicator or a sentence of the entry, with the clause that it cites.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from incentives.enums import Delivery
from incentives.models import Measure
from incentives.models.amount import NOT_STATED
from incentives.models.provision import Award
from incentives.statements.open_points import open_points_asked
from incentives.statements.rows import row_text
from policies.enums import Stacking
from policies.models import Clause
from policies.search.query import SHORTEST_NAME, Query
from policies.search.question import GENERIC, Asked, asked_for, asks
from policies.search.tokens import bigrams, units, without_signs
from policies.text.places import place_in

MOST_MEASURES = 3  # of the first results, whose entries are read
MOST_LINES, LONGEST = 4, 150  # lines and characters of an answer
NEAR_BEST = 0.75  # an earlier result answers if its line is nearly as close as the closest
# What a line must hold to answer the question; of the others any line will do.
HOLDS = {
    Asked.SUM: re.compile("[0-9] ?[万亿]? ?元"),
    Asked.COUNT: re.compile("[0-9] ?[万亿]? ?[个项套家本名条人户种款件册]"),
    Asked.AGE: re.compile("[0-9] ?岁"),
    Asked.DURATION: re.compile("[0-9一两二三四五六七八九十半] ?个?(?:年|月|天|日|工作日)"),
    Asked.SHARE: re.compile("[0-9] ?%"),
    Asked.TERMS: re.compile("(?:额度|利率|期限).*[0-9]"),
    Asked.WHEN: re.compile("申报时间"),
    Asked.WHO: re.compile("负责|运营|银行"),
    Asked.STACKING: re.compile("叠加|从高|差额"),
    Asked.HOW: re.compile("办理方式"),
}
# What is said to be open where an entry has no line of that kind.
OPEN = {Asked.DURATION: "年限", Asked.AGE: "年龄要求", Asked.SHARE: "比例", Asked.COUNT: "数量"}
FIGURE = re.compile(r"\d+个?[岁年月天人]")  # what askers say of themselves


class AnswerLine(NamedTuple):
    """One statement of an entry, and the clause that it rests on; None where it cites none."""

    text: str
    clause: Clause | None
    is_row: bool = False
    is_condition: bool = False
    of: str = ""  # what it is about, where the text does not say so itself

    @property
    def is_open(self) -> bool:
        return NOT_STATED in self.text


@dataclass(frozen=True)
class DirectAnswer:
    """The lines that answer a question, all of one measure."""

    measure: Measure
    lines: tuple[AnswerLine, ...]

    @property
    def is_open(self) -> bool:
        """Whether the sources leave something open, so that asking is the way on."""
        return any(line.is_open for line in self.lines)

    @property
    def clauses(self) -> list[Clause]:
        """The clauses of the lines that the public may read, each once."""
        return list(dict.fromkeys(line.clause for line in self.lines if line.clause and line.clause.is_public))


def answer(query: Query, keys: Sequence[int]) -> DirectAnswer | None:
    """The answer to `query` from the measures with the first of `keys`; None if nothing is asked or nothing answers."""
    asked = asked_for(query.text)
    if asked is None:
        return None
    rows = {row.pk: row for row in Measure.objects.filter(pk__in=keys[:MOST_MEASURES]).whole()}
    subject = Subject(query)
    read = [MeasureEntry(rows[key]) for key in keys if key in rows]
    near = [entry for entry in read if subject.is_of(entry.text) or subject.is_named_in(entry)]
    entries = [entry for entry in near if not subject.is_elsewhere(entry.region, entry.text)]
    most = max(map(subject.whole, entries), default=0)
    entries = [entry for entry in entries if subject.whole(entry) == most]  # 郑科贷 is not 善科贷
    closest = [subject.closest(entry.lines_for(asked)) for entry in entries]
    best = max((weight for weight, _ in closest), default=0)
    for entry, (weight, line) in zip(entries, closest, strict=True):
        if line and weight >= NEAR_BEST * best and not subject.is_left_open(entry, line):
            return DirectAnswer(entry.measure, entry.with_other_rows(asked, line, subject))
    return entries[0].unstated(asked, subject) if entries else None


class MeasureEntry:
    """What one measure states, line by line."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.clause = next(iter(measure.clauses.all()), None)
        self.lines = [*self._rows(), *self._others()]
        self.region = self.clause.document.region if self.clause else ""
        said = (measure.title, measure.audience, self.region, *(line.text for line in self.lines))
        self.text = without_signs(" ".join(said))

    def lines_for(self, asked: Asked) -> list[AnswerLine]:
        """The lines that can answer what is asked, without those that leave something open."""
        stated = [line for line in self.lines if not line.is_open]
        if asked == Asked.WHOM:
            return [line for line in stated if line.is_condition]
        pattern = HOLDS.get(asked)
        held = [line for line in stated if pattern is None or pattern.search(line.text)]
        rows = [line for line in held if line.is_row] if asked == Asked.SUM else []
        return rows or held  # a sum beside an award is a threshold or a target

    def with_other_rows(self, asked: Asked, line: AnswerLine, subject: "Subject") -> tuple[AnswerLine, ...]:
        """The line; with the other rows where names are asked for, or where the question fits them just as well."""
        fit = [one for one in self.lines_for(asked) if one.is_row]
        weight = subject.weight(line)
        alike = fit if asked == Asked.NAMES else [one for one in fit if subject.weight(one) >= NEAR_BEST * weight]
        if alike and (line.is_row or asked == Asked.NAMES):
            return shortened(alike)
        return (line, *self._left_open(asked)) if asked in (Asked.HOW, Asked.WHOM) else (line,)

    def unstated(self, asked: Asked, subject: "Subject") -> DirectAnswer | None:
        """That no source states what is asked, in the words of the entry if it says so; None if that is not known."""
        left = [line for line in self.lines if line.is_open and not line.is_row]
        own = [line for line in left if subject.weight(line) > 0 or asks(line.text, asked)]
        lines = self._left_open(asked)
        lines += sorted(own, key=subject.weight, reverse=True)[:1]
        stated = self.lines_for(Asked.SUM) if asked == Asked.SUM else []
        promised = AnswerLine(self.measure.promise, self.clause)
        return DirectAnswer(self.measure, shortened([*(stated or [promised]), *lines])) if lines or stated else None

    def _left_open(self, asked: Asked) -> list[AnswerLine]:
        points = open_points_asked(self.measure, asked)
        if asked in OPEN and not self.lines_for(asked):
            points.append(OPEN[asked])
        return [AnswerLine(f"{'、'.join(points)}{NOT_STATED}", self.clause)] if points else []

    def _rows(self) -> Iterator[AnswerLine]:
        for row in self.measure.provisions:
            text = row_text(row)
            of = self.measure.title if isinstance(row, Award) and row.amount.is_stated else ""
            yield AnswerLine(text, row.clause, is_row=True, of=of)

    def _others(self) -> Iterator[AnswerLine]:
        one = self.measure
        for condition in one.conditions.all():
            yield AnswerLine(condition.sentence, condition.clause, is_condition=True, of=one.title)
        for indicator in one.indicators.all():
            yield AnswerLine(f"{indicator.name}：{indicator.quantity}", indicator.clause)
        dates = [f"{day.year}年{day.month}月{day.day}日" for day in (one.apply_from, one.apply_until) if day]
        facts = {
            "申报时间": "至".join(dates) if one.apply_from else f"到{dates[0]}为止" if dates else "",
            "负责部门": "、".join(role.agency.name for role in one.agency_roles.all()),
            "办理方式": "" if one.delivery == Delivery.NOT_STATED else one.get_delivery_display(),
            "叠加规则": "" if one.stacking == Stacking.NOT_STATED else one.get_stacking_display(),
        }
        if one.audience:
            yield AnswerLine(f"支持对象：{one.audience}", self.clause, is_condition=True, of=one.title)
        for text in filter(None, (one.promise, *one.summary.split("。"))):
            yield AnswerLine(text, self.clause)
        for name, fact in facts.items():
            if fact:
                yield AnswerLine(f"{name}：{fact}", self.clause, of=one.title)


class Subject:
    """What a question is about: words, each with its pairs of characters and what it means in the vocabulary."""

    def __init__(self, query: Query) -> None:
        self.place = place_in(query.text)  # no word: whether an entry is for it is asked apart
        words = [word for word in query.subject.text.split() if not (self.place and word.startswith(self.place))]
        self.words = [(set(bigrams(units(word))), query.alike(word)) for word in words]
        self.pairs = set().union(*(pairs for pairs, _ in self.words))
        # Words that stand in many entries, or that say what is asked for, do not tell what it is about.
        wanted = HOLDS.get(asked_for(query.text))
        self.telling = [
            (pairs, alike)
            for pairs, alike in self.words
            if pairs - GENERIC
            and not FIGURE.fullmatch(alike[0])
            and not asked_for(alike[0])
            and not (wanted and wanted.search(alike[0]))
        ]

    def is_of(self, text: str) -> bool:
        """Whether a text without signs speaks of more than half of the words."""
        telling = self.telling or self.words
        return 2 * sum(_in(text, *word) for word in telling) > len(telling)

    def is_elsewhere(self, region: str, text: str) -> bool:
        """Whether the question names a place that is neither in `region`, where a measure is for, nor in its text."""
        return bool(self.place and region) and self.place not in region + text

    def is_named_in(self, entry: MeasureEntry) -> bool:
        """Whether the title or a row holds one of the telling words in full."""
        names = without_signs(" ".join((entry.measure.title, *(line.text for line in entry.lines if line.is_row))))
        return any(len(word) >= SHORTEST_NAME and word in names for _, alike in self.telling for word in alike)

    def whole(self, entry: MeasureEntry) -> int:
        """How many of the telling words the entry holds in full, or what they mean."""
        return sum(any(word in entry.text for word in alike) for _, alike in self.telling)

    def weight(self, line: AnswerLine) -> float:
        """How many of the words the line holds, and which part of it they are."""
        text = without_signs(line.of + line.text)
        own = set(bigrams(units(text)))
        held = len(self.pairs & own) + sum(any(word in text for word in alike[1:]) for _, alike in self.words)
        return held + len(self.pairs & own) / (len(self.pairs | own) or 1) if held else 0

    def closest(self, lines: Sequence[AnswerLine]) -> tuple[float, AnswerLine | None]:
        weighed = [(self.weight(line), -at, line) for at, line in enumerate(lines)]
        weight, _, line = max(weighed, key=lambda one: one[:2], default=(0, 0, None))
        return (weight, line) if weight else (0, None)

    def is_left_open(self, entry: MeasureEntry, line: AnswerLine) -> bool:
        """Whether the entry says that no source states a word of the question which the line lacks: 租金."""
        told = without_signs(entry.measure.title + line.text)
        lacking = [pair for pair in self.pairs - GENERIC if pair not in told]
        return any(pair in without_signs(one.text) for one in entry.lines if one.is_open for pair in lacking)


def _in(text: str, pairs: set[str], alike: Sequence[str]) -> bool:
    """Whether the text holds half of the word, or what it means."""
    telling = pairs - GENERIC
    held = sum(pair in text for pair in telling)
    return (held > 0 and len(telling) <= 2 * held) or any(word in text for word in alike)


def shortened(lines: Sequence[AnswerLine]) -> tuple[AnswerLine, ...]:
    """The first lines, as many as an answer holds; at least one."""
    lines = lines[:MOST_LINES]
    while len(lines) > 1 and sum(len(line.text) for line in lines) > LONGEST:
        lines = lines[:-1]
    return tuple(lines)
