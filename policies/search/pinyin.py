"""Pinyin of titles and names, for searching (zjtx, xiaojuren) and for sorting. Pure."""

from functools import lru_cache
from itertools import groupby

from pypinyin import lazy_pinyin

from policies.search.tokens import is_han, units

LONGEST_READING = 12  # units that one typed reading may span
SORT_UNITS = 16
MARK = "^"  # begins tokens that are readings or names; no unit contains it


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """The reading of each unit of `text`. Letters and digits are their own reading."""
    readings: list[str] = []
    for han, run in groupby(units(text), key=is_han):
        alike = list(run)
        readings += (
            lazy_pinyin("".join(alike), errors=list) if han else alike
        )  # as a whole: 行 reads xing or hang by its word
    return tuple(readings)


def pinyin_keys(text: str) -> set[str]:
    """What can be typed to find `text`: from each unit on, the syllables joined, and their initials joined."""
    spoken, first = syllables(text), _initials(text)
    return {
        "".join(parts[start : start + LONGEST_READING]) for parts in (spoken, first) for start in range(len(spoken))
    }


def initials(text: str) -> str:
    """The initials of the whole text: 贷款 is dk."""
    return "".join(_initials(text))


def _initials(text: str) -> list[str]:
    return [initial(unit, syllable) for unit, syllable in zip(units(text), syllables(text), strict=True)]


def initial(unit: str, syllable: str) -> str:
    return syllable[:1] if is_han(unit) else syllable


def sort_key(text: str) -> str:
    """A key that sorts texts by pinyin under any collation. 0 separates syllables, as it sorts before letters."""
    return "0".join(syllables(text)[:SORT_UNITS])[:100]
