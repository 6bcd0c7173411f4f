"""Rules for shares that nobody gets: who bears which part, when an award is paid, what a loan costs. Pure."""

import re

from policies.figures.context import AMOUNT, ANY, SHARE, Context
from policies.figures.natures.cues import BOUND_WORDS, GIFT_SAID, NO_FIGURE, Verdict, deciding, matched
from policies.figures.quantities import Bound, Nature

_GIVES_HERE = "给予|予以|补助|补贴|奖励|资助"
_PAID = "拨付|兑付|兑现|分配|支付|发放|拨款|到位"
_DIVIDED = "承担|共担|分担|负担|分摊|分享|分成|自筹|各出|列支"
_OWN_AWARD = "(?:应奖励?|奖励|奖补|补助|补贴|资助|支持|扶持)(?:总?额|资金|金额|总金额|标准)(?:总额)?的?(?:比例)?$"
_STAGES = (
    f"分(?:{ANY}|[年期批次阶])|阶段|首期|首年|首次拨|首批|首付|第[一二三四五]年|剩余|余下|其余|先行|先期|预拨|尾款|"
    f"连续{ANY}|逐年|按季|按年度|平均|先(?:兑|拨|付|发)|清算|结清|中期|后(?:再|予以)?(?:兑|拨|付|支付)"
)
_STAGE_PAID = "拨付|兑付|兑现|预拨|到账|付清|拨至|拨款|清算|结清|支付|首付|首期|首批|先期|发放"
_PAID_DOWN = "拨付|兑付|兑现|预拨|拨至|拨款|付清|到账|(?<!基金)(?<!财政)(?<!政府)(?<!实际)支付"
_IN_STAGES = f"分{NO_FIGURE}{{0,2}}{ANY}?{NO_FIGURE}{{0,6}}(?:{_STAGE_PAID})"
_SHARE_OF_WHOLE = (
    "(?:利率|费率|LPR|税率|年化|占比|比例|比重|份额|占|容忍度|代偿率|不良率|放大倍数|规模的|覆盖率)"
    f"{NO_FIGURE}{{0,24}}$"
)
_TOLERANCE = rf"^{BOUND_WORDS}的?[一-鿿]{{0,8}}(?:允许率|容忍度|容忍率|损失|利率|费率|股权|股份|份额)"


_YEAR_PAID = "当年|次年|首年|翌年|首期|首批|首笔|第[一二三四五]年|剩余|其余|余下|余款|年底|后"
_REST = "余款|尾款|剩余|余下|其余"
_PROPORTION_OF_TWO = (
    "(?:[与和]|同(?![期比类一年]))[^，。；与和同]{2,14}(?:之比|的?比例)"
    "(?:应|须)?(?:为|是|达到?|不低于|不高于|不少于|不超过)?$"
)


def base_of_a_share(context: Context) -> Verdict | None:
    """额度上限（＊）之和的110%: the amount is only what the share is taken of."""
    return deciding(Nature.OTHER, matched(rf"^）?(?:之和)?的{SHARE}", context.clause_right))


def divided(context: Context) -> Verdict | None:
    """由市财政承担＊: who bears which part."""
    behind = matched(
        rf"^(?:的?比例)?(?:进行|予以|共同|分别|各自)?(?:分配|{_DIVIDED})|(?:{_DIVIDED}|出资)$", context.clause_right
    )
    whose = matched("(?:中央|[省市区县乡镇](?:级|里)?(?:财政)?)(?:各|再)?出$", context.clause_left)
    if whose and AMOUNT in context.segment_left:
        return Nature.RATIO, (whose,)  # 每亩补＊，其中省级出＊
    before = matched(f"(?:{_DIVIDED.replace('|列支', '')}|出资)$|{_PROPORTION_OF_TWO}", context.clause_left)
    if before.endswith("出资") and context.quantity.bound is Bound.FLOOR:
        return None  # 须出资＊以上
    return deciding(Nature.RATIO, behind or before)


def instalment(context: Context) -> Verdict | None:
    """按应奖励额的＊, 分三年按＊拨付: when an award is paid, not how much it is."""
    own = matched(_OWN_AWARD, context.clause_left)
    # 按省级补助资金的＊给予配套 is an award: what it is a share of comes from elsewhere.
    if own and not re.search("上级|国家|省|市", context.clause_left[-14:]):
        return Nature.RATIO, (own,)
    behind = matched(rf"^(?:的?比例)?(?:进行|予以|给予|平均|分{ANY}|逐年|等额)?(?:{_PAID})", context.clause_right)
    before = matched(f"(?:{_STAGE_PAID})(?:剩余|其余|余下|总额|资金|奖励|补助|首期|的|至|应奖)*$", context.clause_left)
    adjoining = matched(f"(?:{_PAID_DOWN}|[先再续后]拨|先付)(?:约|其中)?$", context.clause_left)
    price = matched("支付[^，。；]{0,8}(?:价款?|货款|金额|款)的$", context.clause_left)
    if price and not re.match(GIFT_SAID, context.clause_right):
        return Nature.RATIO, (price,)
    part = matched("(?:预付|预拨)[^，。；]{0,10}的$", context.clause_left)
    later = matched(f"(?:{_REST}|次年|翌年)(?:的|部分)?$", context.clause_left)
    given_later = re.search(GIFT_SAID, context.clause_right)
    if later and not given_later and re.search(_STAGE_PAID, context.segment_left):
        part = later
    if adjoining and re.match("的|时", context.clause_right):
        adjoining = ""
    if adjoining or part:
        return Nature.RATIO, (adjoining or part,)
    stages = matched(_STAGES, context.segment_left[-40:] + context.clause_right)
    if stages and (behind or before):
        return Nature.RATIO, (stages, behind or before)
    if not re.search(rf"按|{_GIVES_HERE}", context.clause_left + context.clause_right):
        return deciding(Nature.RATIO, matched(_IN_STAGES, context.segment_left))
    return None


def instalment_sum(context: Context) -> Verdict | None:
    """奖励＊，认定当年兑现＊，次年兑现＊: parts of the sum before."""
    stage = matched(f"(?:{_YEAR_PAID})[^，。；]*(?:{_STAGE_PAID})$|(?:{_REST})(?:的|资金|部分)?$", context.clause_left)
    whole = matched(f"(?:{_GIVES_HERE})[^。；]*{AMOUNT}[^。；]*，", context.segment_left)
    return deciding(Nature.OTHER, stage, whole)


def interest(context: Context) -> Verdict | None:
    """贷款利率不超过＊, LPR+＊: what a loan costs; not 按贷款利率的＊给予贴息."""
    if re.search(f"^{BOUND_WORDS}[^，。；]{{0,10}}(?:{GIFT_SAID})", context.clause_right):
        return None
    if re.search("贴息(?:利率|率|年化|按年化)|减按", context.clause_left):
        return None
    rate = matched(
        rf"(?:不良率|代偿率|赔付率|逾期率|利率|费率|税率|LPR|年化)(?:(?!的){NO_FIGURE}){{0,12}}$", context.clause_left
    )
    return deciding(Nature.RATIO, rate)


def of_things(context: Context) -> Verdict | None:
    """不超过员工总数的＊: a share of people or things is no money."""
    return deciding(Nature.RATIO, matched("(?:人数|人员|员工|总数|数量|家数|户数|名额|面积)的$", context.clause_left))


def rate(context: Context) -> Verdict | None:
    """占比, 容忍度: a share stated for its own sake."""
    stated = matched(_SHARE_OF_WHOLE, context.clause_left) or matched(_TOLERANCE, context.clause_right)
    return deciding(Nature.RATIO, stated)
