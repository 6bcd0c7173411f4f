"""What a figure is *for*: an award to get, a threshold to pass, a ratio, a target, a result, a number of things.

A wrong `award` promises money that is not there, so the rules that deny come first and an award needs words of giving near
it. Each rule looks at the masked words around a run of figures (see `context`) and returns the words that decided.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from policies.context import AMOUNT, ANY, OTHER, SHARE, Context
from policies.quantities import Bound, Kind


class Nature(StrEnum):
    AWARD = "award"  # 奖励标准: what the reader can get, credit limits and paid rates included
    THRESHOLD = "threshold"  # 门槛: what must be reached
    RATIO = "ratio"  # 比例: a share or rate that is neither
    TARGET = "target"  # 目标
    OUTCOME = "outcome"  # 成效
    COUNT = "count"  # 数量
    OTHER = "other"  # addresses, postcodes, ages, dates, periods, sizes of funds


Verdict = tuple[Nature, tuple[str, ...]]

# What is given.
_GIFT = (
    "奖励|奖补|奖金|奖|补助|补贴|资助|贴息|贴费|补偿|津贴|安家费|配套|扶持|返还|减免|减征|免征|加计扣除|经费|红包|"
    "资金支持|支持|消费券|服务券|创新券|抵扣|报销|慰问金|启动资金"
)
# Words after which a figure is given; 支持 and 配套 only when they govern it directly.
_GIVING = (
    "(?:贴息|补贴|补助|奖励|返还|资助|支持)(?:比例|标准|额度|金额|总额|率)|给予|予以|奖励|奖补|奖金|各奖|补助|补贴|资助|贴息|补偿|津贴|安家费|购房款|返还|减免|减征|减按|发放|支付|领取|可获得?|"
    "可申请|可享受|可扣减|抵减|抵免|最高可(?!上浮|提高|延长)|提供|配套|另奖|再奖|奖|授信|贷款额度|额度|生活费|启动资金|资金支持|扶持资金|经费"
)
_GIFT_SAID = "给予|予以|奖励|奖补|奖金|补助|补贴|资助|贴息|津贴|安家费|经费|补偿|返还"
_LENDING = "贷款|授信|可贷|额度|借款"
# What a threshold is measured in.
_MEASURED = (
    "营业收入|营收|收入|销售额|销售|产值|产出|增加值|投资额|投资|投入|税收|纳税额?|税额|应税|贡献|出口额?|进口额?|进出口额?|外资|"
    "注册资本金?|实收资本|实缴资本|资本|融资额?|估值|市值|交易额|成交额|合同额|合同金额|到账额?|贷款额|利润|资产|面积|费用|支出|"
    "增长率?|增幅|增速|增量|增加|每增|比例|比重|占比|占|持股|人数|缴纳|规模|购置额|总额|金额|产能|订单|原值|强度|价格|造价|负债率|"
    "保费|额|达到?|实现|完成|(?<!不)(?<!不得)(?<!未)超过?|满|突破|不低于|不少于|不足|低于|少于|高于|大于|多于|以上|在"
)
_ENTERPRISE_SHARE = "研发|营业|销售|主营|职工|员工|人员|大专|本科|持股|股权|纳税|增长|增速|增幅|利润率|负债率|收入"
_AWARDING = f"(?:{_GIVING}|{_GIFT}|{_LENDING}|最高|标准为|执行)"
_NOTE = r"(?:（[^（）]{0,8}）)?"
_BOUND_WORDS = rf"(?:{_NOTE}(?:及?其?以[上下]|及?以内)?{_NOTE})"


def _search(pattern: str, words: str) -> str:
    match = re.search(pattern, words)
    return match[0] if match else ""


def judge(context: Context) -> Verdict:
    """The figure's nature and the words that decided it (none where nothing did)."""
    kind = context.quantity.kind
    for rule in _RULES.get(kind, ()):
        verdict = rule(context)
        if verdict is not None:
            nature, words = verdict
            return nature, tuple(re.sub(ANY, "…", word) for word in words)
    return _DEFAULTS.get(kind, Nature.OTHER), ()


def _deciding(nature: Nature, *words: str) -> Verdict | None:
    """The verdict if every one of the words was found."""
    return (nature, words) if all(words) else None


# -- Thresholds -----------------------------------------------------------------------------------------------------


def _in_condition(context: Context) -> Verdict | None:
    """营业收入达到＊的，给予…: a clause that closes with 的 and is followed by what is given."""
    ending = _search(r"(?:的|的[一-鿿、]{1,12}|时|后)）?$", context.clause_right or "")
    if not re.search(r"(?:的|时|后|的(?:企业|项目|单位|机构|个人|人才|团队|平台))）?$", ending):
        return None
    rest = context.segment_right[len(context.clause_right) :]
    given_here = re.search(f"(?:给予|予以|奖励|发放|补贴|补助|最高)[^，{ANY[1:-1]}]{{0,12}}$", context.clause_left)
    return None if given_here else _deciding(Nature.THRESHOLD, ending, _search(_AWARDING, rest))


def _qualifying(context: Context) -> Verdict | None:
    """纳税＊以上的企业, 超过＊部分: the figure describes who or what is meant."""
    measured = _search(rf"(?:{_MEASURED})[^，。；{ANY[1:-1]}]{{0,10}}$", context.clause_left)
    described = _search(
        rf"^{_BOUND_WORDS}(?:的(?!{_GIFT}|比例|标准|额度|幅度|一次性|[^，。；、]{{0,10}}(?:{_GIFT}))|部分)",
        context.clause_right,
    )
    if _last_cue_gives(context) or re.search(r"的$", context.clause_left):
        return None
    return _deciding(Nature.THRESHOLD, measured, described)


def _bounded_behind(context: Context) -> Verdict | None:
    """＊以上, ＊以下 with nothing given before it in the clause."""
    bound = _search(rf"^{_NOTE}(?:单位|企业)?(?:及|（含）)?其?以[上下](?!的?(?:{_GIFT}))", context.clause_right)
    rest = context.segment_right
    if context.quantity.kind is not Kind.AMOUNT:
        if not re.search(rf"^{re.escape(bound)}的|{_GIVEN_LATER}", rest):
            return None
    return None if _last_cue_gives(context) else _deciding(Nature.THRESHOLD, bound)


def _exchanged(context: Context) -> Verdict | None:
    """＊奖励＊: the first is the occasion, the second the gift."""
    each = _search(f"每[^，。；{ANY[1:-1]}]{{0,8}}$", context.clause_left)
    if each and re.search(
        f"^[^，。；{ANY[1:-1]}]{{0,10}}(?:给予|奖励|补贴|补助)[^，。；{ANY[1:-1]}]{{0,8}}{ANY}", context.clause_right
    ):
        return _deciding(Nature.THRESHOLD, each)
    exchange = _search(
        rf"^{_BOUND_WORDS}(?:的|（[^（）]*）)?(?:，|部分)?(?:企业|项目)?(?:分别|再|另|可|一次性)*(?:给予|奖励|补贴|补助|资助|按)"
        rf"(?!期|总?额|标准|对象)[^，。；{ANY[1:-1]}]{{0,8}}{ANY}",
        context.segment_right,
    )
    given = re.search(f"(?:{_GIVING}|最高|不超过)[^，。；]*$", context.clause_left)
    return None if given else _deciding(Nature.THRESHOLD, exchange.strip(ANY[1:-1]))


def _measured_before_award(context: Context) -> Verdict | None:
    """年销售额＊，…给予: a business measure with what is given later in the sentence."""
    measured = _search(rf"(?:{_MEASURED})[^，。；{ANY[1:-1]}]{{0,10}}$", context.clause_left)
    if _last_cue_gives(context) or (context.quantity.kind is not Kind.COUNT and measured.endswith("的")):
        return None
    return _deciding(Nature.THRESHOLD, measured, _search(_GIVEN_LATER, context.segment_right))


_GIVEN_LATER = f"{_GIFT_SAID}|最高|额度"


def _measured_limit(context: Context) -> Verdict | None:
    """研发费用不低于＊, 资产负债率不高于＊ on their own, as in a list of conditions."""
    reached = re.search("(?:达到?|满)$", context.own_left) and not re.search(_REPORTED, context.sentence_left)
    if (context.quantity.bound in (Bound.EXACT, Bound.RANGE) and not reached) or _last_cue_gives(context):
        return None
    subject = _MEASURED if context.quantity.kind is Kind.AMOUNT else _ENTERPRISE_SHARE
    return _deciding(Nature.THRESHOLD, _search(rf"(?:{subject})[^，。；]{{0,16}}$", context.clause_left))


def _last_cue_gives(context: Context) -> bool:
    """Whether the word of giving stands nearer before the figure than any measure of business."""
    given = max((match.end() for match in re.finditer(_GIVING, context.clause_left)), default=0)
    measured = max((match.end() for match in re.finditer(_MEASURED_NOUN, context.clause_left)), default=0)
    return bool(given) and given >= measured


_MEASURED_NOUN = "|".join(
    word
    for word in _MEASURED.split("|")
    if word
    not in ("不低于", "不少于", "高于", "不足", "低于", "少于", "额", "总额", "金额", "在", "以上", "规模", "投资")
)


# -- Money and rates that are no award --------------------------------------------------------------------------------


def _base_of_a_share(context: Context) -> Verdict | None:
    """额度上限（＊）之和的110%: the amount is only what the share is taken of."""
    return _deciding(Nature.OTHER, _search(rf"^）?(?:之和)?的{SHARE}", context.clause_right))


def _fund_size(context: Context) -> Verdict | None:
    """The size of a fund or a budget is not money for one reader."""
    if re.search("给予|予以|奖励|补贴|补助|资助|最高", context.clause_left):
        return None
    size = _search(
        "总规模|资金规模|资金池|基金规模|预算|总投入|资金总量|资金总额|募集|注册资金规模", context.clause_left
    )
    fund = _search(
        r"^(?:以上|左右)?(?:的|作为|设立)?[一-鿿“”（）]{0,14}(?:引导资金|基金|专项资金|资金池|预算|专项经费|周转金)",
        context.clause_right,
    )
    words = size or fund
    return _deciding(Nature.OTHER, words)


def _instalment(context: Context) -> Verdict | None:
    """按应奖励额的＊, 分三年按＊拨付: how an award is paid out or shared, not how much it is."""
    paid = "拨付|兑付|兑现|分配|支付|发放|拨款|到位"
    whole_award = r"(?<!上级)(?<!省级)(?<!市级)(?<!国家级)(?:应奖励?|奖励|奖补|补助|补贴|资助|支持|扶持)(?:总?额|资金|金额|总金额|标准)(?:总额)?的?(?:比例)?$"
    stages = _search(
        f"分(?:{ANY}|[年期批次])|阶段|首期|首年|首次拨|第[一二三]年|剩余|余下|其余|先行|预拨|尾款",
        context.segment_left[-40:],
    )
    own = _search(whole_award, context.clause_left)
    if re.search("上级|国家|省|市", context.clause_left[-14:]):
        own = ""
    share = _search(rf"^(?:的?比例)?(?:进行|予以|给予)?(?:{paid})", context.clause_right)
    after = _search(rf"(?:{paid})$", context.clause_left)
    divided = _search(
        r"^(?:的?比例)?(?:进行|予以)?(?:分配|分担|承担|负担|分摊)|(?:承担|分担|负担|分摊|出资)$", context.clause_right
    )
    words = own or divided or _search("(?:承担|分担|负担|分摊|出资)$", context.clause_left)
    words = words or (stages if share or after or AMOUNT in stages else "")
    return _deciding(Nature.RATIO, words)


def _interest(context: Context) -> Verdict | None:
    """贷款利率不超过＊, LPR+＊: what a loan costs; not 按贷款利率的＊给予贴息."""
    if re.search(f"^{_BOUND_WORDS}[^，。；]{{0,10}}(?:{_GIFT_SAID})", context.clause_right):
        return None
    rate = _search(rf"(?:利率|费率|税率|LPR|年化)[^，。；的{ANY[1:-1]}]{{0,12}}$", context.clause_left)
    return None if re.search("贴息利率|贴息率|减按", context.clause_left) else _deciding(Nature.RATIO, rate)


def _rate(context: Context) -> Verdict | None:
    """占比, 利率, 容忍度: a rate stated for its own sake."""
    if _gift_right(context) or _last_cue_gives(context):
        return None
    before = _search(
        rf"(?:利率|费率|LPR|税率|年化|占比|比例|比重|份额|占|容忍度|代偿率|不良率|放大倍数|规模的|覆盖率)[^，。；{ANY[1:-1]}]{{0,24}}$",
        context.clause_left,
    )
    after = _search(
        rf"^{_BOUND_WORDS}的?[一-鿿]{{0,8}}(?:允许率|容忍度|容忍率|损失|利率|费率|股权|股份|份额)", context.clause_right
    )
    return _deciding(Nature.RATIO, before or after)


# -- Awards -----------------------------------------------------------------------------------------------------------


def _given_left(context: Context) -> Verdict | None:
    """给予…＊, 奖励企业＊, 补贴标准为每人＊."""
    if not _last_cue_gives(context):
        return None
    words = re.findall(_GIVING, context.clause_left)
    return _deciding(Nature.AWARD, words[-1])


def _gift_right(context: Context) -> Verdict | None:
    """＊的一次性奖励; not ＊企业给予奖励, where the figure says which enterprise."""
    gift = _search(
        rf"^{_BOUND_WORDS}[^，。；{ANY[1:-1]}]{{0,20}}?(?:{_GIFT})(?!期限|对象|资金管理)", context.clause_right
    )
    who = re.search(
        rf"(?:企业|项目|单位|机构|平台|团队|人才|人员|载体|园区)[^，。；]{{0,6}}(?:给予|予以|的|{_GIFT})", gift
    )
    governed = re.search(
        r"(?:按|给予|予以|奖励|补贴|补助|可|最高|不超过|安排|享受|一次性|每)[^，。；]*$", context.clause_left
    )
    if who and not governed:
        return None
    measured = re.search(rf"(?:{_MEASURED_NOUN})[^，。；{ANY[1:-1]}]{{0,4}}$", context.clause_left)
    if measured and not governed and not re.match("的?(?:一次性)?(?:奖|补|资助)", gift):
        return None
    return _deciding(Nature.AWARD, re.sub(rf"^{_BOUND_WORDS}的?", "", gift))


def _capped(context: Context) -> Verdict | None:
    """累计不超过＊, 额度最高＊ where the sentence gives or lends."""
    if context.quantity.bound is not Bound.CAP or re.search(_PAST, context.segment_left):
        return None
    if re.search(r"^(?:以[下内])?的(?:企业|单位|项目|个人|机构)|^以下", context.clause_right):
        return None
    said = re.search(rf"{_GIFT}|{_LENDING}", context.segment_left + context.segment_right) or re.search(
        rf"{_GIFT}|{_LENDING}", context.sentence
    )
    cap = context.quantity.bound_words[-1]
    business = re.search(
        r"(?:营业收入|营收|销售额|资产|注册资本|产值|面积|税额|利润)[^，。；]{0,8}$", context.clause_left
    )
    return None if business else _deciding(Nature.AWARD, cap, said[0] if said else "")


def _share_of(context: Context) -> Verdict | None:
    """按实际投入的＊: a rate of support when the sentence gives something."""
    base = _search(r"(?:按照?|参照|依照|以|对|不超过)[^。；]{0,60}$", context.clause_left)
    if re.search("达到?|占|不低于|不少于|分担|承担", base):
        return None
    given = _search(_GIFT_SAID, context.segment_right) or _search(_GIFT_SAID, context.segment_left)
    return _deciding(Nature.AWARD, _search("^(?:按照?|参照|依照|以|对|不超过)", base), given)


def _lent(context: Context) -> Verdict | None:
    """A credit limit: 可申请＊贷款."""
    credit = _search(
        r"(?:贷款|授信|借款|融资)[^，。；]{0,16}(?:最高|额度|上限|提高|可|不超过)[^，。；]{0,14}$", context.clause_left
    )
    loan = _search(r"^(?:以内|以下)?的?[一-鿿“”]{0,10}(?:贷款|授信|信用贷)(?!的|余额)", context.clause_right)
    offered = _search("给予|提供|可|最高|发放|申请", context.clause_left) if loan else ""
    return _deciding(Nature.AWARD, credit or (offered and loan))


def _listed(context: Context) -> Verdict | None:
    """奖励标准：一等奖＊、二等奖＊: what is given is said in the words before, or in the heading."""
    if re.search(rf"{_FUTURE}|{_PAST}", context.segment_left) or context.quantity.bound is Bound.FLOOR:
        return None
    measured = re.search(rf"(?:{_MEASURED_NOUN})[^，。；{ANY[1:-1]}]{{0,10}}(?<!的)$", context.clause_left)
    said = _search(_GIFT_SAID, context.segment_left) or _search(_GIFT_SAID, context.clause_right)
    if not said and context.quantity.per:
        said = _search(_GIFT_SAID, context.sentence)
    heading = _search(rf"(?:标准|{_GIFT_SAID})(?:为|如下|是)?：", context.sentence)
    return None if measured else _deciding(Nature.AWARD, said or heading)


# -- Targets and results ------------------------------------------------------------------------------------------------

_FUTURE = (
    "力争|争取|目标(?:为|是|：|达)|(?:总体|发展|工作|年度)目标|确保|计划|规划|预计|到20[0-9]{2}|"
    + f"到{OTHER}|将达到?|拟"
)
_PAST = (
    "截至|截止|近年来|以来|累计(?:发放|兑现|支持|投入|拨付|为|向|贷款|完成|引进|培育|实现|投放|获|帮助|减免|[^不最可]{0,4}企业)|"
    "已(?:累计|发放|兑现|经发|支持|投入|建成|完成|培育|达|有|引进|帮助|为|向|拨付)|共(?:发放|兑现|计发|投入|支持|为|发布)|"
    "带动|签约|成功获批"
)
_CHANGED = "压减|缩短|压缩|下降|降低|同比|环比"
_REPORTED = f"{OTHER}|全[国省市区县]|我[省市区县]"
_DONE = "新增|稳定在|达到?|完成|建成|建设|引进|培育|发放|累计|发布|印发[^，。；]{0,4}编|编印|组织|实现|获批|签约|服务|开展|举办|支持"


def _target(context: Context) -> Verdict | None:
    return _deciding(Nature.TARGET, _search(_FUTURE, context.segment_left))


def _result(context: Context) -> Verdict | None:
    """截至…已发放补贴＊: past, and so not to be had."""
    if re.search("给予|予以|最高|的，", context.segment_left) or re.search("给予|予以", context.segment_right):
        return None
    past = _search(_PAST, context.segment_left) or _search(_CHANGED, context.clause_left)
    return _deciding(Nature.OUTCOME, past or _search("截至|截止", context.sentence_left))


def _reported(context: Context) -> Verdict | None:
    """全市实现增加值＊: a result of the city or of a year."""
    return _done(context) if re.search(_REPORTED, context.sentence_left) else None


def _done(context: Context) -> Verdict | None:
    if re.search(_AWARDING, context.segment_right) or re.search("给予|予以|每年|不超过|最高|最多", context.clause_left):
        return None
    return _deciding(Nature.OUTCOME, _search(_DONE, context.clause_left))


# -- Periods ------------------------------------------------------------------------------------------------------------


def _period_required(context: Context) -> Verdict | None:
    """连续经营满＊的: a time to have passed before something is given."""
    required = _search("(?:满|不少于|不低于|至少|超过|达到?)$", context.own_left) or _search(
        "^及?以上", context.own_right
    )
    if re.search(r"期限?[^，。；]{0,6}$", context.clause_left):
        return None
    award_after = _search(rf"的|{_AWARDING}", context.segment_right)
    return _deciding(Nature.THRESHOLD, required, award_after)


_Rule = Callable[[Context], Verdict | None]
_THRESHOLDS: tuple[_Rule, ...] = (_in_condition, _exchanged, _qualifying)
_MONEY: tuple[_Rule, ...] = (
    _base_of_a_share,
    _result,
    _fund_size,
    *_THRESHOLDS,
    _bounded_behind,
    _given_left,
    _gift_right,
    _lent,
    _target,
    _measured_before_award,
    _capped,
    _measured_limit,
    _listed,
    _reported,
)
_SHARES: tuple[_Rule, ...] = (
    _result,
    _instalment,
    *_THRESHOLDS,
    _interest,
    _bounded_behind,
    _given_left,
    _gift_right,
    _capped,
    _share_of,
    _target,
    _measured_before_award,
    _measured_limit,
    _rate,
    _listed,
    _reported,
)
_RULES: dict[Kind, tuple[_Rule, ...]] = {
    Kind.AMOUNT: _MONEY,
    Kind.PERCENT: _SHARES,
    Kind.RATIO: _SHARES,
    Kind.COUNT: (*_THRESHOLDS, _bounded_behind, _result, _target, _measured_before_award, _measured_limit, _done),
    Kind.DURATION: (_period_required,),
}
_DEFAULTS = {Kind.PERCENT: Nature.RATIO, Kind.RATIO: Nature.RATIO, Kind.COUNT: Nature.COUNT}
