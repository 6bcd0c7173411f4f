"""Rules that tell a threshold (门槛): a figure which an enterprise, a person or a period must reach. Pure."""

import re

from policies.figures.context import ANY, Context
from policies.figures.natures.cues import (
    AWARDING,
    BOUND_WORDS,
    ENTERPRISE_SHARE,
    GIFT,
    GIVEN_LATER,
    GIVING,
    MEASURED,
    NO_FIGURE,
    NOTE,
    REPORTED,
    Verdict,
    deciding,
    matched,
    measured_by,
)
from policies.figures.natures.giving import giving
from policies.figures.quantities import Bound, FigureKind, Nature

_CONDITION_END = r"(?:的|时|后|的(?:企业|项目|单位|机构|个人|人才|团队|平台))）?$"
_COMPARED = re.compile("(?:超[过出]|[高低]于|[大小]于|[多少]于|不[足到满]|未?达到?)(?:（含）)?$")
_GIVEN_HERE = re.compile(
    f"(?:给予|予以|奖励|发放|补贴|补助|最高)(?!{NO_FIGURE}{{0,4}}(?:金额|资金|总额)$){NO_FIGURE}{{0,12}}$"
)
# ＊的据实补贴, ＊的不予补助: what is said of the figure, in its own clause.
_NOT_ALL = "不予|不再|不奖|不补|不给|不享受|不受理|不得|[据按]实|免予|均|方可|才能|可申[报请]"
_DEALT_WITH = rf"^{BOUND_WORDS}的(?:[^，。；补奖]{{0,8}})，?(?:{_NOT_ALL})"
# 授信额度＊以下的小微企业贷款，给予…: what is described, to the end of the clause. Who may 申请＊的贷款 is lent it.
_DESCRIBED = rf"^{NOTE}(?:及|（含）)?其?以[上下内]{NOTE}的[^，。；、]{{2,16}}$"
_LENT_HERE = re.compile("可|申请|提供|给予|发放|最高|获得")
# 按＊的比例 and ＊的一次性奖励 describe the gift, not who gets it.
_OF_THE_GIFT = f"{GIFT}|比例|利率|标准|额度|幅度|一次性|[^，。；、]{{0,10}}(?:{GIFT})"
_EACH = f"每(?![年月日天人家户个名件项台亩平学]){NO_FIGURE}{{0,8}}$"
_REWARDED = (
    f"^{NO_FIGURE}{{0,10}}(?:给予|奖励|补贴|补助|加奖|追加|再奖|增加|增补|另奖)(?!期|总?额|标准|"
    f"对象){NO_FIGURE}{{0,8}}{ANY}"
)
_NEXT_REWARDED = re.compile(f"，(?:[再另可则]|相应)*(?:给予|加|追加|[奖补给]|{GIFT})[^，。；{ANY[1:-1]}]{{0,8}}{ANY}")
_FOR_ONE = f"^(?:给予|奖励|补贴|补助|返还){NO_FIGURE}{{0,4}}{ANY}"  # 以1美元补贴＊
_EXCHANGE = (
    rf"^{BOUND_WORDS}(?:的|（[^（）]*）)?(?:，|部分)?(?:{NO_FIGURE}{{0,6}}?(?:企业|项目|单位|机构|平台|[厂园户]))?(?:分别|再|另|可|一次性)*"
    rf"(?:给予|奖励|补贴|补助|资助|按|奖(?![项金牌励补])|补(?=[{ANY[1:-1]}]))(?!期|总?额|标准|对象|由){NO_FIGURE}{{0,8}}{ANY}"
)


def in_condition(context: Context) -> Verdict | None:
    """营业收入达到＊的，给予…: a clause that closes with 的 and is followed by what is given.

    Nobody gives 超过＊: 奖励金额高于＊的，分两年兑现 tells when that holds.
    """
    dealt_with = matched(_DEALT_WITH, context.segment_right)
    if dealt_with:
        return Nature.THRESHOLD, (dealt_with,)
    rest = context.segment_right[len(context.clause_right) :]
    if not context.clause_right and context.quantity.bound_words and re.match(f"：(?:{GIFT}|给予)", rest):
        return Nature.THRESHOLD, (context.quantity.bound_words[-1], "：")  # ≤＊：奖励＊
    if signed := matched("^(?:[<>]=?|[≤≥])[一-鿿]{2,10}[<>≤≥]", context.own_right):
        return Nature.THRESHOLD, (signed,)  # ＊≤营收＜＊
    if counted := matched("（不?含$", context.own_left):
        return Nature.THRESHOLD, (counted,)  # ＊以上（含＊）: said again
    alone = not context.clause_left and not context.clause_right and context.quantity.bound is not Bound.EXACT
    if alone and re.match(f"，{NO_FIGURE}{{0,8}}{ANY}", rest):
        return Nature.THRESHOLD, ("，",)  # ＊—＊，＊；＊以上，＊: a scale and what is given
    ending = matched(_CONDITION_END, context.clause_right)
    if re.match("，(?:再|可)?(?:给予|予以|按|由)", rest) and not _LENT_HERE.search(context.clause_left):
        ending = ending or matched(_DESCRIBED, context.clause_right)
    if _GIVEN_HERE.search(context.clause_left) and not _COMPARED.search(context.clause_left):
        return None
    return deciding(Nature.THRESHOLD, ending, matched(f"{AWARDING}|拨付|兑现|兑付|^，{ANY}", rest))


def exchanged(context: Context) -> Verdict | None:
    """＊奖励＊, 每新增＊奖励＊: the first is the occasion, the second the gift."""
    if re.search("(?:上限|封顶|限额)[为是至：]?$", context.own_left):
        return None  # 单家上限＊，按其增量＊奖励＊
    each = matched(_EACH, context.clause_left)
    if context.quantity.kind is FigureKind.AMOUNT and context.own_left.endswith("每"):
        return Nature.THRESHOLD, ("每",)  # 每＊兑付＊: a step
    if each and (re.search(_REWARDED, context.clause_right) or _NEXT_REWARDED.match(context.segment_right)):
        return Nature.THRESHOLD, (each,)
    if context.quantity.value == 1 and (one := matched(_FOR_ONE, context.clause_right)):
        return Nature.THRESHOLD, (one.strip(ANY[1:-1]),)
    # 按产值的＊给予最高＊: a share is taken of something, an amount is reached.
    rate = context.quantity.kind is not FigureKind.AMOUNT and re.search("按|参照|依照", context.clause_left)
    if rate or re.search(f"(?:{GIVING}|最高|不超过)[^，。；]*$", context.clause_left):
        return None
    return deciding(Nature.THRESHOLD, matched(_EXCHANGE, context.segment_right).strip(ANY[1:-1]))


def qualifying(context: Context) -> Verdict | None:
    """纳税＊以上的企业, 超过＊部分: the figure describes who or what is meant."""
    if giving(context) or context.clause_left.endswith("的"):
        return None
    if re.search("(?:超过|超出|高于)$", context.own_left) and re.match("的?部分", context.clause_right):
        return Nature.THRESHOLD, (f"{context.own_left[-2:]}…部分",)
    if sliced := matched(rf"^{BOUND_WORDS}的?部分", context.clause_right):
        return Nature.THRESHOLD, (sliced,)
    described = matched(rf"^{BOUND_WORDS}的(?!{_OF_THE_GIFT})", context.clause_right)
    return deciding(Nature.THRESHOLD, measured_by(context), described)


def bounded_behind(context: Context) -> Verdict | None:
    """＊以上, ＊以下 with nothing given before it in the clause."""
    bound = matched(rf"^{NOTE}(?:单位|企业)?(?:及|（含）)?其?以[上下](?!的?(?:{GIFT}))", context.clause_right)
    if not bound or giving(context):
        return None
    rest = context.segment_right[len(bound) :]
    # 市场主体稳定在＊户以上 is a result: a number of things needs a description or a gift to be a threshold.
    described = context.quantity.kind is FigureKind.AMOUNT or rest.startswith("的") or matched(GIVEN_LATER, rest)
    return (Nature.THRESHOLD, (bound,)) if described else None


def measured_before_award(context: Context) -> Verdict | None:
    """年销售额＊，…给予: a business measure with what is given later in the sentence."""
    measured = measured_by(context)
    if giving(context) or (context.quantity.kind is not FigureKind.COUNT and measured.endswith("的")):
        return None
    return deciding(Nature.THRESHOLD, measured, matched(GIVEN_LATER, context.segment_right))


def measured_limit(context: Context) -> Verdict | None:
    """研发费用不低于＊, 资产负债率不高于＊ on their own, as in a list of conditions."""
    if demanded := matched("(?:须|应当?|需|必须)[^，。；]{0,2}(?:达到?|满)$", context.own_left):
        return Nature.THRESHOLD, (demanded,)
    stated = context.quantity.bound in (Bound.CAP, Bound.FLOOR)
    reached = re.search("(?:达到?|满)$", context.own_left) and not re.search(REPORTED, context.sentence_left)
    if not (stated or reached) or giving(context):
        return None
    subject = MEASURED if context.quantity.kind is FigureKind.AMOUNT else ENTERPRISE_SHARE
    return deciding(Nature.THRESHOLD, matched(rf"(?:{subject})[^，。；]{{0,16}}$", context.clause_left))


def period_required(context: Context) -> Verdict | None:
    """连续经营满＊的: a time to have passed before something is given; not a term (期限不少于＊)."""
    if re.search(r"(?:期限?|补贴|补助|资助|奖励|给予)[^，。；]{0,6}$", context.clause_left):
        return None
    required = matched("(?:满|不少于|不低于|至少|(?<!不)超过|达到?)$", context.own_left) or matched(
        "^及?以上", context.own_right
    )
    return deciding(Nature.THRESHOLD, required, matched(rf"的|{AWARDING}", context.segment_right))
