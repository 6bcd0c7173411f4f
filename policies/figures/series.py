"""Series of levels written by their ends: 三星级至五星级, 3A至5A级, A类—C类, 一至三等奖. Pure."""

import re

_ORDERS = ("一二三四五六七八九十", "123456789", "ABCDEFGH", "甲乙丙丁戊己")
_PREFIX = "[A-Z]"  # L1—L3级
_LEVEL = "星级|星|钻级?|A级|A|等奖|等次|等|类|级|档|层次|梯队|型|段|圈|批|叶级?|库|阶"
_SERIES = re.compile(
    rf"(?P<prefix>{_PREFIX})?(?P<first>[{''.join(_ORDERS)}])(?P<level>{_LEVEL})?[至到~-]{{1,2}}(?(prefix)(?P=prefix))(?P<last>[{''.join(_ORDERS)}])(?P<its>{_LEVEL})"
)


def written_out(text: str) -> str:
    """The text with every series as a list: 三星级、四星级、五星级."""
    return _SERIES.sub(_members, text)


def _members(match: re.Match[str]) -> str:
    for order in _ORDERS:
        first, last = order.find(match["first"]), order.find(match["last"])
        if min(first, last) < 0 or first == last:
            continue
        members = order[first : last + 1] if first < last else order[last : first + 1][::-1]
        return "、".join(f"{match['prefix'] or ''}{member}{match['its']}" for member in members)
    return match[0]
