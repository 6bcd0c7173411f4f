"""Rules that tell an award (奖励标准): money or a paid rate that the reader can get, credit limits included. Pure."""

import re

from policies.figures.context import ANY, Context
from policies.figures.natures.cues import (
    BOUND_WORDS,
    FUTURE,
    GIFT,
    GIFT_SAID,
    LENDING,
    MEASURE,
    NO_FIGURE,
    PARTY,
    PAST,
    RAISED,
    Verdict,
    deciding,
    matched,
    measured_by,
)
from policies.figures.natures.giving import giving, said_before
from policies.figures.natures.parties import taken_last
from policies.figures.quantities import Bound, Nature

_GIFT_BEHIND = rf"^{BOUND_WORDS}{NO_FIGURE}{{0,20}}?(?:{GIFT})(?!期限|对象|资金管理)"
# What may be said of a gift behind its sum: nothing, who gets it, how it is paid; not that it ends or is refused.
_GIVES_ON = re.compile(
    "(?:差额|部分|资金|款|[金费券包]|项目|政策|扶持|支持|奖励|补[贴助]|标准|额度|[上下]限|总额|等|、|的|（[^（）]*）)*"
    f"(?:$|{ANY}|[，。；：？！和及与并或但且后时]|[一-鿿]{{0,3}}(?:给予|发放|兑现|兑付|拨付|支付|享受|领取|返还|支持|用于|一次性|直接|到账)"
    f"|补[足齐发]|计[算发]|{PARTY}|[由按经以可将分每从不超最累至其对给予再另均]|企业|单位|项目|机构|个人|人员|人才|团队|平台|园区|基地|应纳|所得)"
)
# ＊企业给予奖励: the figure says which enterprise.
_RECIPIENT = rf"(?:企业|项目|单位|机构|平台|团队|人才|人员|载体|园区)[^，。；]{{0,6}}(?:给予|予以|的|{GIFT})"
_GOVERNED = r"(?:按|给予|予以|奖励|补贴|补助|可|最高|不超过|安排|享受|一次性|每)[^，。；]*$"
_SIZE = r"(?:营业收入|营收|销售额|资产|注册资本|产值|面积|税额|利润)[^，。；]{0,8}$"
_RELIEVED = "贴补|补贴|补助|减免|免除|免[征收费缴]|返还|奖励|资助|贴息|报销|退税|退付|抵扣|补偿|配套"
_BASIS = "按照?|参照|依照|以|对|不超过|给予|予以"
_PAID_BEFORE = "先[行期]?[^，。]{0,4}?[付交缴垫支]|垫[付资支]"
_OWN_PART = f"(?:^|，)(?:(?!财政|政府|级){NO_FIGURE}){{2,20}}?(?:承担|负担|缴纳?|交纳?|出|付|支付){ANY}"
# Short verbs that say nothing of the giver: a public body gives.
_PUBLIC_GIVES = "(?:财政|政府|[局委]|管委会|[省市区县镇]里)(?:还|再|另|可|则|直接)*(?:给|返|贴|补|奖|发|送)$"
_CREDIT = r"(?:(?<!再)贷款|授信|借款|融资)[^，。；]{0,16}(?:最高|额度|上限|提高|可|不超过)[^，。；]{0,14}$"
_RECOGNISED = (
    f"^(?:对|凡)?(?:新|首次|当年|初次)(?:认定|获评|评为|评定|获批|入选|通过|获得|取得|列入|备案)的?{NO_FIGURE}{{2,30}}$"
)
_HEADING = f"(?:(?:{GIFT_SAID})(?:标准|额度|金额|比例|设置|档次|等次|细则|明细)?|(?:扶持|支持)(?:标准|额度))：?\\n"
_IN_CLASSES = (
    f"(?:分[为成]?(?:{ANY}|[两二三四五六七八九十][类档级种])|(?:按|依)[^，。；：]{{0,10}})?"
    "(?:发放|给予|执行|计发|计算)?"
)
_LOAN = r"^(?:以内|以下)?的?[一-鿿“”]{0,10}(?:贷款|授信|信用贷)(?!的|余额)"


def given_before(context: Context) -> Verdict | None:
    """给予…＊, 奖励企业＊, 补贴标准为每人＊."""
    return deciding(Nature.AWARD, giving(context))


def gift_behind(context: Context) -> Verdict | None:
    """＊的一次性奖励."""
    gift = matched(_GIFT_BEHIND, context.clause_right) or matched("^补$", context.clause_right)
    if not gift and matched("(?:享受|可得)$", context.clause_left):
        gift = matched("^[一-鿿]{1,6}[费金款券补](?=$|[，。；])", context.clause_right)  # 享受＊开办费
    if _is_dealt_with(context):
        return None
    if not re.search(_GOVERNED, context.clause_left):
        measured = measured_by(context, MEASURE, 4)
        named = re.match("的?(?:一次性)?(?:奖|补|资助)", gift)
        if re.search(_RECIPIENT, gift) or (measured and not named):
            return None
    return deciding(Nature.AWARD, re.sub(rf"^{BOUND_WORDS}的?", "", gift))


def _is_dealt_with(context: Context) -> bool:
    """＊补贴政策退出: what is said of the gift is not understood."""
    gift = matched(_GIFT_BEHIND, context.clause_right)
    return bool(gift) and not _GIVES_ON.match(context.clause_right[len(gift) :])


def standard(context: Context) -> Verdict | None:
    """按照＊的标准，给予奖励."""
    stated = matched("按照?|参照", context.clause_left) and matched(
        "^的(?:奖励|补贴|补助)?(?:标准|额度|幅度)(?!不|为|是)", context.clause_right
    )
    return deciding(Nature.AWARD, stated, matched(GIFT_SAID, context.segment_right))


def capped(context: Context) -> Verdict | None:
    """累计不超过＊, 额度最高＊ where the sentence gives or lends."""
    if context.quantity.bound is not Bound.CAP or re.search(PAST, context.segment_left) or not _may_be_given(context):
        return None
    described = re.search(r"^(?:以[下内])?的(?:企业|单位|项目|个人|机构)|^以下", context.clause_right)
    if described or re.search(_SIZE, context.clause_left):
        return None
    kind = f"{GIFT}|{LENDING}|享受|补(?={ANY})|(?:池|基金)(?:分担|承担|代偿)"
    gift = matched(kind, context.segment_left + context.segment_right) or matched(kind, context.sentence)
    return deciding(Nature.AWARD, context.quantity.bound_words[-1], gift)


def _may_be_given(context: Context) -> bool:
    """Whether a figure can belong to a word of giving said before: nothing is taken since then."""
    return not (taken_last(context.segment_left) or _is_dealt_with(context))


def floored(context: Context) -> Verdict | None:
    """最低＊，最高＊: an award's minimum, if the sentence also states its maximum."""
    least = matched("最低(?:为|按)?$", context.own_left)
    return deciding(Nature.AWARD, least, matched("最高", context.sentence), matched(GIFT, context.sentence))


def share_of(context: Context) -> Verdict | None:
    """按实际投入的＊: a rate of support when the sentence gives something."""
    base = matched(rf"(?:{_BASIS})[^。；]{{0,60}}$", context.clause_left)
    if re.search("达到?|占|不低于|不少于|分担|承担", base):
        return None
    gift = matched(GIFT_SAID, context.segment_right) or matched(GIFT_SAID, context.segment_left)
    gift = gift or matched("^(?:的比例)?(?:予以)?(?:抵免|抵扣|减免|加计|报销)", context.clause_right)
    if not gift and re.search(_PAID_BEFORE, context.sentence_left):
        gift = matched("^(?:的比例)?(?:予以)?(?:退还|退回)", context.clause_right)
    return deciding(Nature.AWARD, matched(f"^(?:{_BASIS})", base), gift)


def raised(context: Context) -> Verdict | None:
    """奖励由…提高到＊: the new standard."""
    changed = matched(rf"(?:{RAISED}){NO_FIGURE}{{0,4}}[到至为成]{NO_FIGURE}{{0,10}}$", context.clause_left)
    changed = changed or matched(
        f"(?:由|从){NO_FIGURE}{{0,10}}{ANY}{NO_FIGURE}{{1,8}}[到至为成]{NO_FIGURE}{{0,10}}$", context.clause_left
    )
    limit = matched("上限|封顶|最高|额度", context.segment_left)
    gift = matched(f"{GIFT}|贷款|授信", context.segment_left) or (limit and matched(GIFT, context.sentence))
    return deciding(Nature.AWARD, changed, gift)


def relief(context: Context) -> Verdict | None:
    """全额补贴, 全免, 减半征收, 三免两减半: a share said without a number."""
    words = context.quantity.text
    if words == "一半":
        return deciding(
            Nature.AWARD, matched("(?:减免|免除|补贴|补助|返还|报销|资助|贴补|减收)(?:其中)?$", context.clause_left)
        )
    behind = matched(rf"^(?:(?![退追收缴拨到入预]){NO_FIGURE}){{0,4}}?(?:{_RELIEVED})", context.clause_right)
    payer = matched("(?:财政|政府|[省市区县]级|由)[^，]*$", context.clause_left)
    if payer and not re.search(PARTY, payer):
        behind = behind or matched("^(?:承担|负担|支付|保障|买单|兜底)", context.clause_right)
    return deciding(Nature.AWARD, behind if words == "全额" else words)


def borne(context: Context) -> Verdict | None:
    """财政承担首年利息的＊, 财政负担＊, 人社局返＊: a public body bears the reader's own cost."""
    payer = matched("(?:财政|政府)(?:承担|负担)[^，。；]{0,10}(?:费用?|利息|租金|价|金)的$", context.clause_left)
    if not payer and re.search("损失", context.segment_left):
        payer = matched("(?:风险|补偿|担保)[^，。；]{0,8}(?:池|金)(?:分担|承担|负担|补偿)$", context.clause_left)
    # Of an award that several bodies pay, each bears its part.
    split = re.search(f"{GIFT}|资金|各级|其余|[省市区县镇]级|中央", context.segment_left + context.segment_right)
    if not payer and (not split or re.search(_PAID_BEFORE, context.sentence_left)):
        payer = matched("(?:^[省市区县]?|，|[后由])(?:财政|政府)(?:再|可)?(?:承担|负担)$", context.clause_left)
    return deciding(Nature.AWARD, payer or _rest_borne(context) or matched(_PUBLIC_GIVES, context.clause_left))


def _rest_borne(context: Context) -> str:
    """农户承担＊，其余＊由财政承担."""
    if not re.search(_OWN_PART, context.segment_left) or re.search(GIFT_SAID, context.segment_left):
        return ""
    return matched("^由?(?:各级|[省市区县])?(?:财政|政府)(?:承担|负担|买单|兜底)", context.clause_right)


def stated(context: Context) -> Verdict | None:
    """给予保费补贴，比例＊: the standard is named in a clause of its own."""
    named = matched("(?:^|，)(?:补[贴助]|奖励|资助)?(?:比例|标准|额度|金额|幅度)(?:为|是|：)?$", context.segment_left)
    return deciding(Nature.AWARD, named, matched(GIFT_SAID, context.segment_left))


def added(context: Context) -> Verdict | None:
    """在奖励基础上再增加＊."""
    more = matched("(?:再|另|额外|相应)行?(?:增加|上浮|提高|追加|叠加)$", context.clause_left)
    named = matched(
        "(?:奖励|奖金|补[贴助]|资助)(?:标准|金额|额度|比例)?(?:相应)?(?:增加|提高|上浮|追加|加码)$", context.clause_left
    )
    return deciding(Nature.AWARD, named or more, matched(GIFT_SAID, context.segment_left))


def lent(context: Context) -> Verdict | None:
    """A credit limit: 贷款额度最高＊, 可申请＊贷款."""
    credit = matched(_CREDIT, context.clause_left)
    credit = credit or matched("[可能]贷$", context.clause_left)
    loan = matched(_LOAN, context.clause_right)
    offered = bool(loan) and matched("给予|提供|可|最高|发放|申请", context.clause_left)
    return deciding(Nature.AWARD, credit or (loan if offered else ""))


def recognised(context: Context) -> Verdict | None:
    """新认定小巨人企业＊: a title, and the sum that it earns right behind it."""
    ends = re.match("(?:[，。；、]|$)", context.clause_right) and context.quantity.bound is Bound.EXACT
    if not ends or measured_by(context, MEASURE) or re.search(f"{FUTURE}|{PAST}", context.segment_left):
        return None
    return deciding(Nature.AWARD, matched(_RECOGNISED, context.clause_left))


def listed(context: Context) -> Verdict | None:
    """奖励标准：一等奖＊、二等奖＊: what is given is said in the words before, or in the heading."""
    if re.search(rf"{FUTURE}|{PAST}", context.segment_left) or context.quantity.bound is Bound.FLOOR:
        return None
    measured = measured_by(context, MEASURE)
    if (measured and not measured.endswith("的")) or _is_dealt_with(context):
        return None
    behind = matched(GIFT_SAID, context.clause_right)
    if not behind and taken_last(context.segment_left):
        return None
    gift = said_before(context) or behind
    if not gift and context.quantity.per:
        gift = matched(GIFT_SAID, context.sentence)
    said = rf"(?:(?<!收费)(?<!费用)标准|{GIFT_SAID})(?:为|如下|是|{_IN_CLASSES})?：|{_HEADING}"
    return deciding(Nature.AWARD, gift or matched(said, context.sentence))
