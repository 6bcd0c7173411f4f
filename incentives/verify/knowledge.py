"""What the sources say, as plain values that a statement can be held against. Pure."""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from math import log

from incentives.verify.reading.wordings import grams, names_in
from policies.figures.quantities import Bound, Figure, FigureKind, Nature
from policies.figures.read import read_figures

_UNITS = ("名人位", "家户", "项个件", "套间", "本册份", "条篇则")
TERMS = (FigureKind.DURATION, FigureKind.AGE, FigureKind.DATE)


def significant(value: object) -> str:
    """The digits of a number without the zeros around them."""
    return f"{value}".replace(".", "").strip("0")


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

    def holds(self, figure: Figure) -> bool:
        """Whether the figure is the fact's, or one end of it."""
        if self.kind is not figure.kind or not self.has_unit(figure.unit):
            return False
        if figure.bound is Bound.RANGE:
            return (figure.low, figure.high) == (self.low, self.high)
        return figure.value in {self.low, self.high} - {None}

    def has_unit(self, unit: str) -> bool:
        return self.unit == unit or not unit or any(self.unit in units and unit[0] in units for units in _UNITS)

    def has_digits(self, figure: Figure) -> bool:
        """Whether the digits are the fact's, at another scale or in another unit."""
        ours, theirs = (
            {significant(end) for end in ends if end} for ends in ((self.low, self.high), (figure.low, figure.high))
        )
        return bool(ours & theirs)

    @cached_property
    def name(self) -> str:
        """The subject without what is done with it: 培养的骨干 is 骨干."""
        return self.subject.rpartition("的")[2]

    @cached_property
    def name_grams(self) -> set[str]:
        return grams(self.name)


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One published measure: its words, its figures and where it is cited from."""

    measure: str
    title: str
    url: str
    region: str = ""  # whose enterprises it is for; empty for the whole country
    passages: tuple[tuple[str, str], ...]  # each with the address of its clause
    labels: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    facts: tuple[SourceFact, ...] = ()
    stacking_stated: bool = False
    scope: tuple[str, ...] = ()  # what limits an award without a stated sum
    guarded: tuple[tuple[str, str, str], ...] = ()  # names of rows with a condition of their own and its clause
    automatic: bool = False  # 免申即享: nothing is applied for
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

    def nearness(self, fact: SourceFact, pieces: set[str], spoken_of: bool = False) -> float:
        """How much of a fact's subject stands in `pieces`, 0 to 1; what several facts share tells less.

        Where the topic was spoken of before, only what tells the fact from the others need be said.
        """
        if spoken_of and any(self._counts[gram] == 1 for gram in fact.grams & pieces):
            pieces = pieces | {gram for gram in fact.grams if self._counts[gram] > 1}
        total = self._totals[fact.subject]
        full = sum(1 / self._counts[gram] for gram in fact.grams & pieces) / total if total else 0.0
        name = fact.name_grams if self._names[fact.name] == 1 else set()
        return max(full, len(name & pieces) / len(name) if len(name) > 1 else 0.0)

    def rivalled(self, fact: SourceFact, pieces: set[str]) -> bool:
        """Whether `pieces` have what tells another fact of its kind from the rest, and nothing of the kind for this."""

        def told(one: SourceFact) -> bool:
            return any(self._counts[gram] == 1 for gram in one.grams & pieces)

        others = (
            one for one in self.facts if one.kind is fact.kind and one.unit == fact.unit and one.high != fact.high
        )
        return not told(fact) and any(map(told, others))

    @cached_property
    def _totals(self) -> dict[str, float]:
        return {fact.subject: sum(1 / self._counts[gram] for gram in fact.grams) for fact in self.facts}

    @cached_property
    def terms(self) -> set[tuple[FigureKind, object]]:
        """The terms, ages and dates that its words hold."""
        return {(figure.kind, figure.value) for figure in read_figures(self.words) if figure.kind in TERMS}

    @cached_property
    def parts(self) -> list[tuple[str, str, set[str]]]:
        """Each part of its passages, alone and with the part behind it, with its clause and its pieces."""
        found = []
        for text, path in self.passages:
            parts = [part for part in re.split("[，；。,;：]", text) if part]
            found += [(part, path, grams(part)) for part in parts]
            found += [(f"{one}，{two}", path, grams(f"{one}，{two}")) for one, two in pairwise(parts)]
        return found

    @cached_property
    def sentences(self) -> list[set[str]]:
        """The pieces of each sentence of its passages."""
        return [grams(part) for text, _ in self.passages for part in re.split("[；。;]", text) if part]

    @cached_property
    def digits(self) -> set[str]:
        return {significant(end) for fact in self.facts for end in (fact.low, fact.high) if end}

    @cached_property
    def words(self) -> str:
        return "\n".join([self.title, *(words for words, _ in self.passages)])

    @cached_property
    def names(self) -> set[str]:
        return names_in(self.words) | set(self.products)

    @property
    def once(self) -> bool:
        """Whether an award of it is given once."""
        return "首次" in self.scope or any("一次性" in fact.scope for fact in self.facts)

    @property
    def clause(self) -> str:
        return next((path for _, path in self.passages if path), "")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document: its names, its number, its issuers and its days."""

    title: str
    numbers: tuple[str, ...]  # its own, its index number and that of what it answers
    issuers: tuple[str, ...]
    days: tuple[tuple[str, datetime.date], ...]
    clause: str = ""  # where it is named
    first: str = ""  # its own first clause

    @cached_property
    def grams(self) -> set[str]:
        return grams(self.title)


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
    def heads(self) -> frozenset[str]:
        """Names that begin a statement: those in quotation marks, and what awards are for."""
        awards = {fact.subject for topic in self.topics for fact in topic.facts if fact.nature is Nature.AWARD}
        return frozenset(self.names) | awards

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Names that a text may write with characters of the same sound."""
        return frozenset(self.names) | {fact.name for topic in self.topics for fact in topic.facts}

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, float]]]:
        """The topics that hold a piece, by their place, with how much it counts there."""
        found = defaultdict(list)
        for place, topic in enumerate(self.topics):
            for gram in topic.grams | topic.own:
                found[gram].append((place, (gram in topic.grams) + 0.1 * (gram in topic.own)))
        return found

    @cached_property
    def _named(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for place, topic in enumerate(self.topics):
            for name in topic.names:
                found[name].append(place)
        return found

    @cached_property
    def _with_digits(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for place, topic in enumerate(self.topics):
            for digits in topic.digits:
                found[digits].append(place)
        return found

    def ranked(self, text: str, values: Iterable[object], before: Topic | None) -> list[tuple[float, Topic]]:
        """The topics by how much of a text's words they hold; those with one of the values and `before` too."""
        pieces = {piece for piece in self.pieces(text) if not piece[0].isdigit() and not piece[1].isdigit()}
        total, scores = self.weight(pieces), defaultdict(float)
        for piece in pieces & self._places.keys():
            weight = self.weight({piece}) / total
            for place, share in self._places[piece]:
                scores[place] += share * weight
        for place in {place for name, places in self._named.items() if name in text for place in places}:
            scores[place] += 0.2
        others = {place for value in values if value for place in self._with_digits.get(significant(value), ())}
        for place in others | ({self.topics.index(before)} if before else set()):
            scores[place] += 0.0
        return sorted(((scores[place], self.topics[place]) for place in sorted(scores)), key=lambda pair: -pair[0])

    def weight(self, pieces: set[str]) -> float:
        """The weight of pieces; one that no topic has weighs as much as a rare one, or less between known signs."""
        return sum(self._rarity.get(piece) or (1.5 if set(piece) <= self._signs else 2.0) for piece in pieces)

    @cached_property
    def _signs(self) -> set[str]:
        return {sign for gram in self._rarity for sign in gram}

    def share(self, part: set[str], whole: set[str]) -> float:
        """How much of `part` stands in `whole`, 0 to 1."""
        total = self.weight(part)
        return self.weight(part & whole) / total if total else 0.0
