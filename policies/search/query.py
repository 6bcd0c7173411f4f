"""What somebody typed, as conditions on the tokens of the index (docs/adr/0005).

A query is words that must all be found; a word is found by any of its wordings (itself, its synonyms, its reading);
a wording is found where all its tokens are. Pure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from policies.figures.lexis.numerals import read_number, short
from policies.search.pinyin import MARK, syllables
from policies.search.tokens import bigrams, is_han, normal, units, without_signs

LONGEST = 100  # characters; the rest of a longer query is cut, and the page says so
MOST_WORDINGS = 4
SUM = re.compile(
    "[零一二两三四五六七八九十百千]*[一二两三四五六七八九十百千][万亿]+|(?<![0-9.])[1-9][0-9]*0000(?![0-9.])"
)


class Term(NamedTuple):
    """One token of the index, whole or as the beginning of one."""

    token: str
    prefix: bool = False


Wording = tuple[Term, ...]


@dataclass(frozen=True)
class IndexCondition:
    """Words of which all, wordings of which one, terms of which all must be there."""

    words: tuple[tuple[Wording, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def tsquery(self) -> str:
        """As PostgreSQL reads it; a token holds neither quotes nor backslashes."""
        return self._written("&", "|", lambda term: f"'{term.token}'" + (":*" if term.prefix else ""))

    @property
    def fts5(self) -> str:
        """As SQLite reads it."""
        return self._written("AND", "OR", lambda term: f'"{term.token}"' + ("*" if term.prefix else ""))

    def _written(self, both: str, either: str, written) -> str:
        wordings = [[f" {both} ".join(map(written, wording)) for wording in word] for word in self.words]
        return f" {both} ".join("(" + f" {either} ".join(f"({wording})" for wording in word) + ")" for word in wordings)


@dataclass(frozen=True)
class Query:
    """A typed text and the pairs of wordings that staff declared to be the same."""

    text: str
    synonyms: tuple[tuple[str, str], ...] = ()

    @cached_property
    def wordings(self) -> tuple[tuple[str, ...], ...]:
        """Per word its own units run together, then its synonyms': also what is marked in a result."""
        return tuple(self._alike(word) for word in words(self.text))

    @cached_property
    def exact(self) -> IndexCondition:
        """Every word."""
        return IndexCondition(tuple(tuple(_searched(wordings)) for wordings in self.wordings))

    @cached_property
    def near(self) -> IndexCondition:
        """All its Chinese characters in any order (专特精新 finds 专精特新), a name with the sound of a word,
        or any bigram.
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
    """The word with its sums as the entries write them: 五十万 and 500000 are 50万."""
    return SUM.sub(lambda sum_: short(value) if (value := read_number(sum_[0])) else sum_[0], word)


def _is_spoken(word_units: list[str]) -> bool:
    """Whether units are a word that one may have typed by its sound: of several, one at least Chinese."""
    return len(word_units) > 1 and any(map(is_han, word_units))


def _heard(word: str) -> Wording:
    """The names that have, from any character on, the sound of `word`: 小居人 finds 小巨人."""
    return (Term(MARK + "".join(syllables(word)), prefix=True),)


def words(text: str) -> list[str]:
    """The words of a query: what stands between spaces, commas and the like, in its normal form."""
    return [word for word in re.split(r"[\s、,;]+", normal(text[:LONGEST])) if units(word)]


def _searched(wordings: Iterable[str]) -> Iterable[Wording]:
    for wording in wordings:
        word_units = units(wording)
        yield _terms(word_units)
        if len(word_units) == 1 and not is_han(word_units[0]):
            yield (Term(MARK + word_units[0], prefix=True),)


def _terms(word_units: list[str]) -> Wording:
    """Bigrams; a single unit, and one being typed at the end, is the beginning of a token."""
    if len(word_units) == 1:
        return (Term(word_units[0], prefix=True),)
    tokens = bigrams(word_units)
    typing = not is_han(word_units[-1])
    return tuple(Term(token, prefix=typing and token is tokens[-1]) for token in dict.fromkeys(tokens))
