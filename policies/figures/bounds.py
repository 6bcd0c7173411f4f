"""Caps, floors, approximations, 一次性 and 每…: the words around a number that say how it is meant. Pure."""

import re
from dataclasses import dataclass, replace

from policies.figures.context import ANY, Context
from policies.figures.lexis import each
from policies.figures.quantities import Approximation, Bound, FigureKind, Quantity

# Words between a limiting word and its number: no comma, and no other figure unless in brackets.
_GAP = rf"(?:（{ANY}）|(?!{ANY})[^，。；、：])"
_NOTE = r"(?:（[^（）]{0,8}）)?"
_NOT_A_CAP = "(?!一[项档级等个]|[档项]|等级|层次|级别|学历|人民|法院|的|者|额(?!度)|年龄|等次|荣誉|奖项)"


@dataclass(frozen=True)
class _Wording:
    """A way to say a bound; the first group of the pattern is the word to show."""

    pattern: re.Pattern[str]
    bound: Bound
    exclusive: bool = False
    approximation: Approximation = Approximation.NONE


_INCLUDED = "(?:（[^（）]{0,2}不?含[^（）]{0,6}）)?(?:人民币)?(?:每[一-鿿]{1,3})?"
_BEFORE = (
    _Wording(re.compile("(≥|>=|(?:大于|高于|多于|超过)或?等于|达到?或者?(?:超过|高于|大于))(?:人民币)?$"), Bound.FLOOR),
    _Wording(re.compile("(≤|<=|(?:小于|低于|少于)或?等于)(?:人民币)?$"), Bound.CAP),
    _Wording(re.compile(rf"(不得?超过?|未超过?|不超出|不得?高于|不得?多于|不大于|不突破){_GAP}{{0,40}}$"), Bound.CAP),
    _Wording(re.compile(rf"((?:最高|最多|至多|最大|顶格){_NOT_A_CAP}){_GAP}{{0,24}}$"), Bound.CAP),
    _Wording(
        re.compile(
            "((?:额度|奖励|补贴|补助|资助)?(?:上限|封顶额?|限额))(?:维持|保持|仍|设|定)?(?:为|是|至|在|：|（)*$"
        ),
        Bound.CAP,
    ),
    _Wording(
        re.compile(rf"(不得?低于|不得?少于|不小于|至少|最低(?!工资|生活|保障|档|社会保险|社保|缴费)){_GAP}{{0,24}}$"),
        Bound.FLOOR,
    ),
    _Wording(
        re.compile(rf"(低于|小于|少于|不足|不满|未满|未达到?|不到|不及|<){_INCLUDED}$"), Bound.CAP, exclusive=True
    ),
    _Wording(
        re.compile(rf"(超[过出]|突?破|高于|大于|多于|逾|超|>){_INCLUDED}$"),
        Bound.FLOOR,
        exclusive=True,
        approximation=Approximation.OVER,
    ),
)
_AFTER = (
    _Wording(re.compile(rf"^{_NOTE}(及?其?以上|起步|起(?=[奖补，。；、）]|$))"), Bound.FLOOR),
    _Wording(re.compile(rf"^{_NOTE}(及?其?以下|及?以内|之内|内(?!容|部|外|地|资|蒙|涵))"), Bound.CAP),
    _Wording(re.compile(rf"^{_NOTE}(?:的)?(封顶|为限|为上限|的?上限)"), Bound.CAP),
    # ＊≤投资额＜＊: the number comes first
    _Wording(re.compile("^(≤|<=)(?=[一-鿿])"), Bound.FLOOR),
    _Wording(re.compile("^(<)(?=[一-鿿])"), Bound.FLOOR, exclusive=True),
    _Wording(re.compile("^(≥|>=)(?=[一-鿿])"), Bound.CAP),
    _Wording(re.compile("^(>)(?=[一-鿿])"), Bound.CAP, exclusive=True),
    _Wording(re.compile("^(左右|上下)"), Bound.EXACT, approximation=Approximation.ABOUT),
)
_APPROXIMATE = (
    (re.compile(r"(大约|(?<![签合契预违履相])约|大概)(?:人民币)?$"), Approximation.ABOUT),
    (re.compile(r"(接近|将近|近)(?:人民币)?$"), Approximation.NEARLY),
)
# （含） and （不含） beside the number, or behind 以上, say whether it counts itself.
_COUNTS_BEFORE = re.compile("（[^（）]{0,2}?(不?含)[^（）]{0,6}）(?:人民币)?$")
_COUNTS_BEHIND = re.compile("^(?:及?以[上下内])?（(不?含)[^（）]{0,8}）")


# 每年按＊档分别补助＊: the period of what is given, whatever figures stand between.
_EACH_PERIOD = re.compile("(每年|每季度|每月)(?=按|分别|给予|予以|补助|补贴|奖励|奖补|资助|发放|定额|再给)")


def bounded(context: Context) -> Quantity:
    """The figure with what the words around it say about its bounds, its unit of award and whether it is paid once."""
    quantity = _approximated(context)
    if quantity.kind in (FigureKind.DATE, FigureKind.NUMBER):
        return quantity
    if quantity.kind in (FigureKind.AMOUNT, FigureKind.PERCENT, FigureKind.RATIO):
        # 一次性投入＊ is spent at once by the enterprise, not paid once by the city.
        once = bool(re.search("一次性(?!投入|投资|缴|付)", context.clause_left + context.clause_right))
        quantity = replace(quantity, one_off=once, per=_per(context) + quantity.per)
    return _limited(context, quantity)


def _approximated(context: Context) -> Quantity:
    quantity = context.quantity
    for pattern, approximation in _APPROXIMATE:
        # 近3年 is the last three years, not nearly three.
        match = pattern.search(context.own_left)
        if match and not (quantity.kind is FigureKind.DURATION and approximation is Approximation.NEARLY):
            return replace(quantity, approximation=approximation, bound_words=(match[1],))
    return quantity


def _limited(context: Context, quantity: Quantity) -> Quantity:
    if quantity.bound is Bound.RANGE or quantity.low is None:
        return quantity
    for wording, match in _wordings(context):
        approximation = quantity.approximation
        if wording.bound is Bound.CAP and approximation is Approximation.OVER:
            return quantity  # 最高10余万元: more than 10万元, and how much more is not said
        if wording.approximation is not Approximation.NONE:
            approximation = wording.approximation
        return replace(
            quantity,
            bound=wording.bound,
            exclusive=_is_exclusive(context, wording),
            low=None if wording.bound is Bound.CAP else quantity.low,
            high=None if wording.bound is Bound.FLOOR else quantity.high,
            approximation=approximation,
            bound_words=(*quantity.bound_words, match[1]),
        )
    return quantity


def _wordings(context: Context) -> list[tuple[_Wording, re.Match[str]]]:
    """Wordings that hold, the nearest first: before the figure itself, behind it, before its whole run."""
    places = ((_BEFORE, context.own_left), (_AFTER, context.own_right), (_BEFORE, context.clause_left))
    return [
        (wording, match)
        for wordings, words in places
        for wording in wordings
        if (match := wording.pattern.search(words))
    ]


def _is_exclusive(context: Context, wording: _Wording) -> bool:
    """Whether the number itself does not count: 超过; 500万元以上（不含500万元）; not 超过（含）."""
    match = _COUNTS_BEFORE.search(context.own_left) or _COUNTS_BEHIND.match(context.own_right)
    return match[1] == "不含" if match else wording.exclusive


def _per(context: Context) -> tuple[str, ...]:
    *earlier, own = re.split(ANY, context.own_left)
    # 每吨＊，最高＊: what is said in front of a list holds for its members in the same clause only.
    listed = each.before_figure(re.split(ANY, context.clause_left)[-1]) if earlier else ()
    told = (each.before_figure(own) or listed) + each.behind_figure(context.own_right)
    if not each.period(told) and (match := _EACH_PERIOD.search(context.clause_left)):
        told = (*told, match[1])
    return tuple(dict.fromkeys(told))
