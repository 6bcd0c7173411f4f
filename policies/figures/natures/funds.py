"""Rules for money that is set aside for all together (资金规模): budgets, pots, totals; never an award. Pure."""

import re

from policies.figures.context import ANY, Context
from policies.figures.natures.cues import NO_FIGURE, RAISED, Verdict, deciding, matched
from policies.figures.natures.giving import giving
from policies.figures.quantities import Nature

# Words for one receiver: what stands with them is not the total.
_ONE = (
    "每家|每个|每户|每人|每名|每位|每项|每件|每台|每套|每亩|每辆|每平|单个|单户|单家|单项|单笔|单台|单一|单次|"
    "单机|同一|一家|个人|受[奖补资]|(?:企业|单位|主体|机构|项目|团队)(?:每年|年度|全年|当年|累计)|"
    "(?:对|给予|奖励|补助)[^，。；]{2,40}(?:企业|单位|项目|机构|个人|人才|团队|平台|基地|园区|工厂|"
    "车间|中心|组织|的)[^，。；]{0,12}，"
)
_GIVEN = (
    "给予|予以|奖励(?!资金|类|总|经费|金)|奖补(?!资金|总)|补助(?!资金|总|类)|补贴(?!资金|总|类)|资助(?!资金|"
    "总)|最高|奖金(?!池|总)"
)
_SIZE = (
    "总规模|资金规模|(?:资金|经费)额度|资金池|奖金池|资金总规模|基金规模|预算|总投入|资金总量|资金总额|总盘子|募集|总奖金|"
    "奖金总额|奖池|规模为|"
    "组建|首期规模|认缴规模"
)
# 纳税总额 is an enterprise's own.
_TOTAL = (
    "(?<!纳税|税收|资产|销售|投资|收入|贷款|融资|缴费|合同|交易|出口|产值)总额|总量|总金额|合计金额|总计|"
    "(?<!产业|经济|市场|企业|经营|贸易)规模"
)
_ALL = "全[省市区县镇州旗]|本[省市区县]|年度(?!内)|全年|每年|当年|财政|总量控制|资金实行|按年|消费券"
_HELD = "控制在|不超过|不突破|以内|限额|核定|确定为|安排"
_BEHIND = (
    "^(?:以上|左右|以内)?(?:的|作为|设立)?[一-鿿“”（）]{0,14}"
    "(?:引导资金|基金|专项资金|资金池|预算|专项经费|周转金|专项|奖励资金|扶持资金|资金盘子)|^的?(?:标准|额度|规模)?(?:列支|列入预算|预留|筹集|筹措)"
)
_PUT_ASIDE = (
    "拿出|下达|切块|划出|列支|预留|筹集|筹措|设立|出资|统筹|整合|切出|下拨|投入|安排|划拨|落实|配置|提取|计提|注入"
)
_PUBLIC = "财政|政府|[省市区县镇乡州]里|[省市区县](?:级|本级)|中央|每年|年度|专项|资金|经费|预算"
_PURPOSE = (
    "^(?:左右|以上|以内)?(?:的?(?:资金|经费|专项|预算|盘子)|，?(?:用于|用以|作为|专门|专项|重点|主要|纳入|列入|"
    "从|由[^，。；]{0,14}列支)|"
    "，?(?:奖励|支持|扶持|补助|鼓励)[^，。；]{2,30}(?:企业|单位|项目|机构|个人|人才|团队|发展|建设)$)"
)
_HEADING = re.compile(
    "(?:资金|经费|预算)(?:规模|总额|总量|安排|来源|预算|盘子)?[：\\n]*$|(?:资金|经费)(?:规模|总额|总量|预算)"
)


_TOO_MUCH_FOR_ONE = 10**6  # 元


def fund_size(context: Context) -> Verdict | None:
    """The size of a fund or a budget, and what a year's awards may come to."""
    if context.quantity.paid_for or re.search(_ONE, context.segment_left[-60:]):
        return None
    return _total(context) or put_aside(context) or _under_heading(context)


def named(context: Context) -> Verdict | None:
    """资金池＊, 设立＊的引导基金."""
    size = matched(f"(?:{_SIZE}){NO_FIGURE}{{0,10}}$", context.clause_left)
    given = re.search(f"{_GIVEN}|(?:达到?|超过|满)$", size or context.clause_left)
    if re.match("(?:及?以上)?(?:方可|才[可能]|均?可[申评入享])", context.clause_right):
        return None  # 总投入＊以上方可申报
    if given or re.search(_ONE, context.segment_left[-60:]):
        return None
    size = size or matched(_BEHIND, context.clause_right) or _for_all(context)
    return deciding(Nature.FUND, size) or _vouchers(context)


def _for_all(context: Context) -> str:
    """投放补贴资金＊，先到先得."""
    money = matched(f"(?:投放|派发|推出|募集){NO_FIGURE}{{0,14}}资金$", context.clause_left)
    return money or matched("，(?:先到先得|[用发兑]完即止|额满即?止|送完即止)", context.segment_right)


def _vouchers(context: Context) -> Verdict | None:
    """发放总额＊的消费券: for all together; nobody is given vouchers worth a million."""
    issued = matched(f"(?:发放|投放|派发|推出|发行){NO_FIGURE}{{0,10}}$", context.clause_left)
    whole = re.search("总[额值量价]|共|合计", issued) or (context.quantity.value or 0) >= _TOO_MUCH_FOR_ONE
    named = matched(f"^的?{NO_FIGURE}{{0,12}}券", context.clause_right)
    return deciding(Nature.FUND, issued if whole else "", named)


def _total(context: Context) -> Verdict | None:
    """年度奖补资金总额控制在＊以内: the total of all."""
    if re.search(f"{ANY}.*(?:{_TOTAL})", context.clause_left):
        return None  # 每平方米＊且每年总额不超过＊
    total = matched(f"(?:{_TOTAL}){NO_FIGURE}{{0,10}}$", context.clause_left)
    if total:
        # 按＊给予补助，总计至多＊: the limit of what was given before
        if (
            re.search("[总合]计|共计", total)
            and giving(context)
            and not re.search("资金|经费|财政", context.clause_left)
        ):
            return None  # 补助总计＊
        alone = "" if re.search(f"(?:{_GIVEN}).*{ANY}|{ANY}.*(?:{_GIVEN})", context.segment_left) else "|共计|总计"
        return deciding(Nature.FUND, total, matched(_ALL + alone, context.segment_left))
    resized = matched(
        f"(?:资金|经费|预算|规模)(?:{RAISED}|追加|扩大?|压缩)[到至为]{NO_FIGURE}{{0,4}}$", context.clause_left
    )
    if resized:
        return Nature.FUND, (resized,)
    held = matched("(?:资金|经费)(?:总额)?控制在$", context.clause_left)
    capped = held or matched(
        "(?:(?:资金|经费)(?:年度|全年|每年|当年)|(?:年度|全年|每年)(?:资金|经费))(?:总额)?(?:封顶|上限|限额|不超过|控制在)$",
        context.clause_left,
    )
    if capped:
        return Nature.FUND, (capped,)
    paid = matched(f"(?:兑现|支出|拨付|发放|列支|使用)(?:资金|总额)?(?:{_HELD})?$", context.clause_left)
    return deciding(
        Nature.FUND, paid, matched("全年|年度|当年|每年", context.clause_left), matched(_ALL, context.sentence)
    )


def put_aside(context: Context) -> Verdict | None:
    """财政每年安排＊资金, 拿出＊设立奖励资金, 每年提取＊用于…; not 占预算的＊."""
    if "占" in context.clause_left:
        return None
    pot = matched("^(?:的?(?:额度|资金|经费|专项资金))?，?用于", context.segment_right)
    pot = pot or matched("(?:列支|切块|预留|筹[集措]|统筹|下[达拨])$", context.clause_left)
    if pot and not giving(context):
        return Nature.FUND, (pot,)
    spent = matched(f"(?:{_PUT_ASIDE})(?:(?!给予|予以|奖励(?!资金)){NO_FIGURE}){{0,24}}$", context.clause_left)
    if not spent or re.search("给予|予以|最高", context.clause_left):
        return None
    public = matched(_PUBLIC, context.clause_left)
    purpose = matched(_PURPOSE, context.segment_right)
    named = re.search(f"(?:资金|经费|专项){NO_FIGURE}{{0,6}}$", context.clause_left)
    firm = re.match("拿出|下达|切块|划出|列支|预留|筹集|筹措|统筹|下拨", spent)
    return (Nature.FUND, (spent,)) if public and (purpose or named or firm) else None


def _under_heading(context: Context) -> Verdict | None:
    """奖补资金规模： in the words before."""
    heading = context.sentence.split("\n")[0]
    if re.search(_GIVEN, context.segment_left) or not _HEADING.search(heading):
        return None
    return deciding(Nature.FUND, matched("(?:资金|经费|预算)(?:规模|总额|总量|安排|预算)?", heading))
