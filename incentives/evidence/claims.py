"""Claims of our content, the sentences that must state them, and the findings of the check. Pure."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from policies.enums import DatePrecision
from policies.figures.pairing import Pairing, read_pairings
from policies.figures.quantities import Approximation, FigureKind, Nature
from policies.figures.read import Figure, read_figures

Number = int | Decimal
NO_CLAUSE = "没有选出处"
NO_TEXT = "本站没有这句话的原文"
SUPERSEDED = "原文已有新版，这句有改动或已删去"


class FindingState(StrEnum):
    """Result of looking for a value. Without the sentence's text nothing is proved."""

    PROVED = "proved"
    WRONG = "wrong"
    NOTED = "noted"  # no sentence says it; a person's note says why it stands
    NO_TEXT = "no_text"

    @property
    def mark(self) -> str:
        return _MARKS[self]


_MARKS = {FindingState.PROVED: "✓", FindingState.WRONG: "✗", FindingState.NOTED: "人工", FindingState.NO_TEXT: "无原文"}


@dataclass(frozen=True)
class Sentence:
    """One clause as evidence; `text` is '' where this deployment does not hold it, `before` the sentence before it."""

    pk: int
    place: str
    url: str = ""
    text: str = ""
    before: str = ""
    is_superseded: bool = False
    document: int = 0  # its key
    headings: str = ""  # those above it, which are official text too

    @property
    def figures(self) -> tuple[Figure, ...]:
        return _figures(self.text, self.before)

    @property
    def pairings(self) -> tuple[Pairing, ...]:
        return _pairings(self.text, self.before)


@dataclass(frozen=True, kw_only=True)
class Item:
    """Where in our content a figure stands: 企业梯次培育奖励 › 首次获评… › 金额, and the form's field that mends it."""

    owner: str
    row: str = ""
    part: str = ""
    field: str = ""
    anchor: str = ""
    url: str = ""  # the public page that shows it

    def __str__(self) -> str:
        return " › ".join(part for part in (self.owner, self.row, self.part) if part)

    @property
    def label(self) -> str:
        """The place within its owner; an indicator is its own place."""
        return " › ".join(part for part in (self.row, self.part) if part) if self.field != "indicators" else str(self)


@dataclass(frozen=True, kw_only=True)
class ExpectedFigure:
    """The figure that the sentence must hold. Both ends equal: exact; one end: a cap or a floor."""

    kind: FigureKind | None  # None: whatever has the number
    units: frozenset[str]  # empty: any unit
    low: Number | None
    high: Number | None
    text: str  # as we show it: 200 万元
    natures: frozenset[Nature] = frozenset()  # empty: whatever it is for
    loose: bool = False  # our field has no room for whether the number is a bound
    exclusive: bool | None = None  # 超过 (True) or 以上 (False); None: not told apart
    approximation: Approximation | None = None
    paid_for: str = ""  # as Figure.paid_for: 人, 平方米 …; '' where we say none
    period: str = ""  # as Figure.period: 每年, 每月 …; '' where we say none
    once: bool | None = None

    @property
    def numbers(self) -> set[Number]:
        return {end for end in (self.low, self.high) if end is not None}


@dataclass(frozen=True)
class AsOf:
    """The date that we say governs a figure."""

    day: datetime.date
    precision: DatePrecision
    text: str


class Reach(StrEnum):
    """How much of a sentence speaks of a figure."""

    SENTENCE = "sentence"  # all of it; of a 分别, from the one before
    SEGMENT = "segment"  # between semicolons
    OWN = "own"  # from the award before it to the comma behind it
    CLAUSE = "clause"  # between commas


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A yes, a no or a blank of a row: its words stand in the figure's part of the sentence if it is a yes."""

    words: tuple[str, ...]
    label: str  # the column, as the form calls it
    value: bool | None = True
    reach: Reach = Reach.SENTENCE


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A column without a value, and the figures that would belong there if the row's sentence states one."""

    kind: FigureKind
    natures: frozenset[Nature] = frozenset()  # empty: whatever it is for
    units: frozenset[str] = frozenset()  # empty: any unit
    measured: str = ""  # what the column measures, in words that must stand beside the figure


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One figure of ours. `subject` is our words for whom or what it is; `lines` the thresholds that tell its row."""

    item: Item
    sentence: Sentence | None
    expected: ExpectedFigure | None  # None: a status without a figure, which may still have a date; a blank column
    blank: Blank | None = None
    of: ExpectedFigure | None = None  # a blank's row: the sum beside which its figure would stand
    subject: str = ""
    name: str = ""  # our name of the row; the part of the sentence with its figure must speak of it
    tier: str = ""  # the enterprise tier that gets it
    lines: tuple[Number, ...] = ()
    told: frozenset[Number] = frozenset()  # the numbers that the row's conditions name
    takes_lines: bool = False  # whether our row has room for a threshold
    ticks: tuple[Tick, ...] = ()
    dated: bool = False  # whether our row has room for an as-of date
    as_of: AsOf | None = None
    group: str = ""  # claims of one group are told apart by the words beside their figures
    row: tuple[str, int] = ("", 0)  # which row of which table it is of


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was expected of a figure, and what its sentence states."""

    state: FindingState
    item: Item
    expected: str
    stated: str
    sentence: Sentence | None = None
    figure: Figure | None = field(default=None, compare=False)
    advice: str = ""  # what to do about a wrong one

    @property
    def mark(self) -> str:
        return self.state.mark

    @property
    def sentence_is_chosen(self) -> bool:
        """False where a figure has no clause at all, which the gate says of its row already."""
        return self.stated != NO_CLAUSE

    @property
    def is_wrong(self) -> bool:
        return self.state is FindingState.WRONG


NATURE_WORDS = {
    Nature.AWARD: "奖励标准",
    Nature.THRESHOLD: "门槛",
    Nature.RATIO: "比例",
    Nature.FUND: "资金规模",
    Nature.TARGET: "目标",
    Nature.OUTCOME: "成效",
    Nature.COUNT: "数量",
    Nature.OTHER: "其他数字",
}


@lru_cache(maxsize=4096)
def _figures(text: str, before: str) -> tuple[Figure, ...]:
    return tuple(read_figures(text, before))


@lru_cache(maxsize=4096)
def _pairings(text: str, before: str) -> tuple[Pairing, ...]:
    return tuple(read_pairings(text, before))
