"""What the sources say, as plain values that a statement can be held against. Pure."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import log

from policies.figures.quantities import FigureKind, Nature

_WORD = re.compile(r"[一-鿿A-Za-z0-9]+")
_QUOTED = re.compile("[“「『]([^“”」』]{2,16})[”」』]")
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}


_WORDINGS = (
    (re.compile("头一?[次回]|首评|首获|第一[次回]|初次"), "首次"),
    (re.compile("评上|评为|获得|拿到|拿下"), "获评"),
    (re.compile("主营收入"), "主营业务收入"),
    (re.compile("建成|建好|盖好"), "建设"),
    (re.compile("(?<!单项)冠军(?=企业|产品)"), "单项冠军"),
)


def grams(text: str) -> set[str]:
    """The two-character pieces of a text, marks left out and common wordings made one."""
    for pattern, word in _WORDINGS:
        text = pattern.sub(word, text)
    plain = "".join(_WORD.findall(text.translate(_WIDTHS))).lower()
    return {plain[place : place + 2] for place in range(len(plain) - 1)}


def names_in(text: str) -> set[str]:
    """What stands in quotation marks in a text."""
    return set(_QUOTED.findall(text))


@dataclass(frozen=True, kw_only=True)
class SourceFact:
    """One figure of a source: what it is about, its value and what limits it. Sums in 元, shares in %."""

    subject: str
    kind: FigureKind
    low: int | Decimal | None
    high: int | Decimal | None
    unit: str
    nature: Nature
    shown: str  # the figure as the site writes it
    clause: str
    scope: tuple[str, ...] = ()  # 首次, 一次性, 认定 …: what the source limits it to
    line: int | None = None  # the revenue that must be exceeded
    is_line: bool = False  # this is that revenue
    as_of: datetime.date | None = None
    about: bool = False  # 近, 余: no exact number

    @cached_property
    def grams(self) -> set[str]:
        return grams(self.subject)

    @cached_property
    def name(self) -> str:
        """The subject without what is done with it: 培养的骨干 is 骨干."""
        return self.subject.rpartition("的")[2]


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One published measure: its words, its figures and where it is cited from."""

    measure: str
    title: str
    url: str
    passages: tuple[tuple[str, str], ...]  # each with the address of its clause
    labels: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    facts: tuple[SourceFact, ...] = ()
    stacking_stated: bool = False
    scope: tuple[str, ...] = ()  # what limits an award without a stated sum
    ended: str = ""  # in words, where it can no longer be applied for
    former: frozenset[tuple[str, int]] = frozenset()  # subjects and sums of versions that were replaced

    @cached_property
    def grams(self) -> set[str]:
        return grams("\n".join([self.title, *(words for words, _ in self.passages), *(f.subject for f in self.facts)]))

    @cached_property
    def own(self) -> set[str]:
        """The pieces of what names it: its title, promise and rows; a clause is often shared with other topics."""
        return grams("\n".join([self.title, *(words for words, path in self.passages[:1]), *self.labels]))

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(gram for fact in self.facts for gram in fact.grams)

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(fact.name for fact in self.facts)

    def nearness(self, fact: SourceFact, pieces: set[str]) -> float:
        """How much of a fact's subject stands in `pieces`, 0 to 1; what several facts share tells less."""
        total = sum(1 / self._counts[gram] for gram in fact.grams)
        full = sum(1 / self._counts[gram] for gram in fact.grams & pieces) / total if total else 0.0
        name = grams(fact.name) if self._names[fact.name] == 1 else set()
        return max(full, len(name & pieces) / len(name) if name else 0.0)

    @cached_property
    def words(self) -> str:
        return "\n".join([self.title, *(words for words, _ in self.passages)])

    @cached_property
    def names(self) -> set[str]:
        return names_in(self.words) | set(self.products)

    @property
    def clause(self) -> str:
        return next((path for _, path in self.passages if path), "")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document: its names, its number, its issuers and its days."""

    title: str
    number: str
    issuers: tuple[str, ...]
    days: tuple[tuple[str, datetime.date], ...]
    clause: str = ""  # where it is named
    first: str = ""  # its own first clause


@dataclass(frozen=True)
class Knowledge:
    """All topics and documents, with how rare each piece of a word is among the topics."""

    topics: tuple[Topic, ...]
    papers: tuple[Paper, ...]
    clauses: dict[str, str] = field(default_factory=dict)  # the path of each clause in its document, by its address
    synonyms: tuple[tuple[str, str], ...] = ()
    changed: frozenset[str] = frozenset()  # addresses of cited clauses that a newer edition changed

    def pieces(self, text: str) -> set[str]:
        """The pieces of a statement, with those of the synonyms that it uses."""
        return grams(text).union(*(grams(other) for word, other in self.synonyms if word in text))

    @cached_property
    def _rarity(self) -> dict[str, float]:
        counts = Counter(gram for topic in self.topics for gram in topic.grams)
        return {gram: log(1 + len(self.topics) / count) for gram, count in counts.items()}

    @cached_property
    def names(self) -> dict[str, Topic]:
        return {name: topic for topic in self.topics for name in topic.names}

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Names that a text may write with characters of the same sound."""
        return frozenset(self.names) | {fact.name for topic in self.topics for fact in topic.facts}

    def weight(self, pieces: set[str]) -> float:
        """The weight of pieces; one that no topic has weighs as much as a rare one."""
        return sum(self._rarity.get(piece, 2.0) for piece in pieces)

    def share(self, part: set[str], whole: set[str]) -> float:
        """How much of `part` stands in `whole`, 0 to 1."""
        total = self.weight(part)
        return self.weight(part & whole) / total if total else 0.0
