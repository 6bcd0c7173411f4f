"""Numbers with their units in a compact sentence: the lexical step of reading figures.

A token is one number as written; `measures` joins tokens into ranges (5万—10万元) and lets the members of a list
share the unit of the last (20、10、5万元). Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from policies.figures.numerals import DIGITS, HAN, read_number, scale_of, whole
from policies.figures.quantities import Approximation, Bound, FigureKind, Quantity
from policies.figures.units import PATTERN, YUAN, Unit, unit_of

_NOTE = r"（(?:不?含|均?含税|税[前后]|不?包[括含]|人民币|试行)[^（）]{0,6}）"
_NUMBER = rf"(?:{DIGITS}(?:[十百千万亿]+{DIGITS})*[十百千万亿]*|[数几]?[{HAN}]+)"
_PART = r"[0-9]{1,3}(?:\.[0-9]{1,2})?"  # of a proportion, 1：0.5
_TOKEN = re.compile(
    rf"(?P<share>百分之|千分之|万分之)?¥?(?P<number>{_NUMBER})(?:(?P<more>[余多几来])(?P<scale>[万亿]*))?"
    rf"(?:{_NOTE})?(?P<unit>{PATTERN})(?:/(?P<each>人次|平方米|㎡|立方米|千瓦时|千瓦|[一-鿿])(?:[·/]?(?P<again>[人月年天日]))?(?![一-鿿]*/))?"
    rf"|(?P<share_only>百分之|千分之|万分之)(?P<share_number>{_NUMBER})"
    rf"|(?P<whole>[{HAN}]+|[0-9]+)分之(?P<part>[{HAN}]+|[0-9]+)"
    r"|(?<![0-9/.年])(?P<numerator>[0-9]{1,3})/(?P<denominator>[0-9]{1,3})(?![0-9/.])"
    rf"|(?<=按)(?P<ours>{_PART})：(?P<theirs>{_PART})(?![0-9：.])"
    rf"|(?<![0-9：.])(?P<ours_too>{_PART})：(?P<theirs_too>{_PART})(?=(?:[、和及或]{_PART}：{_PART})*的?(?:比例|配套|配比|给予|予以))"
    rf"|(?P<yen_only>¥)(?P<yen_number>{_NUMBER})"
    rf"|(?P<bare>{_NUMBER})"
)
_SHARES = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}
_TO = re.compile(rf"(?:{_NOTE})?(?:及?以上)?(?:-{{1,2}}|~{{1,2}}|至|到)(?:人民币)?")
_IN_LIST = re.compile(r"[、和及与或/]|以及")
_AWARDING = re.compile(
    r"(?:给予|奖励?|补助|补贴|资助|津贴|最高|不超过|经费|申请|申领|可贷|授信|贷款)[^，。；、0-9]{0,8}$"
)
_AWARDED = re.compile(r"的?(?:一次性)?(?:奖|补助|补贴|资助|经费|支持|津贴|购房|安家|贷款|授信)")
_NUMBER_LEFT_OF = re.compile(r"(?:近|超过?|约|上|逾|达|突破)$")
_ONE_IS_NO_NUMBER_AFTER = ("上", "下", "前", "后", "同", "某", "另", "进", "统")
_ONE_COUNTS_AFTER = re.compile(r"(?:每|满|于|超过|不足|至少|最多|达)$")


@dataclass(frozen=True)
class Token:
    """One number as written, before ranges and lists are seen."""

    start: int
    end: int
    value: Decimal | Fraction | None
    unit: Unit | None
    scale: int = 1
    more: bool = False  # 余, 多, 几: the number is a little more
    per: tuple[str, ...] = ()
    spelled: bool = False  # in Chinese numerals
    shared: bool = False  # 百分之 before the number


def measures(text: str) -> list[Quantity]:
    """The numbers of a compact sentence, dates apart, as quantities still without bounds."""
    tokens = _share_units(text, list(_tokens(text)))
    quantities: list[Quantity] = []
    index = 0
    while index < len(tokens):
        pair = tokens[index : index + 2]
        joined = _range(text, *pair) if len(pair) == 2 else None
        if joined is not None:
            quantities.append(joined)
        elif tokens[index].unit is not None or not tokens[index].spelled:
            quantities.append(_single(text, tokens[index]))
        index += 1 if joined is None else 2
    return quantities


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        token = _token(match)
        if not token.spelled or _means_a_number(text, token, match):
            yield _in_yuan(text, token)


def _token(match: re.Match[str]) -> Token:
    parts = match.groupdict()
    if parts["whole"] or parts["numerator"] or parts["ours"] or parts["ours_too"]:
        return _fraction(match)
    number = _number_in(match)
    scale_word = parts["scale"] or ""
    share = parts["share"] or parts["share_only"]
    value = read_number(number.lstrip("数几"))
    unit = Unit(FigureKind.PERCENT, "%", _SHARES[share]) if share else unit_of(match)
    return Token(
        start=match.start(),
        end=match.end(),
        value=None if value is None else Decimal(value) * scale_of(scale_word) * (unit.factor if unit else 1),
        unit=unit or (YUAN if parts["yen_only"] else None),
        scale=_shared_scale(number) * scale_of(scale_word),
        more=bool(parts["more"]) or number[0] in "数几",
        per=tuple(f"每{word}" for word in (parts["each"], parts["again"]) if word),
        spelled=_spelled(number),
        shared=bool(share),
    )


def _number_in(match: re.Match[str]) -> str:
    parts = match.groupdict()
    return parts["number"] or parts["share_number"] or parts["yen_number"] or parts["bare"]


def _shared_scale(number: str) -> int:
    """The scale that an earlier end may borrow: all of it in digits, only 万 and 亿 in numerals (五至十万元)."""
    return scale_of(re.search(r"[万亿]*$", number)[0]) if _spelled(number) else scale_of(number)


def _spelled(number: str) -> bool:
    return not number[0].isdigit()


def _fraction(match: re.Match[str]) -> Token:
    parts = match.groupdict()
    numerator = read_number(parts["part"] or parts["numerator"] or parts["ours"] or parts["ours_too"])
    denominator = read_number(parts["whole"] or parts["denominator"] or parts["theirs"] or parts["theirs_too"])
    proper = bool(numerator and denominator) and (not parts["numerator"] or numerator < denominator)
    return Token(
        start=match.start(),
        end=match.end(),
        value=Fraction(numerator) / Fraction(denominator) if proper else None,
        unit=Unit(FigureKind.RATIO, "") if proper else None,
    )


def _means_a_number(text: str, token: Token, match: re.Match[str]) -> bool:
    """Whether Chinese numerals are a number here, and not part of a word: 一次性, 万元, 第三年, “三支一扶”."""
    before = text[max(0, token.start - 2) : token.start]
    number = _number_in(match)
    if token.value is None or before[-1:] == "第" or (number == "一" and before[-1:] in _ONE_IS_NO_NUMBER_AFTER):
        return False
    if token.shared or token.more:
        return True
    if number in ("百", "千", "万", "亿"):
        return bool(_NUMBER_LEFT_OF.search(before))
    if token.unit is None:  # 五至十万元, 百分之五至十
        return bool(_TO.match(text, token.end) or _TO.fullmatch(before[-1:]))
    if token.unit.kind is FigureKind.COUNT and len(number) == 1:
        return before[-1:] != "“" and (number != "一" or bool(_ONE_COUNTS_AFTER.search(before)))
    return token.unit != YUAN or len(number) > 1


def _in_yuan(text: str, token: Token) -> Token:
    """`奖励50万` leaves out 元, which only the words around can tell."""
    if token.unit is not None or token.value is None or token.scale < 10**4:
        return token
    around = _AWARDING.search(text, max(0, token.start - 12), token.start) or _AWARDED.match(text, token.end)
    return replace(token, unit=YUAN) if around else token


def _share_units(text: str, tokens: list[Token]) -> list[Token]:
    """Give the unit and scale of a list's last member to the bare numbers before it: 20、10、5万元."""
    for index in range(len(tokens) - 2, -1, -1):
        token, following = tokens[index], tokens[index + 1]
        listed = _IN_LIST.fullmatch(text, token.end, following.start)
        bare = token.unit is None and not token.spelled and token.value is not None
        if listed and bare and following.unit and not _numbers_an_item(text, token):
            scale = following.scale if token.scale == 1 else 1
            tokens[index] = replace(
                token, unit=following.unit, value=token.value * scale * following.unit.factor, scale=token.scale * scale
            )
    return tokens


def _numbers_an_item(text: str, token: Token) -> bool:
    """`1、50万元以上` and `第2、3条`: the first number is an item's own."""
    return token.start == 0 or text[token.start - 1] in "第：。；，（"


def _range(text: str, first: Token, second: Token) -> Quantity | None:
    if not _TO.fullmatch(text, first.end, second.start):
        return None
    first, second = _with_common_unit(first, second)
    if first.unit is None or second.unit is None or first.unit.name != second.unit.name:
        return None
    if first.value is None or second.value is None or not first.value < second.value:
        return None
    single = _single(text, second)
    return replace(
        single,
        text=text[first.start : second.end],
        start=first.start,
        low=_stored(first.value, second.unit.kind),
        bound=Bound.RANGE,
        approximation=Approximation.NONE,
    )


def _with_common_unit(first: Token, second: Token) -> tuple[Token, Token]:
    """The unit may stand on one end only: 5—10万元, 5万—10万元, 百分之五至十."""
    if first.unit is None and second.unit and first.value is not None:
        scale = second.scale if first.scale == 1 else 1
        # 五至十万元: the numeral's own scale is that of the end, unless both are written out.
        return replace(first, unit=second.unit, value=first.value * scale * second.unit.factor), second
    if second.unit is None and first.shared and second.value is not None:
        return first, replace(second, unit=first.unit, value=second.value * first.unit.factor)
    if second.unit is None and first.unit == YUAN and second.scale >= 10**4:  # 奖励10万—100万
        return first, replace(second, unit=YUAN)
    return first, second


def _single(text: str, token: Token) -> Quantity:
    unit = token.unit or Unit(FigureKind.NUMBER, "")
    value = None if token.value is None else _stored(token.value, unit.kind)
    return Quantity(
        text=text[token.start : token.end],
        start=token.start,
        end=token.end,
        kind=unit.kind,
        low=value,
        high=value,
        unit=unit.name,
        approximation=Approximation.OVER if token.more else Approximation.NONE,
        per=token.per,
    )


def _stored(value: Decimal | Fraction, kind: FigureKind) -> int | Decimal | Fraction:
    return value if kind in (FigureKind.PERCENT, FigureKind.RATIO) else whole(value)
