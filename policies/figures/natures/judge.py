"""What a figure is *for*: an award to get, a threshold to pass, a ratio, a target, a result, a number of things.

A wrong `award` promises money that is not there, so the rules that deny come first and an award needs words of giving
near it. Each rule looks at the masked words around a run of figures (`context`) and returns the deciding words. Pure.
"""

import re
from collections.abc import Callable

from policies.figures.context import ANY, SHARE, Context
from policies.figures.natures import awards, thresholds
from policies.figures.natures.cues import (
    AWARDING,
    BOUND_WORDS,
    CHANGED,
    DONE,
    FUTURE,
    GIFT_SAID,
    NO_FIGURE,
    PAST,
    REPORTED,
    Verdict,
    deciding,
    matched,
)
from policies.figures.quantities import FigureKind, Nature

_PAID = "拨付|兑付|兑现|分配|支付|发放|拨款|到位"
_DIVIDED = "承担|分担|负担|分摊"
_OWN_AWARD = "(?:应奖励?|奖励|奖补|补助|补贴|资助|支持|扶持)(?:总?额|资金|金额|总金额|标准)(?:总额)?的?(?:比例)?$"
_STAGES = f"分(?:{ANY}|[年期批次])|阶段|首期|首年|首次拨|第[一二三]年|剩余|余下|其余|先行|预拨|尾款"
_FUND = "总规模|资金规模|资金池|基金规模|预算|总投入|资金总量|资金总额|募集"
_FUND_BEHIND = (
    r"^(?:以上|左右)?(?:的|作为|设立)?[一-鿿“”（）]{0,14}(?:引导资金|基金|专项资金|资金池|预算|专项经费|周转金)"
)
_PLACE = r"(?:^|[，：]|(?<![近满续])[\ue003]，?)(?:我|全)[国省市区县镇乡](?!外|内|级)|GDP|生产总值"
_SHARE_OF_WHOLE = (
    "(?:利率|费率|LPR|税率|年化|占比|比例|比重|份额|占|容忍度|代偿率|不良率|放大倍数|规模的|覆盖率)"
    f"{NO_FIGURE}{{0,24}}$"
)
_TOLERANCE = rf"^{BOUND_WORDS}的?[一-鿿]{{0,8}}(?:允许率|容忍度|容忍率|损失|利率|费率|股权|股份|份额)"


def nature_of(context: Context) -> Verdict:
    """The figure's nature and the words that decided it (none where nothing did)."""
    kind = context.quantity.kind
    for rule in _RULES.get(kind, ()):
        verdict = rule(context)
        if verdict is not None:
            nature, words = verdict
            return nature, tuple(re.sub(ANY, "…", word) for word in words)
    return _DEFAULTS.get(kind, Nature.OTHER), ()


def _base_of_a_share(context: Context) -> Verdict | None:
    """额度上限（＊）之和的110%: the amount is only what the share is taken of."""
    return deciding(Nature.OTHER, matched(rf"^）?(?:之和)?的{SHARE}", context.clause_right))


def _fund_size(context: Context) -> Verdict | None:
    """The size of a fund or a budget is not money for one reader."""
    if re.search("给予|予以|奖励|奖补|补贴|补助|资助|最高|单个|单家|每家|同一", context.clause_left):
        return None
    spent = matched("(?:安排|统筹|投入)(?:资金)?$", context.clause_left)
    size = matched(_FUND, context.clause_left) or matched(_FUND_BEHIND, context.clause_right)
    return deciding(Nature.OTHER, size or (spent and matched("^(?:资金)?用于", context.clause_right)))


def _own_standard(context: Context) -> Verdict | None:
    """最低工资标准为＊, 处＊以下罚款: money that is neither given nor earned."""
    wage = matched("最低(?:月|小时)?工资(?:标准)?(?:为|是|：)?$", context.clause_left)
    return deciding(
        Nature.OTHER, wage or matched("罚款|罚金|违法所得|滞纳金", context.clause_left + context.clause_right)
    )


def _of_the_place(context: Context) -> Verdict | None:
    """我区GDP突破＊: a result of the place, where nothing is given."""
    if re.search(AWARDING, context.segment_right) or re.search(AWARDING, context.clause_left):
        return None
    return deciding(Nature.OUTCOME, matched(_PLACE, context.segment_left))


def _divided(context: Context) -> Verdict | None:
    """由市财政承担＊: who bears which part."""
    behind = matched(rf"^(?:的?比例)?(?:进行|予以)?(?:分配|{_DIVIDED})|(?:{_DIVIDED}|出资)$", context.clause_right)
    return deciding(Nature.RATIO, behind or matched(f"(?:{_DIVIDED}|出资)$", context.clause_left))


def _instalment(context: Context) -> Verdict | None:
    """按应奖励额的＊, 分三年按＊拨付: when an award is paid, not how much it is."""
    own = matched(_OWN_AWARD, context.clause_left)
    # 按省级补助资金的＊给予配套 is an award: what it is a share of comes from elsewhere.
    if own and not re.search("上级|国家|省|市", context.clause_left[-14:]):
        return Nature.RATIO, (own,)
    stages = matched(_STAGES, context.segment_left[-40:])
    paid = matched(rf"^(?:的?比例)?(?:进行|予以|给予)?(?:{_PAID})", context.clause_right) or matched(
        f"(?:{_PAID})$", context.clause_left
    )
    return deciding(Nature.RATIO, stages, paid)


def _interest(context: Context) -> Verdict | None:
    """贷款利率不超过＊, LPR+＊: what a loan costs; not 按贷款利率的＊给予贴息."""
    if re.search(f"^{BOUND_WORDS}[^，。；]{{0,10}}(?:{GIFT_SAID})", context.clause_right):
        return None
    if re.search("贴息利率|贴息率|减按", context.clause_left):
        return None
    rate = matched(rf"(?:利率|费率|税率|LPR|年化)(?:(?!的){NO_FIGURE}){{0,12}}$", context.clause_left)
    return deciding(Nature.RATIO, rate)


def _rate(context: Context) -> Verdict | None:
    """占比, 容忍度: a share stated for its own sake."""
    stated = matched(_SHARE_OF_WHOLE, context.clause_left) or matched(_TOLERANCE, context.clause_right)
    return deciding(Nature.RATIO, stated)


def _target(context: Context) -> Verdict | None:
    """力争突破＊."""
    return deciding(Nature.TARGET, matched(FUTURE, context.segment_left))


def _result(context: Context) -> Verdict | None:
    """截至…已发放补贴＊: past, and so not to be had."""
    if re.search("给予|予以|最高|的，", context.segment_left) or re.search("给予|予以", context.segment_right):
        return None
    past = matched(PAST, context.segment_left) or matched(CHANGED, context.clause_left)
    return deciding(Nature.OUTCOME, past or matched("截至|截止", context.sentence_left))


def _reported(context: Context) -> Verdict | None:
    """全市实现增加值＊: a result of the city or of a year."""
    return _done(context) if re.search(REPORTED, context.sentence_left) else None


def _done(context: Context) -> Verdict | None:
    """新增＊家, 印发＊本 where nothing is given for it."""
    if re.search(AWARDING, context.segment_right) or re.search("给予|予以|每年|不超过|最高|最多", context.clause_left):
        return None
    return deciding(Nature.OUTCOME, matched(DONE, context.clause_left))


# The first rule that returns a verdict decides.
_Rule = Callable[[Context], Verdict | None]
_DESCRIBED: tuple[_Rule, ...] = (thresholds.in_condition, thresholds.exchanged, thresholds.qualifying)
_MONEY: tuple[_Rule, ...] = (
    _base_of_a_share,
    _own_standard,
    _divided,
    _result,
    _fund_size,
    *_DESCRIBED,
    thresholds.bounded_behind,
    awards.given_before,
    awards.gift_behind,
    awards.standard,
    awards.lent,
    _target,
    thresholds.measured_before_award,
    awards.capped,
    awards.floored,
    _of_the_place,
    thresholds.measured_limit,
    awards.listed,
    _reported,
)
_SHARES: tuple[_Rule, ...] = (
    _result,
    _divided,
    _instalment,
    *_DESCRIBED,
    _interest,
    thresholds.bounded_behind,
    awards.given_before,
    awards.gift_behind,
    awards.capped,
    awards.share_of,
    _target,
    thresholds.measured_before_award,
    thresholds.measured_limit,
    _rate,
    awards.listed,
    _reported,
)
_THINGS: tuple[_Rule, ...] = (
    *_DESCRIBED,
    thresholds.bounded_behind,
    _result,
    _target,
    thresholds.measured_before_award,
    thresholds.measured_limit,
    _done,
)
_RULES: dict[FigureKind, tuple[_Rule, ...]] = {
    FigureKind.AMOUNT: _MONEY,
    FigureKind.PERCENT: _SHARES,
    FigureKind.RATIO: _SHARES,
    FigureKind.COUNT: _THINGS,
    FigureKind.DURATION: (thresholds.period_required,),
}
_DEFAULTS = {FigureKind.PERCENT: Nature.RATIO, FigureKind.RATIO: Nature.RATIO, FigureKind.COUNT: Nature.COUNT}
