"""Finds the words of a query in a text and marks them."""

import unicodedata
from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from policies.search.tokens import bigrams, units, without_signs


class Highlighter:
    """Marks the same words in any number of texts."""

    def __init__(self, words: Iterable[str]) -> None:
        terms = (without_signs(word).replace(" ", "") for word in words)
        self.terms = [term for term in dict.fromkeys(terms) if term]

    def html(self, text: str) -> str | SafeString:
        """`text` escaped, with the words in `<mark>`; without words the plain text, which the template escapes."""
        if not self.terms:
            return text
        pieces = self.pieces(text)
        return format_html_join(
            "", "{}", ((format_html("<mark>{}</mark>", piece) if is_marked else piece,) for piece, is_marked in pieces)
        )

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """`text` in pieces, each with whether it is marked; signs inside a word do not keep it from being found."""
        letters, places = _letters(text)
        marked = [False] * len(text)
        for term in self.terms:
            at = letters.find(term)
            while at >= 0:
                first, last = places[at], places[at + len(term) - 1]
                marked[first : last + 1] = [True] * (last + 1 - first)
                at = letters.find(term, at + 1)
        return _pieces(text, marked)


def bigrams_of(words: Iterable[str]) -> list[str]:
    """The bigrams of `words`, which are marked when a text only comes near the query."""
    return [bigram.replace("_", "") for word in words for bigram in bigrams(units(word))]


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters, digits and characters of `text`, normalised, and the place of each in `text`."""
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
