"""A typed query as conditions on the tokens of the index (docs/adr/0005).

All words of a query must be found. A word is found by any of its wordings: itself, its synonyms, its reading.
A wording is found if all its tokens are. Pure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from policies.figures.lexis.numerals import read_number, short
from policies.search.pinyin import MARK, initials, syllables
from policies.search.question import GENERIC, subject_of
from policies.search.tokens import SPACED_SUM, bigrams, is_han, normal, units, without_signs
from policies.text.places import place_in

LONGEST = 100  # characters; a longer query is cut, and the page says so
MOST_WORDINGS = 6
MOST_MEANINGS = 12
SHORTEST_NAME = 3
PLAIN, MEANT = 3, 8  # weights of a bigram and of a meaning; a generic bigram has 1
SUM = re.compile(
    "[零一二两三四五六七八九十百千]*[一二两三四五六七八九十百千][万亿]+|(?<![0-9.])[1-9][0-9]*0000(?![0-9.])"
)
TEN_THOUSAND = re.compile("(?<=[0-9])w(?![a-z])")  # 50w


class Term(NamedTuple):
    """One token of the index; with `prefix` every token that begins so."""

    token: str
    prefix: bool = False


Wording = tuple[Term, ...]


@dataclass(frozen=True)
class IndexCondition:
    """A condition in three levels: all words, of each word one wording, of each wording all terms."""

    words: tuple[tuple[Wording, ...], ...]
    weights: tuple[int, ...] = ()  # of the wordings of the first word, where an order by likeness needs them

    def __bool__(self) -> bool:
        return bool(self.words)

    @cached_property
    def tsquery(self) -> str:
        """The condition in PostgreSQL's syntax. Tokens contain neither quotes nor backslashes."""
        return self._written("&", "|", lambda term: f"'{term.token}'" + (":*" if term.prefix else ""))

    @cached_property
    def fts5(self) -> str:
        """The condition in the syntax of SQLite's FTS5."""
        return self._written("AND", "OR", lambda term: f'"{term.token}"' + ("*" if term.prefix else ""))

    def _written(self, both: str, either: str, written) -> str:
        wordings = [[f" {both} ".join(map(written, wording)) for wording in word] for word in self.words]
        return f" {both} ".join("(" + f" {either} ".join(f"({wording})" for wording in word) + ")" for word in wordings)


@dataclass(frozen=True)
class Query:
    """A typed text and the pairs of synonyms."""

    text: str
    synonyms: tuple[tuple[str, str], ...] = ()

    @cached_property
    def wordings(self) -> tuple[tuple[str, ...], ...]:
        """Per word its wordings: itself, then its synonyms. They are also what results highlight."""
        return tuple(self.alike(word) for word in words(self.text))

    @cached_property
    def exact(self) -> IndexCondition:
        """The condition for results that contain every word."""
        return IndexCondition(tuple(tuple(_searched(wordings)) for wordings in self.wordings))

    @cached_property
    def subject(self) -> "Query":
        """The query for what a question is about, without the words that only ask."""
        return Query(subject_of(self.text, self._vocabulary) or self.text, self.synonyms)

    @cached_property
    def near(self) -> IndexCondition:
        """The condition for near results, with weights: what the words of the vocabulary mean, all Chinese characters
        in any order, a name that sounds like a word, or any bigram. 专特精新 finds 专精特新.
        """
        weighed: dict[Wording, int] = dict(self._mistyped)
        for meaning, of in self._meant.items():
            weighed[_terms(units(meaning))] = 2 * MEANT // (1 + of)
        place = place_in(normal(self.text))
        for token in self._pairs_of_units():
            weighed.setdefault((Term(token),), 1 if token in GENERIC or token in place else PLAIN)
        return IndexCondition((tuple(weighed),), tuple(weighed.values())) if weighed else IndexCondition(())

    def _pairs_of_units(self) -> Iterator[str]:
        """The bigrams of the words of the subject, and those across two words that stand side by side in the text."""
        subject = words(self.subject.text)
        kept = set("".join(subject))
        for word in (*subject, *words(self.text)):
            yield from (pair for pair in bigrams(units(word)) if set(pair) <= kept)

    @cached_property
    def heard(self) -> IndexCondition:
        """The condition for measures that hold a name that sounds like a word, of three characters or more."""
        wordings = tuple(_heard(word) for word in self._spoken) if len(units(self.text)) >= SHORTEST_NAME else ()
        return IndexCondition((wordings,) if wordings else ())

    def is_shuffled_in(self, text: str) -> bool:
        """Whether the text holds all Chinese characters of the subject side by side, in any order, with one between."""
        han = {unit for unit in units(self.subject.text) if is_han(unit)}
        near = len(han) + 1
        return len(han) >= SHORTEST_NAME and any(han <= set(text[at : at + near]) for at in range(len(text)))

    @cached_property
    def _mistyped(self) -> dict[Wording, int]:
        """All Chinese characters in any order, and the names that sound like a word, with their weights."""
        typed = words(self.subject.text)
        han = dict.fromkeys(unit for word in typed for unit in units(word) if is_han(unit))
        whole = {tuple(Term(unit, prefix=True) for unit in han): len(han)} if len(han) > 1 else {}
        return whole | {_heard(word): PLAIN * (len(units(word)) - 1) for word in self._spoken}

    @cached_property
    def _spoken(self) -> list[str]:
        """The words that may be typed by their sound."""
        typed = dict.fromkeys((*words(self.subject.text), *words(self.text)))
        return [word for word in typed if _is_spoken(units(word))]

    @cached_property
    def meanings(self) -> tuple[str, ...]:
        """What the words of the vocabulary that stand in the text mean: 发不出工资 means 贷款."""
        return tuple(self._meant)[:MOST_MEANINGS]

    @cached_property
    def _meant(self) -> dict[str, int]:
        """Each meaning of a word in the text, with the fewest meanings that such a word has."""
        typed = set(words(self.subject.text)) - GENERIC
        pairs = [(normal(a), b) for a, b in self.synonyms if normal(a) in typed and units(b)]
        number = Counter(a for a, _ in pairs)
        return {b: min(number[a] for a, other in pairs if other == b) for _, b in pairs}

    @property
    def narrowed(self) -> str:
        """What narrows the word of the vocabulary behind it and is unknown itself: 公积金 of 公积金贷款."""
        unknown, _, known = self.subject.text.rpartition(" ")
        is_one = known in self._vocabulary and f"{unknown}{known}" in normal(self.text)
        return unknown if is_one and len(units(unknown)) >= SHORTEST_NAME and unknown not in self._vocabulary else ""

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The words of the synonyms that stand in the text, and the place that it names."""
        typed = normal(self.text)
        words_known = {word for pair in self.synonyms for word in map(normal, pair) if word in typed}
        place = place_in(typed)
        return frozenset(words_known | {place, f"{place}市", f"{place}省"} if place else words_known)

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        """The pairs of synonyms in normal form, each also the other way round, as a reader may type either."""
        pairs = [(without_signs(a), without_signs(b)) for a, b in self.synonyms]
        return [(a, b) for a, b in (*pairs, *((b, a) for a, b in pairs)) if a and b]

    def alike(self, word: str) -> tuple[str, ...]:
        """The word, its sums in short, the words of the vocabulary that it is the pinyin of, and all their synonyms."""
        typed = without_signs(word)
        spelled = (
            [a for a, _ in self._pairs if typed in ("".join(syllables(a)), initials(a))] if _is_pinyin(typed) else []
        )
        known = dict.fromkeys((typed, without_signs(_in_short(word)), *spelled))
        longer = [b for a, b in self._pairs if a == typed and _abbreviates(a, b)]
        alike = [one.replace(a, b) for a, b in self._pairs for one in known if a in one]
        return tuple(dict.fromkeys(longer or (*known, *alike)))[:MOST_WORDINGS]


def _is_pinyin(typed: str) -> bool:
    return typed.isascii() and typed.isalpha() and len(typed) > 1


def _in_short(word: str) -> str:
    """The word with its sums in the form used in the content: 五十万 and 500000 become 50万."""
    word = TEN_THOUSAND.sub("万", word)
    return SUM.sub(lambda sum_: short(value) if (value := read_number(sum_[0])) else sum_[0], word)


def _abbreviates(short_form: str, long_form: str) -> bool:
    """Whether the characters of one stand in the other in order, beginning with the first: 高企, 高新技术企业."""
    rest = iter(long_form)
    return len(short_form) < len(long_form) and short_form[0] == long_form[0] and all(c in rest for c in short_form)


def _is_spoken(word_units: list[str]) -> bool:
    """Whether the units may be a word typed by its sound: several, of which one at least is Chinese."""
    return len(word_units) > 1 and any(map(is_han, word_units))


def _heard(word: str) -> Wording:
    """The wording that finds names that sound like `word` from any character on: 小居人 finds 小巨人."""
    return (Term(MARK + "".join(syllables(word)), prefix=True),)


def words(text: str) -> list[str]:
    """The words of a query in normal form, separated by spaces, commas and the like."""
    typed = SPACED_SUM.sub("", normal(text[:LONGEST]))
    return [word for word in re.split(r"[\s、,;]+", typed) if units(word)]


def _searched(wordings: Iterable[str]) -> Iterable[Wording]:
    for wording in wordings:
        word_units = units(wording)
        yield _terms(word_units)
        if len(word_units) == 1 and not is_han(word_units[0]):
            yield (Term(MARK + word_units[0], prefix=True),)


def _terms(word_units: list[str]) -> Wording:
    """The bigrams of a wording. A single unit, and a last one that may be unfinished, match as prefixes."""
    if len(word_units) == 1:
        return (Term(word_units[0], prefix=True),)
    tokens = bigrams(word_units)
    typing = not is_han(word_units[-1])
    return tuple(Term(token, prefix=typing and token is tokens[-1]) for token in dict.fromkeys(tokens))
