"""Numbers as policy texts write them (1,000 · 1.5亿 · 一百二十 · 千亿 · 1亿2000万). Pure."""

import re
from decimal import Decimal
from itertools import pairwise

import cn2an

from policies.text.wording import plain

DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
HAN = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億"
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

# No sum in a budget is longer; what is longer is a serial number and has no value.
MAX_LENGTH = 24

_PART = re.compile(rf"({DIGITS})([十百千万亿]*)")
_ARABIC = re.compile(rf"{DIGITS}(?:[十百千万亿]+{DIGITS})*[十百千万亿]*")
_PLAIN_FORM = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億〇两", "一二三四五六七八九十百千万亿零二")


def read_number(text: str) -> int | Decimal | None:
    """The value of a number in digits, Chinese numerals or both; None if it is not a number that can be trusted.

    >>> read_number("1.5亿"), read_number("一百二十"), read_number("千亿")
    (150000000, 120, 100000000000)
    """
    if len(text) > MAX_LENGTH:
        return None
    if _ARABIC.fullmatch(text):
        return _read_arabic(text)
    return _read_han(text)


def scale_of(text: str) -> int:
    """What the scale words at the end of a number multiply by: 10000 for `5万`, 1 for `5`."""
    return _product(re.search(r"[十百千万亿]*$", text)[0])


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


def _read_arabic(text: str) -> int | Decimal | None:
    parts = [(Decimal(digits.replace(",", "")), _product(words)) for digits, words in _PART.findall(text)]
    # 1亿2000万 falls from part to part; 2万3亿 is no number.
    if any(following >= leading for (_, leading), (_, following) in pairwise(parts)):
        return None
    return whole(sum((number * scale for number, scale in parts), Decimal(0)))


def _product(words: str) -> int:
    product = 1
    for word in words:
        product *= SCALES[word]
    return product


def _read_han(text: str) -> int | None:
    """Chinese numerals by cn2an, which refuses a leading 千 or 百 and takes 三五 (three to five) for 35."""
    plain_form = text.translate(_PLAIN_FORM)
    digits_only = not re.search("[十百千万亿]", plain_form)
    if not plain_form or (digits_only and len(plain_form) not in (1, 4)):
        return None
    try:
        value = cn2an.cn2an(re.sub(r"^(?=[百千万亿])", "一", plain_form), "normal")
    except (ValueError, KeyError):  # KeyError: two scale words that do not combine, such as 百百
        return None
    return value if isinstance(value, int) else None
