"""分别: which of several subjects gets which of several figures.

`对A、B，分别给予x、y` pairs in order. The subjects stand before 分别 (in its clause, in one further left, in the sentence before),
between the verb and the figures, or beside each figure. Where the numbers of subjects and figures differ, that is
reported and nothing is paired: a guess here would promise one rung's award to another.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from policies.context import runs_of
from policies.figures import Figure, in_original, read_compact
from policies.natures import Nature
from policies.quantities import Kind
from policies.subjects import Listing, clauses, list_subjects
from policies.typography import compact


class Problem(StrEnum):
    """Why a list is not paired."""

    NONE = ""
    UNEQUAL = "unequal"  # as many subjects as figures are needed
    NO_SUBJECTS = "no_subjects"


@dataclass(frozen=True)
class Pair:
    """One subject with its figure; with several where lists are parallel (分别按10%、5%给予最高100万元、50万元)."""

    subject: str
    figures: tuple[Figure, ...]

    @property
    def figure(self) -> Figure:
        return self.figures[0]


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """One 分别 with what it joins; `pairs` is empty where `problem` says why."""

    word: str
    start: int  # of the word, in the sentence
    end: int  # of the last figure
    subjects: tuple[str, ...]
    figures: tuple[Figure, ...]
    pairs: tuple[Pair, ...]
    problem: Problem


_WORD = re.compile("分别|依次(?!类推|递)")
_LIST_KINDS = (Kind.AMOUNT, Kind.PERCENT, Kind.RATIO, Kind.COUNT, Kind.DURATION)
_CLAUSE_END = re.compile("[，。；！？]")
_SEGMENT_END = re.compile("[。；！？]")
_SEPARATOR = re.compile("[、和及与或/]|以及")
_BRACKETED = re.compile("（[^（）]*）")
_NO_LABEL = re.compile(
    "^(?:给予|予以|奖励|补助|补贴|资助|按照?|参照|为|是|达到?|：|最高|不超过|不低于|人民币|一次性|奖|每年|每人|每家|企业|单位|和|及|与|约|近|超过|增加到?)*"
)


def read_pairings(sentence: str, before: str = "") -> list[Pairing]:
    """The 分别 lists of a sentence in order; `before` is the sentence before, where subjects may stand.

    A 分别 without figures behind it (分别由A、B负责) is no list of figures and is left out.
    """
    clean = compact(sentence)
    reader = _Reader(clean.text, read_compact(clean, compact(before).text), compact(before).text)
    found: list[_Found] = []
    for match in _WORD.finditer(clean.text):
        listed = reader.read(match, found)
        if listed is not None:
            found.append(listed)
    return [
        Pairing(
            word=item.word,
            start=clean.span(item.start, item.start + 1)[0],
            end=clean.span(item.start, item.rows[-1][-1].end)[1],
            subjects=item.subjects,
            figures=tuple(in_original(figure, clean, sentence) for row in item.rows for figure in row),
            pairs=tuple(
                Pair(subject, tuple(in_original(row[index], clean, sentence) for row in item.rows))
                for index, subject in enumerate(item.subjects)
            )
            if item.problem is Problem.NONE
            else (),
            problem=item.problem,
        )
        for item in found
    ]


@dataclass(frozen=True)
class _Found:
    word: str
    start: int
    subjects: tuple[str, ...]
    rows: list[list[Figure]]  # parallel lists of figures, all as long as the first
    problem: Problem


@dataclass(frozen=True)
class _Reader:
    text: str
    figures: list[Figure]
    before: str

    def read(self, match: re.Match[str], earlier: list[_Found]) -> _Found | None:
        rows = self._rows(match)
        if not rows:
            return None
        subjects = self._subjects(match, rows[0], earlier)
        problem = Problem.NONE if len(subjects) == len(rows[0]) else Problem.UNEQUAL
        return _Found(match[0], match.start(), subjects, rows, problem if subjects else Problem.NO_SUBJECTS)

    def _rows(self, match: re.Match[str]) -> list[list[Figure]]:
        end = self._end(_CLAUSE_END, match.end())
        inside = self._outside_brackets(match.end(), end)
        inside = [figure for figure in inside if figure.kind in _LIST_KINDS]
        while inside and inside[0].nature is Nature.THRESHOLD and inside[-1].nature is Nature.AWARD:
            inside.pop(0)  # 分别对＊、＊的企业给予＊、＊
        if not inside:
            return []
        runs = [inside] if self._chained(inside) else self._runs(inside)
        further = self._further_rows(end, len(runs[0]))
        return [run for run in runs if len(run) == len(runs[0])] + further

    def _runs(self, figures: list[Figure]) -> list[list[Figure]]:
        ordered = [list(run) for run in runs_of(self.text, figures)]
        # A list comes before what is common to its members (…，每家最高50万元).
        return ordered

    def _further_rows(self, start: int, length: int) -> list[list[Figure]]:
        """Lists of the same length in the clauses behind: …，最高不超过100万元、50万元."""
        end = self._end(_SEGMENT_END, start)
        following = _WORD.search(self.text, start, end)
        figures = self._outside_brackets(start, following.start() if following else end)
        awards = [figure for figure in figures if figure.nature is Nature.AWARD]
        return [run for run in self._runs(awards) if len(run) == length > 1]

    def _outside_brackets(self, start: int, end: int) -> list[Figure]:
        brackets = [match.span() for match in _BRACKETED.finditer(self.text, start, end)]
        return [
            figure
            for figure in self.figures
            if start <= figure.start < end and not any(a <= figure.start < b for a, b in brackets)
        ]

    def _chained(self, figures: list[Figure]) -> bool:
        """Whether a separator parts each figure from the next: 30万元、50万元、外资额的8‰."""
        return all(
            _SEPARATOR.search(self.text, first.end, second.start)
            and not (first.nature is Nature.AWARD and first.kind != second.kind and self._verb(first, second))
            for first, second in zip(figures, figures[1:], strict=False)
        )

    def _verb(self, first: Figure, second: Figure) -> bool:
        return bool(re.search("给予|予以|最高", self.text[first.end : second.start]))

    def _end(self, ends: re.Pattern[str], start: int) -> int:
        match = ends.search(self.text, start)
        return match.start() if match else len(self.text)

    def _subjects(self, match: re.Match[str], row: list[Figure], earlier: list[_Found]) -> tuple[str, ...]:
        labels = self._labels(match, row)
        if labels:
            return labels
        spans = [(figure.start, figure.end) for figure in self.figures]
        previous = earlier[-1].rows[-1][-1].end if earlier else 0
        left = Listing(self.text, spans).before(match.start(), len(row), previous)
        shares_segment = bool(earlier) and not _SEGMENT_END.search(self.text, previous, match.start())
        if left.refers_back or (shares_segment and len(left.subjects) < 2):
            left_of = [item.subjects for item in reversed(earlier) if len(item.subjects) == len(row)]
            return left_of[0] if left_of else left.subjects
        if len(left.subjects) > 1:
            return left.subjects
        between = list_subjects(_NO_LABEL.sub("", self.text[match.end() : row[0].start]), len(row))
        if len(between) == len(row) > 1:
            return between
        return self._said_before(match, len(row)) or left.subjects

    def _labels(self, match: re.Match[str], row: list[Figure]) -> tuple[str, ...]:
        """分别给予一等奖＊、二等奖＊: a label beside each figure."""
        starts = [match.end(), *(figure.end for figure in row[:-1])]
        words = [self.text[start : figure.start] for start, figure in zip(starts, row, strict=True)]
        labels = [_NO_LABEL.sub("", re.sub("^(?:的?奖励|的?补助)?(?:[、，和及与]|以及)", "", word)) for word in words]
        named = all(label and not re.search("的$|[、，]", label) for label in labels)
        return tuple(labels) if len(row) > 1 and named and len(set(labels)) == len(labels) else ()

    def _said_before(self, match: re.Match[str], length: int) -> tuple[str, ...]:
        """The last list of the sentence before, if it has as many members."""
        earlier = re.split(_SEGMENT_END, self.before + "。" + self.text[: match.start()])[:-1]
        for segment in [segment for segment in reversed(earlier) if segment][:1]:
            for clause in reversed(clauses(segment)):
                subjects = list_subjects(clause, length)
                if len(subjects) > 1:
                    return subjects
        return ()
