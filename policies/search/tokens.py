"""Chinese text as the tokens of the search index: bigrams of adjacent units (docs/adr/0005).

A unit is one Chinese character, one run of letters or one run of digits. All other characters are dropped, so that
专精特新“小巨人” equals 专精特新小巨人. Pure.
"""

import re
import unicodedata
from itertools import pairwise

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
UNIT = re.compile(rf"[{HAN}]|\d+|(?:(?![{HAN}])[^\W\d_])+")
ONE_HAN = re.compile(rf"[{HAN}]")
SIMPLE = str.maketrans("萬億", "万亿")  # the traditional characters in sums; others are found by their sound
LONGEST_UNIT = 40  # characters; longer units are cut, as index entries are limited


def normal(text: str) -> str:
    """The normal form of a text: half width, lower case, 3.5 as 3点5, 1,000 as 1000."""
    text = unicodedata.normalize("NFKC", text).lower().translate(SIMPLE)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return re.sub(r"(?<=\d)\.(?=\d)", "点", text)


def units(text: str) -> list[str]:
    """The units of `text` in order."""
    return [unit[:LONGEST_UNIT] for unit in UNIT.findall(normal(text))]


def is_han(unit: str) -> bool:
    return bool(ONE_HAN.fullmatch(unit))


def without_signs(text: str) -> str:
    """The units of `text` joined, with a space between two runs of letters or digits."""
    text_units = units(text)
    apart = ["" if is_han(a) or is_han(b) else " " for a, b in pairwise(text_units)]
    return "".join(unit + gap for unit, gap in zip(text_units, [*apart, ""], strict=False))


def bigrams(of: list[str]) -> list[str]:
    """Each unit joined with the next. Two runs are joined by `_`, since 2022 and 15 are not 202215."""
    return [a + b if is_han(a) or is_han(b) else f"{a}_{b}" for a, b in pairwise(of)]


def tokens(text: str) -> list[str]:
    """The tokens of `text` in the index: its bigrams and its last unit."""
    text_units = units(text)
    return bigrams(text_units) + text_units[-1:]
