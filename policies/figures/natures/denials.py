"""Rules that deny an award: what is no longer given, taken back, replaced, already had, or paid by the reader.

Each is a row of a table: a nature, words before the figure and words behind it, in the figure's own clause. Words of
giving between a denying word and the figure (取消限制并给予＊) end what the word reaches. Pure.
"""

import re
from dataclasses import dataclass

from policies.figures.context import ANY, Context
from policies.figures.natures.cues import NO_FIGURE, RAISED, Verdict
from policies.figures.natures.giving import giving
from policies.figures.quantities import FigureKind, Nature

# What a denying word reaches: the rest of its clause, up to a new beginning.
_REACH = "(?:(?!并|另|原则|同时给|[^不]而|后再|后给|的，|但)[^，。；])"
_LIMIT = "(?![低少超高多大小]|突破|改变)"
_NOT_GIVEN = (
    "不另(?!外)|不包括|不涵盖|不适用|不再(?!要求|收取|缴|受|需|作为|执行)|不予|不给|不发|不补|不奖|不享受|不兑现|不安排|不提供|不资助|不纳入|"
    f"不得{_LIMIT}|不能{_LIMIT}|"
    "不可(?:重复|同时|享受|申|领)|不重复(?![，。；的])|不设(?![上下]限|门槛|限)|停止|停发|暂停|暂缓|中止|终止|取消|撤销|"
    "废止|废除|删除|删去|剔除|去掉|无法|无权|放弃|失去|"
    "未(?:予|获得?|享受|领取)|并非|未必|不一定|未设|"
    "(?:没有|尚无|暂无|并无)(?![^，。；]*(?:给予|予以|[奖补]))|"
    f"不(?:对|向|为){NO_FIGURE}{{0,24}}(?:给予|提供|发放|进行|实施|安排|补|奖|资助|支持|兑现)"
)
_ENDED = (
    "退出|停办|删除|不再|不予|停止|停发|暂停|暂缓|中止|终止|取消|废止|作废|失效|不享受|不发放|不兑现|不执行|不实施|"
    "不适用"
)
_FROM_NOW = "(?:自[^，。；]{0,14}起|从[^，。；]{0,10}起|即日起|现|均|一律|已|将|同时)*"
_OFFER = "奖|补|资助|扶持|支持|政策|标准|规定|优惠|条款|待遇|津贴|资金|部分"
_TAKEN_BACK = (
    "[追收缴退交扣][回缴赔偿索]|[归偿缴]还|上缴(?!的?[利税])|退还(?!.{0,6}税)|扣发|核减|没收|罚款|罚金|赔偿|"
    "违约金|滞纳金|骗取|套取|"
    "冒领|多领|虚领|侵占|挪用|截留|(?:应当?|须|需|责令|要求|必须|主动|全部)(?:全额|全部|予以|按规定)?返还|"
    "(?<!可)(?<!依次)(?<!加计)(?<!税前)(?<!附加)(?<!定额)扣[减除](?!限额|标准)"
)
_FINED = "罚款|罚金|滞纳金|违约金|违法所得|赔偿金"
_RETURNED = (
    "(?:予以|应|须|需|全部|责令|依法|一并)+(?:[追收缴退交扣][回缴赔偿索]|[归偿缴]还|退还|没收|扣[减除]|核减|返还)"
)
_BEFORE_NOW = (
    "过去(?!(?:的|[\ue000-\ue003一二两三四五十几]))|原(?!材料|料|则|因|创|产|件|始|油|值|状|地|址|籍|名|价|矿|点|子|装|厂)|(?:此前|以往|过去|之前|旧|老|"
    "现行)的?(?:标准|规定|办法|政策|补|奖)|(?:调整|修订|修改|提标|提高|改革)前"
)
_HAD = (
    "(?:已|曾|先前|此前)经?(?:获|得|取得|享受|领|受|申领)(?:得|到|取|过)?|领取?过|享受过|获得过|得到过|"
    "已经?(?:贴息|贴补|减免|让利|退税|补|奖励|补助|补贴|资助|发放|拨付|兑现|支付|扣除)"
)
_FEES = (
    "收费|保险费|保费|报名费|会费|押金|保证金|定金|订金|租金|房租|售价|单价|总价|造价|均价|价格|起始价|起拍价|底价|地价|"
    "出让金|出让价|工资|薪酬|薪资|"
    "年薪|月薪|缴费基数|基数|成本|学费|票价|门票|手续费|服务费|检测费|管理费|工本费|电价|水价|气价|电费|水费|"
    "汇率|面值|票面|住宿费|"
    "费用|收费标准|人均收入|可支配收入"
)
_FEE_IS = (
    "(?:标准|上限|下限|金额|总额|额)?(?:现?调整)?(?:统一)?(?:为|是|：|按|不低于|不高于|不超过|不得低于|"
    "不得高于|从|由|约|每)?"
)
_PAID_BY_READER = (
    "缴纳|交纳|收取|缴存|缴付|自付|自筹|自缴|自负|自理(?!老)|"
    "自担|先[行期]?(?:缴|付|交|垫)|个人承担|企业承担|花费|耗资|实付"
)
_NO_GIFT = "^(?![^，。；]*(?:补|奖|资助|减免|返还|贴|报销))"
_EQUALS = "折合(?:人民币)?|约合|合人民币|相当于|折算(?:为|成)?|汇率(?:按|为)?|按汇率"


_TO_THE_TREASURY = "给?[省市区县镇乡]?(?:级|本级)?(?:财政|国库|政府|专户)"
_PAYERS = "[^，。；]*(?:财政|政府|基金|资金|[省市区县]级|局|厅|委)"
# Who broke a promise gives back: 未达到承诺的，按＊返还.
_BROKEN = re.compile(
    "(?:未(?:达到?|完成|履行|按|满|能)|违反|违约|弄虚作假|骗取|虚报|逾期|提前[退迁]|离[职岗任]|辞[职去]|解约|解除|注销|迁[出离]|[迁移]出|撤资|退出)[^。；]*，"
)
_LEVIED = re.compile("^的?(?:税率|费率|比例|标准)?(?:计算)?(?:征收|计征|[缴交]纳|收取|计收|加收|预缴|先[缴交])")
_GIVEN_BACK = re.compile("返还|退还|补缴|赔付|支付")


@dataclass(frozen=True)
class _Denial:
    """Words before and behind the figure that deny it; an empty pattern asks for nothing."""

    nature: Nature
    before: str = ""
    behind: str = ""
    kinds: tuple[FigureKind, ...] = (FigureKind.AMOUNT, FigureKind.PERCENT, FigureKind.RATIO)
    unless_paid: bool = False  # 补贴住宿费＊: the fee is what the award is for


_MONEY = (FigureKind.AMOUNT,)
_DENIALS = (
    # 取消＊的补贴, 不得享受＊; ＊的补贴不再执行, ＊的标准，自明年起停止执行
    _Denial(Nature.OTHER, before=f"(?:{_NOT_GIVEN}){_REACH}{{0,40}}$"),
    _Denial(Nature.OTHER, behind=f"^(?:(?![后且并但])[^，。；]){{0,24}}?(?:{_ENDED})(?!重复|另行|叠加)"),
    _Denial(
        Nature.OTHER,
        behind=f"^[^，。；]{{0,16}}(?:{_OFFER})[^，。；]{{0,8}}，{_FROM_NOW}(?:予以)?(?:不再(?:执行|实施|施行|适用|发放|兑现)|停止|废止|作废|失效|取消)",
    ),
    # ＊的补贴不在此列
    _Denial(Nature.OTHER, before="不在[^，。；]{0,24}$", behind="^[^，。；]{0,12}(?:之列|范围|之内)"),
    # 追回奖金＊, 处＊罚款, ＊补助资金予以收回
    _Denial(Nature.OTHER, before=f"(?:{_TAKEN_BACK}){_REACH}{{0,24}}$"),
    _Denial(Nature.OTHER, behind=f"^[^，。；]{{0,12}}(?:{_FINED})"),
    _Denial(Nature.OTHER, behind=f"^[^，。；]{{0,14}}{_RETURNED}"),
    _Denial(Nature.OTHER, behind=f"^[^，。；]{{0,14}}(?:返还|退还|交还){_TO_THE_TREASURY}"),
    _Denial(Nature.OTHER, behind="^的?(?:标准|比例)?(?:予以)?(?:扣减|扣除|核减)(?![^，。；]{0,8}(?:税|应纳))"),
    _Denial(
        Nature.OTHER,
        behind="^[^，。；]{0,6}(?:奖|补|资)[^，。；]{0,6}，"
        f"(?:由[^，。；]{{2,14}}?|应当?|须|依法|予以|全部|全额|责令其?|限[期时]|如数|及时|一并|{ANY})+"
        "(?:[追收缴退交扣][回缴赔偿索还]|清退)",
    ),
    # 报名费＊，由申请人自理
    _Denial(
        Nature.OTHER,
        behind=f"^，?由(?!{_PAYERS})[^，。；]{{1,10}}(?:缴纳|交纳|承担|支付|自理|自付|自担)(?:$|[，。；])",
        kinds=_MONEY,
    ),
    # 由＊提高到＊, 原每人＊, 在原＊基础上
    _Denial(
        Nature.OTHER,
        behind=f"^[^，。；{ANY[1:-1]}]{{0,14}}(?:{RAISED}){NO_FIGURE}{{0,4}}[到至为成]{NO_FIGURE}{{0,12}}{ANY}",
    ),
    # 从＊涨到＊, “＊”修订为“＊”
    _Denial(
        Nature.OTHER,
        before=f"(?:由|从){NO_FIGURE}{{0,10}}$",
        behind=f"^{NO_FIGURE}{{0,8}}[到至为成]{NO_FIGURE}{{0,12}}{ANY}",
    ),
    _Denial(Nature.OTHER, behind="^[^，。；]{0,6}”(?:的?(?:规定|内容))?(?:修订|修改|改|调整|变更)[为成]“"),
    _Denial(Nature.OTHER, before=f"(?:{_BEFORE_NOW}){NO_FIGURE}{{0,14}}$"),
    # 已获市级＊奖励的, 扣除已奖励的＊
    _Denial(Nature.OTHER, before=f"(?:{_HAD})(?:(?!的|给予|再|另|可|按)[^，。；]){{0,16}}的?$"),
    # 收费＊, 租金标准为每平方米＊, 报名费每人＊, 缴纳＊, 折合人民币约＊
    _Denial(
        Nature.OTHER,
        before=f"(?:{_FEES}){_FEE_IS}(?:每[^，。；{ANY[1:-1]}的]{{1,8}})?(?:不低于|不高于|为|约)?$",
        behind=_NO_GIFT,
        kinds=_MONEY,
        unless_paid=True,
    ),
    _Denial(Nature.OTHER, before=f"(?:{_PAID_BY_READER})(?:(?!补|奖|返|后|的|部分)[^，。；]){{0,8}}$", behind=_NO_GIFT),
    _Denial(Nature.OTHER, before=f"(?:{_EQUALS}|{ANY}(?:兑换?|等于))(?:人民币|约|为|按)*$", kinds=_MONEY),
    _Denial(Nature.OTHER, behind=f"^(?:兑换?|等于)(?:人民币|约)*{ANY}", kinds=_MONEY),
)
_COMPILED = [(denial, re.compile(denial.before or "$"), re.compile(denial.behind or "^")) for denial in _DENIALS]


def denied(context: Context) -> Verdict | None:
    """The first row of the table that holds."""
    for denial, before, behind in _COMPILED:
        if context.quantity.kind not in denial.kinds or (denial.unless_paid and _paid_for(context)):
            continue
        left = before.search(context.clause_left)
        right = behind.search(context.segment_right) if denial.behind else None
        if (left or not denial.before) and (right or not denial.behind):
            words = [match[0].strip(ANY[1:-1]) for match in (left, right) if match and match[0]]
            return denial.nature, tuple(words)
    return _given_back(context) or _had_already(context)


def _paid_for(context: Context) -> bool:
    """补贴住宿费＊; not 补贴后租金为＊."""
    given = giving(context)
    return bool(re.search("补|奖|助|报销|减免|抵", given)) and not re.search(f"{given}[后前]", context.clause_left)


def levied(context: Context) -> Verdict | None:
    """按＊征收, 按＊先交; not 减按＊征收."""
    words = _LEVIED.search(context.clause_right)
    if words is None or re.search("减|免", context.clause_left):
        return None
    return Nature.OTHER, (words[0],)


def _had_already(context: Context) -> Verdict | None:
    """已纳入＊的，＊补贴不叠加享受."""
    had = re.search("已[^，。；]{2,20}的，[^，。；]{0,16}$", context.segment_left)
    not_again = re.match("[^，。；]{0,8}(不再?(?:重复|叠加|另|累))", context.clause_right)
    return (Nature.OTHER, (had[0].strip(ANY[1:-1]), not_again[1])) if had and not_again else None


def _given_back(context: Context) -> Verdict | None:
    broken = _BROKEN.search(context.segment_left)
    returned = _GIVEN_BACK.search(context.clause_left + context.clause_right)
    if not (broken and returned) or context.quantity.kind not in _DENIALS[0].kinds:
        return None
    return Nature.OTHER, (broken[0].strip(ANY[1:-1]), returned[0])
