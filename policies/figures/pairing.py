"""分别: which of several subjects gets which of several figures.

`对A、B，分别给予x、y` pairs in order. The subjects stand before 分别 (in its clause, in one further left, in the
sentence before), between the verb and the figures, or beside each figure. Where the numbers of subjects and figures
differ, that is reported and nothing is paired: a guess would promise one rung's award to another. Pure.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from policies.figures.context import runs_of
from policies.figures.lexis.typography import Compact, compact
from policies.figures.quantities import FigureKind, Nature
from policies.figures.read import Figure, in_original, read_compact
from policies.figures.subjects import clauses, list_before, list_subjects


class PairingProblem(StrEnum):
    """Why a list is not paired."""

    NONE = ""
    UNEQUAL = "unequal"  # as many subjects as figures are needed
    NO_SUBJECTS = "no_subjects"
    PAYERS = "payers"  # 由市、区财政分别给予: who pays is listed, not who gets


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
    start: int  # of the word, or of a list in front of it (按＊、＊的标准分别), in the sentence
    end: int  # of the last figure
    subjects: tuple[str, ...]
    figures: tuple[Figure, ...]
    pairs: tuple[Pair, ...]
    problem: PairingProblem


_NOT_LISTED = (Nature.THRESHOLD, Nature.OTHER)
_PAYERS = re.compile(
    "由(?P<list>[^，。；由]*(?:[、和与及]|[两三各]级)[^，。；由]*(?:局|厅|委|部|办|财政|政府|部门|单位|级|"
    "管委会|[省市区县镇]))(?:一次性)?$"
)
_DECIDE = re.compile("审[核定批]|核[定准]|评审|认定|组织|会同|联合|负责|推荐|升|晋")
_WORD = re.compile("分别|依次(?!类推|递)")
_LIST_KINDS = (FigureKind.AMOUNT, FigureKind.PERCENT, FigureKind.RATIO, FigureKind.COUNT, FigureKind.DURATION)
# How far subjects are looked for, in characters.
REACH = 400
_CLAUSE_END = re.compile("[，。；！？]")
_SEGMENT_END = re.compile("[。；！？]")
_SEPARATOR = re.compile("[、和及与或/]|以及")
_BRACKETED = re.compile("（[^（）]*）")
_LIST_MARK = re.compile("^(?:的?奖励|的?补助)?(?:[、，和及与]|以及)")
_FRONT_END = re.compile("(?:的(?:标准|比例|额度|档次|奖励标准))?，?$")
_BY = re.compile("(?:按照?|参照)[^，。；！？、按]*$")
_NEW_VERB = re.compile("给予|予以|最高(?!不)[^、]*$")
_NO_LABEL = re.compile(
    "^(?:给予|予以|奖励|补助|补贴|资助|按照?|参照|为|是|达到?|：|最高|不超过|不低于|人民币|一次性|奖|"
    "每(?:平方米|[年月日天人家户件项亩吨])|企业|单位|和|及|与|约|近|超过|增加到?)*"
)


def read_pairings(sentence: str, before: str = "") -> list[Pairing]:
    """The 分别 lists of a sentence in order; `before` is the sentence before, where subjects may stand.

    A 分别 without figures behind it (分别由A、B负责) is no list of figures and is left out.
    """
    clean, earlier = compact(sentence), compact(before).text
    figures = read_compact(clean, earlier)
    reader = _ListReader(clean.text, figures, earlier, [figure.start for figure in figures])
    lists: list[_List] = []
    for match in _WORD.finditer(clean.text):
        listed = reader.read(match, lists)
        if listed is not None:
            lists.append(listed)
    return [_pairing(listed, clean, sentence) for listed in lists]


@dataclass(frozen=True)
class _List:
    """A list in the compact text; `rows` are parallel lists of figures, all as long as the first."""

    word: str
    start: int
    subjects: tuple[str, ...]
    rows: list[list[Figure]]
    problem: PairingProblem

    @property
    def end(self) -> int:
        return max(row[-1].end for row in self.rows)


def _pairing(listed: _List, clean: Compact, sentence: str) -> Pairing:
    rows = [[in_original(figure, clean, sentence) for figure in row] for row in listed.rows]
    paired = zip(listed.subjects, *rows, strict=True) if listed.problem is PairingProblem.NONE else ()
    start, end = clean.span(listed.start, listed.end)
    return Pairing(
        word=listed.word,
        start=start,
        end=end,
        subjects=listed.subjects,
        figures=tuple(figure for row in rows for figure in row),
        pairs=tuple(Pair(subject, tuple(figures)) for subject, *figures in paired),
        problem=listed.problem,
    )


@dataclass(frozen=True)
class _ListReader:
    """Reads the lists of one compact sentence."""

    text: str
    figures: list[Figure]
    before: str
    starts: list[int]

    def read(self, match: re.Match[str], earlier: list[_List]) -> _List | None:
        place = match.span()
        runs = self._runs_behind(match.end())
        if not runs:
            place, runs = self._run_in_front(match.start())
        if not runs:
            return None
        further = self._further_lists(match.end())
        # 分别按薪酬的50%，给予最高50万元、30万元: the list may come later.
        length = max(map(len, runs)) if any(len(run) > 1 for run in runs) else max(map(len, further), default=1)
        rows = [run for run in [*runs, *further] if len(run) == length]
        if self._lists_payers(match.start()):
            return _List(match[0], place[0], (), rows, PairingProblem.PAYERS)
        subjects = self._subjects(place, rows[0], earlier)
        # A single figure beside a list holds for all its members (每家最高50万元); a second list must be as long.
        equal = all(len(run) in (1, length) for run in runs) and len(subjects) == length
        problem = (
            PairingProblem.NO_SUBJECTS if not subjects else PairingProblem.NONE if equal else PairingProblem.UNEQUAL
        )
        return _List(match[0], place[0], subjects, rows, problem)

    def _lists_payers(self, start: int) -> bool:
        payers = _PAYERS.search(self.text, max(0, start - 60), start)
        return bool(payers and not _DECIDE.search(payers["list"]))

    def _between(self, start: int, end: int) -> list[Figure]:
        """The figures that begin from start to before end."""
        return self.figures[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _runs_behind(self, start: int) -> list[list[Figure]]:
        """The lists of figures in the clause of 分别."""
        end = self._end(_CLAUSE_END, start)
        following = _WORD.search(self.text, start, end)
        inside = self._outside_brackets(start, following.start() if following else end)
        # 分别对＊、＊的企业给予＊、＊; 分别由＊、＊提高到＊、＊
        while inside and inside[0].nature in _NOT_LISTED and inside[-1].nature is Nature.AWARD:
            inside.pop(0)
        return [inside] if inside and self._chained(inside) else self._runs(inside)

    def _run_in_front(self, start: int) -> tuple[tuple[int, int], list[list[Figure]]]:
        """按＊、＊、＊的标准分别给予: the list that ends before 分别, with the span of its 按."""
        reach = max(0, start - REACH)
        end = reach + _FRONT_END.search(self.text[reach:start]).start()
        figures = [figure for figure in self._between(reach, end) if figure.kind in _LIST_KINDS]
        run = (self._runs(figures) or [[]])[-1]
        by = _BY.search(self.text, reach, run[0].start) if len(run) > 1 and run[-1].end == end else None
        return (by.span(), [run]) if by else ((start, start), [])

    def _further_lists(self, start: int) -> list[list[Figure]]:
        """Lists in the clauses behind, up to the next 分别: …，最高不超过100万元、50万元."""
        end = self._end(_SEGMENT_END, start)
        following = _WORD.search(self.text, start, end)
        figures = self._outside_brackets(self._end(_CLAUSE_END, start), following.start() if following else end)
        awards = [figure for figure in figures if figure.nature is Nature.AWARD]
        return [run for run in self._runs(awards) if len(run) > 1]

    def _runs(self, figures: list[Figure]) -> list[list[Figure]]:
        return [list(run) for run in runs_of(self.text, figures)]

    def _outside_brackets(self, start: int, end: int) -> list[Figure]:
        brackets = [match.span() for match in _BRACKETED.finditer(self.text, start, end)]
        return [
            figure
            for figure in self._between(start, end)
            if figure.kind in _LIST_KINDS and not any(first <= figure.start < last for first, last in brackets)
        ]

    def _chained(self, figures: list[Figure]) -> bool:
        """Whether a separator parts each figure from the next: 30万元、50万元、外资额的8‰."""
        gaps = [self.text[first.end : second.start] for first, second in pairwise(figures)]
        return all(_SEPARATOR.search(gap) and not _NEW_VERB.search(gap) for gap in gaps)

    def _end(self, ends: re.Pattern[str], start: int) -> int:
        limit = min(len(self.text), start + REACH)
        match = ends.search(self.text, start, limit)
        return match.start() if match else limit

    def _subjects(self, place: tuple[int, int], row: list[Figure], earlier: list[_List]) -> tuple[str, ...]:
        start, end = place
        labels = self._labels(end, row)
        if labels:
            return labels
        previous = earlier[-1].end if earlier else 0
        reach = max(previous, start - REACH)
        spans = [(figure.start, figure.end) for figure in self._between(reach, start)]
        left = list_before(self.text, start, len(row), reach, spans)
        same_part = previous and not _SEGMENT_END.search(self.text, previous, start)
        if left.refers_back or (same_part and len(left.subjects) < 2):
            return next((item.subjects for item in reversed(earlier) if len(item.subjects) == len(row)), left.subjects)
        if len(left.subjects) > 1:
            return left.subjects
        between = list_subjects(_NO_LABEL.sub("", self.text[end : row[0].start]), len(row))
        if len(between) == len(row) > 1:
            return between
        return self._in_sentence_before(start, len(row)) or left.subjects

    def _labels(self, behind: int, row: list[Figure]) -> tuple[str, ...]:
        """分别给予一等奖＊、二等奖＊: a label beside each figure."""
        starts = [behind, *(figure.end for figure in row[:-1])]
        words = [self.text[start : figure.start] for start, figure in zip(starts, row, strict=True)]
        labels = tuple(_NO_LABEL.sub("", _LIST_MARK.sub("", word)) for word in words)
        named = all(label and not re.search("的$|[、，]", label) for label in labels)
        return labels if len(set(labels)) == len(labels) > 1 and named else ()

    def _in_sentence_before(self, place: int, length: int) -> tuple[str, ...]:
        """The last list of the sentence before, whether or not it is as long."""
        reach = self.text[max(0, place - REACH) : place]
        earlier = f"{self.before}。{reach}" if place <= REACH else reach
        parts = [part for part in _SEGMENT_END.split(earlier)[:-1] if part]
        lists = (list_subjects(clause, length) for clause in reversed(clauses(parts[-1]) if parts else []))
        return next((subjects for subjects in lists if len(subjects) > 1), ())
