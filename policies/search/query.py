"""A typed query as conditions on the tokens of the index (docs/adr/0005).

All words of a query must be found. A word is found by any of its wordings: itself, its synonyms, its reading.
A wording is found if all its tokens are. Pure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from policies.figures.lexis.numerals import read_number, short
from policies.search.pinyin import MARK, syllables
from policies.search.tokens import bigrams, is_han, normal, units, without_signs

LONGEST = 100  # characters; a longer query is cut, and the page says so
MOST_WORDINGS = 4
SUM = re.compile(
    "[零一二两三四五六七八九十百千]*[一二两三四五六七八九十百千][万亿]+|(?<![0-9.])[1-9][0-9]*0000(?![0-9.])"
)


class Term(NamedTuple):
    """One token of the index; with `prefix` every token that begins so."""

    token: str
    prefix: bool = False


Wording = tuple[Term, ...]


@dataclass(frozen=True)
class IndexCondition:
    """A condition in three levels: all words, of each word one wording, of each wording all terms."""

    words: tuple[tuple[Wording, ...], ...]

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
        return tuple(self._alike(word) for word in words(self.text))

    @cached_property
    def exact(self) -> IndexCondition:
        """The condition for results that contain every word."""
        return IndexCondition(tuple(tuple(_searched(wordings)) for wordings in self.wordings))

    @cached_property
    def near(self) -> IndexCondition:
        """The condition for near results: all Chinese characters in any order, a name that sounds like a word, or any
        bigram. 专特精新 finds 专精特新.
        """
        typed = words(self.text)
        parts = [units(word) for word in typed]
        han = dict.fromkeys(unit for part in parts for unit in part if is_han(unit))
        whole = [tuple(Term(unit, prefix=True) for unit in han)] if len(han) > 1 else []
        tokens = dict.fromkeys(token for part in parts for token in bigrams(part))
        heard = dict.fromkeys(_heard(word) for word, part in zip(typed, parts, strict=True) if _is_spoken(part))
        wordings = [*whole, *heard, *((Term(token),) for token in tokens)]
        return IndexCondition((tuple(wordings),) if wordings else ())

    def _alike(self, word: str) -> tuple[str, ...]:
        typed = without_signs(word)
        wordings = [typed, without_signs(_in_short(word))]
        for a, b in (map(without_signs, pair) for pair in self.synonyms):
            for wording, synonym in ((a, b), (b, a)):
                if wording and synonym and wording in typed:
                    wordings.append(typed.replace(wording, synonym))
        return tuple(dict.fromkeys(wordings))[:MOST_WORDINGS]


def _in_short(word: str) -> str:
    """The word with its sums in the form used in the content: 五十万 and 500000 become 50万."""
    return SUM.sub(lambda sum_: short(value) if (value := read_number(sum_[0])) else sum_[0], word)


def _is_spoken(word_units: list[str]) -> bool:
    """Whether the units may be a word typed by its sound: several, of which one at least is Chinese."""
    return len(word_units) > 1 and any(map(is_han, word_units))


def _heard(word: str) -> Wording:
    """The wording that finds names that sound like `word` from any character on: 小居人 finds 小巨人."""
    return (Term(MARK + "".join(syllables(word)), prefix=True),)


def words(text: str) -> list[str]:
    """The words of a query in normal form, separated by spaces, commas and the like."""
    return [word for word in re.split(r"[\s、,;]+", normal(text[:LONGEST])) if units(word)]


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
