"""The numerals that Word writes itself before numbered paragraphs: 一、（一）1. … Pure."""

import re
from dataclasses import dataclass

import cn2an
from lxml import etree

from policies.intake.archive import attribute, children, first, local
from policies.intake.word.styles import OFF

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CHINESE = {
    *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "ideographDigital"),
    *("taiwaneseCountingThousand", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"),
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_PLACE = re.compile(r"%([1-9])")
_MOST = 9_999


@dataclass(frozen=True)
class _Level:
    pattern: str = ""
    form: str = "decimal"
    start: int = 1
    legal: bool = False
    style: str = ""
    restart: int | None = None


class Numbering:
    """The lists of a document; `numeral` counts on with every call."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._own: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[tuple[str, int]] = set()
        self._by_style: dict[str, tuple[str, int]] = {}
        for element in children(root) if root is not None else ():
            if local(element) == "abstractNum":
                self._levels[attribute(element, "abstractNumId")] = _levels(element)
            elif local(element) == "num":
                self._read_list(element)

    def _read_list(self, element: etree._Element) -> None:
        identifier = attribute(element, "numId")
        link = first(element, "abstractNumId")
        self._lists[identifier] = attribute(link, "val") if link is not None else ""
        for override in children(element):
            if local(override) != "lvlOverride":
                continue
            level = _integer(attribute(override, "ilvl"))
            start = first(override, "startOverride")
            if start is not None:
                self._starts.setdefault(identifier, {})[level] = _integer(attribute(start, "val", "1"), 1)
            self._own.setdefault(identifier, {}).update(_levels(override))
        for level, made in self._of(identifier).items():
            if made.style:
                self._by_style.setdefault(made.style, (identifier, level))

    def _of(self, identifier: str) -> dict[int, _Level]:
        return {**self._levels.get(self._lists.get(identifier, ""), {}), **self._own.get(identifier, {})}

    def level_of_style(self, style: str) -> int:
        """The level linked to a paragraph style, 0 where none is."""
        return self._by_style.get(style, ("", 0))[1]

    def numeral(self, identifier: str, level: int) -> str:
        """The numeral of the next paragraph of this list at this level; '' for bullets and unknown lists."""
        levels = self._of(identifier)
        made = levels.get(level)
        if made is None:
            return ""
        abstract = self._lists[identifier]
        counts = self._counts.setdefault(abstract, {})
        started = self._starts.get(identifier, {}).get(level)
        if started is not None and (identifier, level) not in self._seen:
            counts[level] = started
        else:
            counts[level] = counts.get(level, made.start - 1) + 1
        self._seen.add((identifier, level))
        for deeper in [one for one in counts if one > level and levels.get(one, _Level()).restart != 0]:
            del counts[deeper]
        if made.form in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda match: self._written(int(match[1]) - 1, levels, counts, made.legal), made.pattern)

    def _written(self, level: int, levels: dict[int, _Level], counts: dict[int, int], legal: bool) -> str:
        made = levels.get(level, _Level())
        number = counts.setdefault(level, made.start)
        return written(number, "decimal" if legal else made.form)


def written(number: int, form: str) -> str:
    """A number in one of Word's forms; those that no Chinese text uses come out in digits."""
    if not 0 <= number <= _MOST:
        return str(number)
    if form in _CHINESE:
        return cn2an.an2cn(number)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"):
        return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate(_FULL_WIDTH)
    if form in ("upperLetter", "lowerLetter") and number:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in ("ideographTraditional", "ideographZodiac") and number:
        signs = _STEMS if form == "ideographTraditional" else _BRANCHES
        return signs[(number - 1) % len(signs)]
    return str(number)


def _roman(number: int) -> str:
    made = ""
    for value, sign in (
        *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
        *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
    ):
        made += sign * (number // value)
        number %= value
    return made


def _levels(element: etree._Element) -> dict[int, _Level]:
    made = {}
    for child in children(element):
        if local(child) == "lvl":
            text = {local(one): one for one in children(child)}
            legal, restart = text.get("isLgl"), text.get("lvlRestart")
            made[_integer(attribute(child, "ilvl"))] = _Level(
                pattern=_value(text.get("lvlText")),
                form=_form(child, text.get("numFmt")),
                start=_integer(_value(text.get("start"), "1"), 1),
                legal=legal is not None and attribute(legal, "val", "1").lower() not in OFF,
                style=_value(text.get("pStyle")),
                restart=_integer(attribute(restart, "val")) if restart is not None else None,
            )
    return made


def _form(level: etree._Element, plain: etree._Element | None) -> str:
    """The form; newer files wrap it in AlternateContent, with the plain form for old programs."""
    if plain is None:
        plain = next((one for one in level.iter("*") if local(one) == "numFmt"), None)
    form = _value(plain, "decimal")
    custom = attribute(plain, "format") if plain is not None else ""
    return "decimalZero" if form == "custom" and custom.startswith("0") else form


def _value(element: etree._Element | None, default: str = "") -> str:
    return attribute(element, "val", default) if element is not None else default


def _integer(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else default
