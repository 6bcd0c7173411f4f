"""One way of writing for the reader of figures: widths, dashes, brackets, radicals, and spaces inside words.

Texts copied from PDF files or web pages break words and numbers with spaces (`给 予`, `200 万元`, `第 1 0 条`), mix
full-width with half-width marks and write characters as radicals (⼗ for 十). The compact text has one form for each
mark and remembers where every character stood, so that a span found in it can be given as a span of the original.

Digits that white space parts are one number only where nothing else can be meant; otherwise a blank stays between
them, and so does the border of a table cell. Pure.
"""

import re
import unicodedata
from dataclasses import dataclass

CELL = "\t"  # the border of a table cell

_HALF_WIDTH = {chr(code + 0xFEE0): chr(code) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
# Radicals and compatibility forms that Unicode calls the same as one character; the second block has no such rule.
_RADICALS = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for block in (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
    for code in block
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}
_SUPPLEMENT = dict(
    zip("⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻬⻮⻰", "母民虎西见角贝车长门青页风飞食马鱼鸟齐齿龙", strict=True)
)
_MARKS = {
    **dict.fromkeys("‐‑‒–—―─－−﹣", "-"),
    **dict.fromkeys("～〜∼˜", "~"),
    **dict.fromkeys("([〔【［﹙", "（"),
    **dict.fromkeys(")]〕】］﹚", "）"),
    **dict.fromkeys(":∶︰", "："),
    **dict.fromkeys('"「『〝＂', "“"),
    **dict.fromkeys("」』〞", "”"),
    **dict.fromkeys("％﹪", "%"),
    **dict.fromkeys("≧⩾≥", "≥"),
    **dict.fromkeys("≦⩽≤", "≤"),
    **dict.fromkeys("|｜¦", CELL),
    **dict.fromkeys("·•・‧", "·"),
    "＞": ">",
    "＜": "<",
    "＝": "=",
    "＋": "+",
    "＊": "*",
    "．": ".",
    "／": "/",
    ";": "；",
    "?": "？",
    "!": "！",
    "､": "、",
    "￥": "¥",
    "＄": "$",
    # The private characters which stand for figures in `context` must not come from outside.
    **dict.fromkeys("\ue000\ue001\ue002\ue003", "□"),
}
_FOLD = str.maketrans({**_HALF_WIDTH, **_RADICALS, **_SUPPLEMENT, **_MARKS})
_INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad"

# Groups of thousands. A full-width comma is taken for one only where a single group follows it (not 1，200，300).
_COMMA = re.compile(
    "((?<![0-9.,，])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|(?<![0-9.,，第件表图])[0-9]{1,3}，[0-9]{3}(?![0-9，,]))|,"
)
_GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9])")
# Spaces in a number: digits set apart (1 0), one digit torn off after a word (共10 0家), a point set apart (3 . 5).
_TORN = (
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
    """Fold widths and marks, and drop the white space that does not part two numbers, cells or Latin words."""
    folded = _with_one_comma(text.translate(_FOLD))
    kept = [index for index, char in enumerate(folded) if not _is_blank(char) or _parts_words(folded, index)]
    spaced = "".join(_gap(folded, index) if _is_blank(folded[index]) else folded[index] for index in kept)
    torn = _torn_places(spaced, kept, folded)
    pairs = [(char, index) for place, (char, index) in enumerate(zip(spaced, kept, strict=True)) if place not in torn]
    return Compact("".join(char for char, _ in pairs), tuple(index for _, index in pairs))


def _with_one_comma(text: str) -> str:
    """Commas of thousands in half width, all others in full width."""
    return _COMMA.sub(lambda match: match[1].replace("，", ",") if match[1] else "，", text)


def _is_blank(char: str) -> bool:
    return char != CELL and (char.isspace() or char in _INVISIBLE)


def _parts_words(text: str, index: int) -> bool:
    """Whether the blank here is the first of a gap between two ASCII letters or digits (`PCT 2023`)."""
    if index == 0 or _is_blank(text[index - 1]):
        return False
    after = text[_gap_end(text, index) :][:1]
    before = text[index - 1]
    return bool(after) and after.isascii() and before.isascii() and _in_word(before) and _in_word(after)


def _gap_end(text: str, index: int) -> int:
    while index < len(text) and _is_blank(text[index]):
        index += 1
    return index


def _gap(text: str, index: int) -> str:
    """A wide gap between two digits on one line is the border of two cells."""
    end = _gap_end(text, index)
    gap = text[index:end].strip(_INVISIBLE)
    digits = text[index - 1].isdigit() and text[end].isdigit()
    wide = (len(gap) > 1 or "\u3000" in gap) and not re.search(r"[\r\n]", gap)
    return CELL if digits and wide else " "


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "."


def _torn_places(spaced: str, kept: list[int], original: str) -> set[int]:
    """Places of the blanks that stand inside one number."""
    prose = re.search("[，。；]", spaced)
    matches = [match for pattern in _TORN for match in pattern.finditer(spaced) if _is_torn(match, kept, original)]
    matches += [
        match for match in _GROUPED.finditer(spaced) if prose or " 0" in match[0] or _is_torn(match, kept, original)
    ]
    return {
        place
        for match in matches
        for place in range(match.start(), match.end())
        if spaced[place] == " " and original[kept[place]] not in "\r\n"  # lines part numbers
    }


def _is_torn(match: re.Match[str], kept: list[int], original: str) -> bool:
    """Whether the digits follow their word at once, or every character stands apart; else they may be two cells."""
    start = kept[match.start()]
    apart = start > 0 and _is_blank(original[start - 1])
    return not apart or (start < 3 or _is_blank(original[start - 3]))
