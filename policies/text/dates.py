"""Dates as official texts write them: 2026-03-02, 2026年3月2日, 二〇二六年三月二日. Pure."""

import datetime
import re
import unicodedata

_DIGITS = {
    char: str(value)
    for value, chars in enumerate(("〇○零OoＯ０Ο", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_YEAR = r"[0-9]{4}|[〇○零OoΟ一二三四五六七八九]{4}"
_PART = "[0-9]{1,2}|[一二三四五六七八九十廿卅〇○零]{1,3}"
_DATE = re.compile(rf"({_YEAR})(?:[-/.]({_PART})[-/.]({_PART})|年({_PART})月({_PART})日?)(?:[T(（]?[0-9:]*[)）]?)?")
_LIKE = re.compile(rf"(?:{_YEAR})(?:年.*|[-/.][0-9]{{1,2}}([^0-9].*)?)")
_WRAPPING = "()（）[]【】"


def read_date(text: str) -> datetime.date | None:
    """The date that `text` is as a whole; None where it is none, or no day of the calendar."""
    match = _DATE.fullmatch(_bare(text))
    if match is None:
        return None
    year, *parts = filter(None, match.groups())
    try:
        return datetime.date(int("".join(_DIGITS.get(char, char) for char in year)), *map(_number, parts))
    except ValueError:
        return None


def is_like_a_date(text: str) -> bool:
    """Whether `text` means to be a date: 2026.3.2, 2026年13月, 2026年3月."""
    bare = _bare(text)
    return len(bare) < 24 and _LIKE.fullmatch(bare) is not None


def _bare(text: str) -> str:
    """The text in half-width signs, without white space and the brackets around it."""
    return unicodedata.normalize("NFKC", "".join(text.split())).strip(_WRAPPING)


def _number(text: str) -> int:
    """A month or a day: 12, 十二, 二十一, 〇三."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(_DIGITS.get(tens, "1") if tens else "1") * 10 + int(_DIGITS.get(ones, "0") if ones else "0")
    return int("".join(_DIGITS[char] for char in text))
