"""Numbers as people type them into a box: 50万, 五十万元, 1.2亿, ¥500,000, 50w. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from policies.figures.lexis.numerals import read_number

YUAN_WORDS = ("元", "块", "块钱", "元整", "人民币", "元人民币")
_LETTER_FOR_WAN = re.compile(r"(?<=[0-9])[wW]$")
_SPACE = re.compile(r"(?<![0-9])\s+|\s+(?=[0-9]{3}(?![0-9]))|\s+(?![0-9])")  # not in 5 0
_DIGITS = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,20})?")


def typed_number(text: str, words: Sequence[str] = (), unit: int = 1) -> Decimal | None:
    """The number that `text` is, in the unit of its box; None if it is not exactly one number.

    `words` are the units that may stand behind it. `unit` is what 1 in the box is worth: 10000 in a box for 万元.
    There, 50 is 50 万元, and so are 50万 and 500000元: with 万, 亿 or 元 the number says itself what it is worth.

    >>> typed_number("1.2亿", YUAN_WORDS, 10_000), typed_number("50", YUAN_WORDS, 10_000), typed_number("约50万")
    (Decimal('12000'), Decimal('50'), None)
    """
    compact = _SPACE.sub("", unicodedata.normalize("NFKC", text).strip()).removeprefix("¥")
    sign = "-" if compact.startswith("-") else ""
    number = compact.removeprefix("-")
    word = next((word for word in sorted(words, key=len, reverse=True) if number.endswith(word)), "")
    number = _LETTER_FOR_WAN.sub("万", number.removesuffix(word))
    if number in ("万", "亿"):  # a number in a sentence (上万), but not in a box
        return None
    value = Decimal(number) if _DIGITS.fullmatch(number) else read_number(number)
    if value is None:
        return None
    says_its_worth = bool(word) or re.search("[万亿萬億]", number)
    return Decimal(f"{sign}{value}") / (unit if says_its_worth else 1)
