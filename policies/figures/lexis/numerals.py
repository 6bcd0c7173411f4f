"""Numbers as policy texts write them (1,000 · 1.5亿 · 一百二十 · 千亿 · 1万零500 · 一点五万).

The grammar, `scale` being 亿, 万, 千, 百 or 十 and always falling:

    number   = decimal scale* | part+
    part     = count scale? | 零
    count    = digits | one Chinese digit | number below the scale
    decimal  = number 点 digits

What the grammar does not derive has no value: nothing is guessed from the digits that could be read. Pure.
"""

import re
from decimal import Decimal
from itertools import pairwise

from policies.text.wording import plain

DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
HAN = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億"
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

# No sum in a budget is longer; what is longer is a serial number and has no value.
MAX_LENGTH = 24

_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_PLAIN_FORM = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億〇两", "一二三四五六七八九十百千万亿零二")
_ARABIC = re.compile(DIGITS)
_WITH_POINT = re.compile("([^点]+)点([零一二三四五六七八九]+|[0-9]+)([百千万亿]*)")
_POINTED = re.compile(rf"({DIGITS})([十百千万亿]*)")


def read_number(text: str) -> int | Decimal | None:
    """The value of a number in digits, Chinese numerals or both; None if it is not a number that can be trusted.

    >>> read_number("1.5亿"), read_number("一百二十"), read_number("千亿"), read_number("1万零500")
    (150000000, 120, 100000000000, 10500)
    """
    plain_form = text.translate(_PLAIN_FORM)
    if not plain_form or len(text) > MAX_LENGTH:
        return None
    point, pointed = _WITH_POINT.fullmatch(plain_form), _POINTED.fullmatch(plain_form)
    if point:
        value = _with_point(*point.groups())
    elif pointed:
        value = _scaled(_digits(pointed[1]), pointed[2])
    elif re.fullmatch("[零一二三四五六七八九]{4}", plain_form):  # a year
        value = Decimal("".join(str(_VALUES[digit]) for digit in plain_form))
    else:
        value = _falling(plain_form, "亿万千百十")
    return None if value is None else whole(value)


def scale_of(text: str) -> int:
    """What the scale words at the end of a number multiply by: 10000 for `5万`, 1 for `5`."""
    return _product(re.search(r"[十百千万亿]*$", text.translate(_PLAIN_FORM))[0])


def short(value: int | Decimal) -> str:
    """The number in digits with 万 or 亿 where that loses nothing: 50000 is 5万, 172000 is 17.2万, 123 is 123."""
    for word, scale in (("亿", 10**8), ("万", 10**4)):
        scaled = Decimal(value) / scale
        if scaled >= 1 and scaled * 100 == int(scaled * 100):
            return plain(scaled) + word
    return plain(value)


def whole(value: Decimal) -> int | Decimal:
    """An int where nothing is lost by it."""
    return int(value) if value == value.to_integral_value() else value


def _product(words: str) -> int:
    product = 1
    for word in words:
        product *= SCALES[word]
    return product


def _scaled(number: Decimal | None, words: str) -> Decimal | None:
    """`words` are scales that rise (3千万, 1.2万亿) or one alone; 2百百 is no number."""
    rising = all(SCALES[first] < SCALES[second] for first, second in pairwise(words))
    return number * _product(words) if number is not None and rising else None


def _digits(text: str) -> Decimal | None:
    """Digits with or without groups of thousands; 007 and 000 are no counts."""
    return None if re.match("0[0-9]", text) else Decimal(text.replace(",", ""))


def _with_point(before: str, after: str, scales: str) -> Decimal | None:
    """一点五万, 十二点五."""
    count = read_number(before)
    if not isinstance(count, int):
        return None
    fraction = "".join(str(_VALUES.get(digit, digit)) for digit in after)
    return _scaled(Decimal(f"{count}.{fraction}"), scales)


def _falling(text: str, scales: str) -> Decimal | None:
    """A number whose scales fall from part to part: 一亿二千万, 1万零500, 三百五."""
    if not scales:
        return _count(text)
    scale, lower = scales[0], scales[1:]
    count, found, rest = text.rpartition(scale)
    if not found:
        return _falling(text, lower)
    if scale in count:
        return None
    above = _counted(count, lower)
    below = None if rest in _VALUES and re.search("[0-9]", count) else _rest(rest, scale, lower)
    if above is None or below is None or below >= SCALES[scale] or (below and above % 1):
        return None
    return above * SCALES[scale] + below


def _counted(count: str, lower: str) -> Decimal | None:
    """What stands before a scale: 十 and 千亿 leave out 一; 零千 is no number."""
    value = _falling(count, lower) if count else Decimal(1)
    return value or None


def _rest(rest: str, scale: str, lower: str) -> Decimal | None:
    """What stands behind a scale: 零五十, 五千, 500. 一万五 is 15000; 1万5 and 1万五 could be either: no number."""
    if not rest:
        return Decimal(0)
    if rest.startswith("零"):
        return _falling(rest[1:], lower) if rest[1:] else None
    if rest in _VALUES:
        return Decimal(_VALUES[rest] * (SCALES[scale] // 10 if scale != "十" else 1))
    return None if re.fullmatch("[0-9]", rest) and scale != "十" else _falling(rest, lower)


def _count(text: str) -> Decimal | None:
    if text in _VALUES:
        return Decimal(_VALUES[text])
    return _digits(text) if _ARABIC.fullmatch(text) else None
