"""Rules for what is past (成效) and what is hoped for (目标): nobody can get it. Pure."""

import re

from policies.figures.context import OTHER, Context
from policies.figures.natures.cues import (
    AWARDING,
    DONE,
    DONE_BY,
    FUTURE,
    GIFT_SAID,
    NO_FIGURE,
    PAST,
    REPORTED,
    Verdict,
    deciding,
    matched,
)
from policies.figures.natures.giving import giving
from policies.figures.quantities import Bound, Nature

_PLANNED = (
    "(?:计划|拟|预计|预期|力争|争取|目标|确保)[^，。；]{0,12}"
    "(?:发放|投放|兑现|拨付|减免|投入|安排|节约|节省|降低|培育|新增|完成|实现|带动|惠及|募集)[^，。；]{0,16}$"
)
_THIS_YEAR = "(?:今年|明年|年内|全年|本年度|下半年|[本下]个?[月季]|近期|即)[^，。；]{0,6}将[^，。；]{0,24}$"
_LAST = (
    "去年|上年度?|上一年度?|前年|今年以来|上半年|前[一二三四]季度|[一二三四]季度|截至|截止|目前|历年|"
    "\ue003，?(?:全[省市区县镇]|我[省市区县镇]|共|已|累计|先后)|^\ue003，?(?=发放|兑现|兑付|拨付|投放|减免)"
)
_PAID_OUT = "发放|兑现|兑付|拨付|投放|下达|减免|落实|返还|补贴|补助|奖励|支持|为企业|节约|节省"
_CONDITIONAL = "的，|每|最高|可|给予|予以|标准|不超过|对[^，。；]{2,30}，|一次性|按"
_ITEMS = {"项", "个", "件", "类"}
_HEADING = 24  # characters
_HEADING_OF_TARGETS = "目标(?!任务责任)|预期指标|发展指标|愿景"
_HEADING_OF_RESULTS = "成效|成绩|进展情况|工作回顾|运行情况|完成情况|取得的"
_PLACE = r"(?:^|[，：]|(?<![近满续])[\ue003]，?)(?:我|全)[国省市区县镇乡](?!外|内|级)|GDP|生产总值"


def under_heading(context: Context) -> Verdict | None:
    """主要目标, 工作成效 in the heading: what stands below is neither given nor asked for."""
    heading, _, own = context.sentence.partition("\n")
    if len(heading) > _HEADING or "。" in heading or re.search("给予|予以|最高|标准", own + context.segment_right):
        return None
    target_said = matched(_HEADING_OF_TARGETS, heading)
    return deciding(Nature.TARGET, target_said) or deciding(Nature.OUTCOME, matched(_HEADING_OF_RESULTS, heading))


def of_the_place(context: Context) -> Verdict | None:
    """我区GDP突破＊: a result of the place, where nothing is given."""
    if re.search(AWARDING, context.segment_right) or re.search(AWARDING, context.clause_left):
        return None
    return deciding(Nature.OUTCOME, matched(_PLACE, context.segment_left))


def target(context: Context) -> Verdict | None:
    """力争突破＊; 年底前，产业规模迈上＊台阶."""
    step = matched("^(?:的)?(?:新)?(?:台阶|大关)", context.clause_right)
    by_then = matched(f"{OTHER}[^，。；]{{0,3}}前，", context.segment_left)
    if by_then and not step and re.search(AWARDING, context.segment_left + context.segment_right):
        by_then = ""
    return deciding(Nature.TARGET, matched(FUTURE, context.segment_left) or by_then)


def in_all(context: Context) -> Verdict | None:
    """补贴发放＊以上: how much is paid to all together; an award is never 以上."""
    paid = matched(
        f"(?:奖|补|资助|津)[^，。；]{{0,3}}(?:发放|投放|兑现|兑付|拨付|支出)(?:额|资金|总额)?{NO_FIGURE}{{0,4}}$",
        context.clause_left,
    )
    floor = context.quantity.bound is Bound.FLOOR and not context.quantity.per
    return deciding(Nature.TARGET, paid if floor else "")


def planned(context: Context) -> Verdict | None:
    """计划发放贷款＊: hoped for, whatever is given."""
    sought = matched("争取[^，。；]{0,10}(?:资金|补助|奖励)$", context.clause_left)
    by_then = matched(f"^[到至]{OTHER}[^。；]*(?:达到?|[提增][升高加]?[到至])$", context.segment_left)
    if re.search("给予|予以|的，|对", by_then):
        by_then = ""
    this_year = matched(_THIS_YEAR, context.clause_left)
    return deciding(Nature.TARGET, sought or by_then or this_year or matched(_PLANNED, context.clause_left))


def result(context: Context) -> Verdict | None:
    """截至…已发放补贴＊: past, and so not to be had."""
    if re.search("给予|予以|最高|的，", context.segment_left) or re.search("给予|予以", context.segment_right):
        return None
    past = matched(PAST, context.segment_left)
    if not past and not _for_somebody(context) and not re.search(FUTURE, context.segment_left):
        past = matched(DONE_BY, context.segment_left)
    return deciding(Nature.OUTCOME, past or matched("截至|截止", context.sentence_left))


def _for_somebody(context: Context) -> bool:
    """能耗下降＊的项目补助＊; 带动＊的合作社，补助＊: who is meant, and what is given."""
    around = f"{context.segment_left}\ue000{context.segment_right}"
    return bool(giving(context) or re.search(f"的[^，。；]{{0,12}}，?[^，。；]{{0,12}}(?:{GIFT_SAID})", around))


def paid_out(context: Context) -> Verdict | None:
    """去年全县发放补贴＊: past, and so not to be had; not 对去年入库的企业，发放＊."""
    if re.search(_CONDITIONAL, context.segment_left) or re.search("的，", context.segment_right):
        return None
    paid = matched(f"(?:{_PAID_OUT}){NO_FIGURE}{{0,16}}$", context.clause_left)
    return deciding(Nature.OUTCOME, matched(_LAST, context.segment_left), paid)


def received(context: Context) -> Verdict | None:
    """凭此拿到＊: somebody has it already; not 可拿到＊, 拿到＊的企业."""
    if re.search("[可能应将须]|最高|给予|每", context.clause_left) or re.match("的|以上", context.clause_right):
        return None
    got = matched(f"(?:[拿领收得取]到了?|申请到了?|[获领]得?了|到账){NO_FIGURE}{{0,12}}$", context.clause_left)
    somebody = matched(
        f"(?:(?:该|这|某)[^，]{{0,6}}(?:企业|公司|单位|厂|店)|成功|顺利|因此|凭此)[^，]{{0,6}}(?:获得?|领取|享受|拿){NO_FIGURE}{{0,8}}$",
        context.clause_left,
    )
    return deciding(Nature.OUTCOME, got or somebody)


def reported(context: Context) -> Verdict | None:
    """全市实现增加值＊: a result of the city or of a year."""
    return done(context) if re.search(REPORTED, context.sentence_left) else None


def done(context: Context) -> Verdict | None:
    """新增＊家, 印发＊本 where nothing is given for it."""
    if re.search(AWARDING, context.segment_right) or re.search("给予|予以|每年|不超过|最高|最多", context.clause_left):
        return None
    words = context.clause_left
    if context.quantity.unit in _ITEMS:
        words = words.removesuffix("服务")  # 审批服务＊项 names what is counted, 服务＊家 says what was done
    return deciding(Nature.OUTCOME, matched(DONE, words))
