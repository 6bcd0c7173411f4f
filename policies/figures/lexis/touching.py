"""Tokens whose neighbours are not understood lose their value: the safeguard of the reader.

Where digits, numerals, operators or another sum stand directly at a number and no rule consumed them, the number may
be a piece of another one (`5元5角`, `1，00万元`, `20万元×70%`, `1 5家` over two lines). Such a token keeps its place,
says which characters were not understood, and has no value. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from policies.figures.lexis.tokens import Token
from policies.figures.quantities import FigureKind

# What may not stand between two numbers unless a rule has read it.
_BETWEEN = re.compile("[点零〇半.·×÷*±=^+/ ~-]{1,3}")
_COMMA = "，"
_LEFT = "±÷≠≈^√×*½¼¾⅓⅔廿卅"
_RIGHT = re.compile("[×÷*^²³½¼¾⅓⅔半仟佰拾廿卅]|折(?![合旧算抵叠])|[0-9一二三四五六七八九][角分](?![类级值支])")
_TIMES_A_SHARE = (FigureKind.PERCENT, FigureKind.RATIO)
_ITEM_NUMBER = re.compile("[0-9]{1,2}(?:[、）]|\\.(?![0-9]))")
_ITEM_STARTS_AFTER = "。；：，（\t"


def checked(text: str, found: Sequence[Token]) -> list[Token]:
    """The same tokens; those that touch something unread have no value and say what it is."""
    unread: dict[int, str] = {}
    for index, token in enumerate(found):
        if words := _beside(text, token):
            unread[index] = words
        if index and (words := _clash(text, found[index - 1], token)) is not None:
            unread |= {index - 1: words, index: words}
    return [_without_value(token, unread[index]) if index in unread else token for index, token in enumerate(found)]


def _without_value(token: Token, unread: str) -> Token:
    return replace(token, value=None, unread=unread or token.unread)


def _beside(text: str, token: Token) -> str:
    """An operator or numeral directly at the token."""
    left, right = text[max(0, token.start - 1) : token.start], _RIGHT.match(text, token.end)
    share = token.unit is not None and token.unit.kind in _TIMES_A_SHARE
    if left and left in _LEFT and not (share and left in "×*"):
        return left
    return right[0] if right else ""


def _clash(text: str, first: Token, second: Token) -> str | None:
    """What stands between two tokens that cannot stand so close; None if they may."""
    gap = text[first.end : second.start]
    bare = first.unit is None and not first.spelled
    if gap == "":
        return None if first.worded or _side_by_side(text, first, second) else text[first.start : second.end]
    if gap == _COMMA:  # 1，00万元; 5万元，10万元 are two
        grouped = bare and first.value is not None and second.number[:1].isdigit()
        return text[first.start : second.start] if grouped else None
    if bare and gap in (".", ". ") and (first.start == 0 or text[first.start - 1] in _ITEM_STARTS_AFTER):
        return None  # 2. 50万元以上的
    listed = gap == "/" and _kind(first) is not None and _kind(first) is _kind(second)
    return gap if _BETWEEN.fullmatch(gap) and not listed else None


def _side_by_side(text: str, first: Token, second: Token) -> bool:
    """3年5万元 are two; 5元5 and 1万元零500元 may be one; 50万元2. is followed by an item number."""
    if second.unit is None:
        return bool(_ITEM_NUMBER.match(text, second.start)) and first.unit is not None
    return first.unit is not None and first.unit.kind is not second.unit.kind


def _kind(token: Token) -> FigureKind | None:
    return token.unit.kind if token.unit else None
