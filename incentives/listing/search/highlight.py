"""Where the words of a query stand in a text, for marking them. Pure."""

import unicodedata
from collections.abc import Iterable, Sequence

from policies.search.tokens import bigrams, units, without_signs


def highlighted(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it is to be marked; a word is found across the signs between its units."""
    letters, places = _letters(text)
    marked = [False] * len(text)
    for word in words:
        term = without_signs(word).replace(" ", "")
        at = letters.find(term) if term else -1
        while at >= 0:
            first, last = places[at], places[at + len(term) - 1]
            marked[first : last + 1] = [True] * (last + 1 - first)
            at = letters.find(term, at + 1)
    return _pieces(text, marked)


def bigrams_of(words: Iterable[str]) -> list[str]:
    """The bigrams of words: what is marked where a text only comes near."""
    return [bigram.replace("_", "") for word in words for bigram in bigrams(units(word))]


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters, digits and characters of `text` in their normal form, each with its place in `text`."""
    letters, places = [], []
    for place, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKC", sign).lower():
            letter = "点" if letter == "." else letter
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _pieces(text: str, marked: Sequence[bool]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    for sign, is_marked in zip(text, marked, strict=True):
        if pieces and pieces[-1][1] == is_marked:
            pieces[-1] = (pieces[-1][0] + sign, is_marked)
        else:
            pieces.append((sign, is_marked))
    return pieces
