"""One way of writing for the reader of figures: widths, dashes, brackets, and spaces inside words.

Texts copied from PDF files or web pages break words and numbers with spaces (`给 予`, `200 万元`, `第 1 0 条`) and mix
full-width with half-width marks. The compact text has one form for each mark and remembers where every character
stood, so that a span found in it can be given as a span of the original. Pure.
"""

import re
from dataclasses import dataclass

_HALF_WIDTH = {chr(code + 0xFEE0): chr(code) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
_MARKS = {
    **dict.fromkeys("‐‑‒–—―─－−﹣", "-"),
    **dict.fromkeys("～〜∼˜", "~"),
    **dict.fromkeys("([〔【［﹙", "（"),
    **dict.fromkeys(")]〕】］﹚", "）"),
    **dict.fromkeys(":∶︰", "："),
    **dict.fromkeys('"「『〝＂', "“"),
    **dict.fromkeys("」』〞", "”"),
    **dict.fromkeys("％﹪", "%"),
    "．": ".",
    "／": "/",
    ";": "；",
    "?": "？",
    "!": "！",
    "､": "、",
    "￥": "¥",
    # The private characters which stand for figures in `context` must not come from outside.
    **dict.fromkeys("\ue000\ue001\ue002\ue003", "□"),
}
_FOLD = str.maketrans({**_HALF_WIDTH, **_MARKS})
_INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad"

# A comma is part of a number only before a group of three digits; any other comma parts clauses.
_CLAUSE_COMMA = re.compile(r",(?!(?<=[0-9],)[0-9]{3}(?![0-9]))")
# Spaces in a number: thousands (1 000), digits set apart (1 0), or one digit torn off after a word (共10 0家).
_TORN_NUMBERS = (
    re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])"),
    re.compile(r"(?<![0-9.,])[0-9](?: [0-9])+(?![0-9])"),
    re.compile(r"(?<=[一-鿿])(?:[0-9] [0-9]+|[0-9]+ [0-9])(?![0-9])"),
    re.compile(r"(?<=[一-鿿])[0-9](?: ?[0-9])* ?\. ?[0-9](?: ?[0-9])*"),
    re.compile(r"(?<![0-9])(?:19|20) [0-9]{2}(?=年)"),
)


@dataclass(frozen=True)
class Compact:
    """The compact form of a text; `origin[i]` is the place of its character i in the original."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span for a non-empty span of the compact text."""
        return self.origin[start], self.origin[end - 1] + 1


def compact(text: str) -> Compact:
    """Fold widths and marks, and drop the white space that does not part two numbers or Latin words."""
    folded = _CLAUSE_COMMA.sub("，", text.translate(_FOLD))
    kept = [index for index, char in enumerate(folded) if not _is_blank(char) or _parts_words(folded, index)]
    spaced = "".join(" " if _is_blank(folded[index]) else folded[index] for index in kept)
    torn = {place for pattern in _TORN_NUMBERS for place in _blanks_within(pattern, spaced, kept, folded)}
    pairs = [(char, index) for place, (char, index) in enumerate(zip(spaced, kept, strict=True)) if place not in torn]
    return Compact("".join(char for char, _ in pairs), tuple(index for _, index in pairs))


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _INVISIBLE


def _parts_words(text: str, index: int) -> bool:
    """Whether the blank here is the first of a gap between two ASCII letters or digits (`PCT 2023`)."""
    if index == 0 or _is_blank(text[index - 1]):
        return False
    after = text[index:].lstrip(_INVISIBLE + " \t\r\n\u3000\xa0")[:1]
    before = text[index - 1]
    return bool(after) and after.isascii() and before.isascii() and _in_word(before) and _in_word(after)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "."


def _blanks_within(pattern: re.Pattern[str], spaced: str, kept: list[int], original: str) -> list[int]:
    """Places of the blanks inside the pattern's matches, unless a line ends there: lines part numbers."""
    return [
        place
        for match in pattern.finditer(spaced)
        for place in range(match.start(), match.end())
        if spaced[place] == " " and original[kept[place]] not in "\r\n"
    ]
