"""Tokens to quantities: ranges (5万—10万元, 20万以上30万元以下) and lists that share a unit (20、10、5万元). Pure."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from policies.figures.lexis.numerals import whole
from policies.figures.lexis.tokens import NOTE, Token, tokens
from policies.figures.lexis.touching import checked
from policies.figures.lexis.units import YUAN, Unit
from policies.figures.quantities import Approximation, Bound, FigureKind, Quantity

_TO = re.compile(rf"(?:{NOTE})?(?:及?以上)?(?:-{{1,2}}|~{{1,2}}|至|到)(?:人民币)?")
_FROM = re.compile(rf"(?:{NOTE})?及?以上(?:{NOTE})?")
_UP_TO = re.compile(rf"(?:{NOTE})?(?:及?以下|以内)")
# 介于＊和＊之间; without 之间 the two are a list.
_AND = re.compile("[和与及、]")
# 标准上调，即由＊到＊ is an old and a new standard.
_CHANGED = re.compile("(?:[提上下]调|提高|涨|升|增|降|改)[^。；]{0,16}[由从]$")
_IN_LIST = re.compile(r"[、和及与或/]|以及")
_LIKEWISE = re.compile(
    r"及?以[上下][、，；]?|[，、；和及]?(?![^，、；]*(?:人口|覆盖|面积|规模|产量|惠及|服务|培训|达|户|家|[人场批]次))[^，、；。0-9]{1,6}"
)
_CLAUSE_ENDS = re.compile("[，、；。）]|$|及?以[上下内]|的?(?:奖|补|资助)")


def measures(text: str) -> list[Quantity]:
    """The numbers of a compact sentence, dates apart, as quantities still without bounds."""
    found = _share_units(text, list(tokens(text)))
    joined = _joined(text, found)
    kept = checked(text, [token for token, _ in joined])
    return [
        _quantity(text, token, low)
        for token, (_, low) in zip(kept, joined, strict=True)
        if token.unit is not None or not token.spelled or token.worded
    ]


def _joined(text: str, found: list[Token]) -> list[tuple[Token, Token | None]]:
    """Each token with the lower end where two are a range."""
    result: list[tuple[Token, Token | None]] = []
    index = 0
    while index < len(found):
        ends = _range(text, *found[index : index + 2]) if index + 1 < len(found) else None
        if ends is not None:
            low, high = ends
            result.append((replace(high, start=low.start, number=low.number), low))
        else:
            result.append((found[index], None))
        index += 1 if ends is None else 2
    return result


def _share_units(text: str, found: list[Token]) -> list[Token]:
    """Give the unit and scale of a list's last member to the bare numbers before it: 20、10、5万元."""
    for index in range(len(found) - 2, -1, -1):
        token, following = found[index], found[index + 1]
        listed = _IN_LIST.fullmatch(text, token.end, following.start)
        bare = token.unit is None and not token.spelled and token.value is not None
        if listed and bare and following.unit and not _numbers_an_item(text, token):
            found[index] = _with_unit_of(token, following)
    for index in range(1, len(found)):
        previous, token = found[index - 1], found[index]
        if _omits_yuan_too(text, previous, token):
            found[index] = replace(token, unit=YUAN)
    return found


def _omits_yuan_too(text: str, previous: Token, token: Token) -> bool:
    """博士补贴30万，硕士10万: the second leaves out 元 as the first does."""
    omitted = previous.unit == YUAN and text[previous.end - 1] in "万亿"
    alike = omitted and token.unit is None and token.value is not None and token.scale >= 10**4
    return bool(alike and _LIKEWISE.fullmatch(text, previous.end, token.start) and _CLAUSE_ENDS.match(text, token.end))


def _with_unit_of(token: Token, other: Token) -> Token:
    scale = other.scale if token.scale == 1 else 1
    return replace(token, unit=other.unit, value=token.value * scale * other.unit.factor, scale=token.scale * scale)


def _numbers_an_item(text: str, token: Token) -> bool:
    """`1、50万元以上` and `第2、3条`: the first number is an item's own."""
    return token.start == 0 or text[token.start - 1] in "第：。；，（\t"


def _range(text: str, first: Token, second: Token) -> tuple[Token, Token] | None:
    """Both ends in one unit, if the words between and behind make them a range."""
    two_sided = _FROM.fullmatch(text, first.end, second.start)
    limited = two_sided and _UP_TO.match(text, second.end)
    between = _AND.fullmatch(text, first.end, second.start) and text.startswith("之间", second.end)
    if not (limited or between or _TO.fullmatch(text, first.end, second.start)):
        return None
    if first.value is None or second.value is None or _CHANGED.search(text, max(0, first.start - 24), first.start):
        return None
    first, second = _with_common_unit(first, second)
    if first.unit is None or second.unit is None or first.unit.name != second.unit.name:
        return None
    if not first.value < second.value:
        return None
    return first, replace(second, end=limited.end()) if limited else second


def _with_common_unit(first: Token, second: Token) -> tuple[Token, Token]:
    """The unit may stand on one end only: 5—10万元, 5万—10万元, 百分之五至十."""
    if first.unit is None and second.unit:
        # 五至十万元: the numeral's own scale is that of the end, unless both are written out.
        return _with_unit_of(first, second), second
    if second.unit is None and first.shared:
        return first, replace(second, unit=first.unit, value=second.value * first.unit.factor)
    if second.unit is None and first.unit == YUAN and second.scale >= 10**4:  # 奖励10万—100万
        return first, replace(second, unit=YUAN)
    return first, second


def _quantity(text: str, token: Token, low: Token | None) -> Quantity:
    unit = token.unit or Unit(FigureKind.NUMBER, "")
    high = None if token.value is None else _stored(token.value, unit.kind)
    return Quantity(
        text=text[token.start : token.end],
        start=token.start,
        end=token.end,
        kind=unit.kind,
        low=_stored(low.value, unit.kind) if low and high is not None else high,
        high=high,
        unit=unit.name,
        bound=Bound.RANGE if low and high is not None else Bound.EXACT,
        approximation=Approximation.OVER if token.more and not low and high is not None else Approximation.NONE,
        per=token.per,
        worded=token.worded,
        unread=token.unread,
    )


def _stored(value: Decimal | Fraction, kind: FigureKind) -> int | Decimal | Fraction:
    return value if kind in (FigureKind.PERCENT, FigureKind.RATIO) else whole(value)
