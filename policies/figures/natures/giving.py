"""The word of giving that governs a figure: 奖励企业＊, 补贴标准为每人＊; not 补贴盘子约＊.

Most words of giving are also names (补贴, 奖励). Such a word governs the figure only if nothing stands between them but
how the sum is meant, who receives it and which expense it is for: any other name there is what the figure measures.
Pure.
"""

import re
from functools import lru_cache

from policies.figures.context import ANY, Context
from policies.figures.natures.cues import GIFT_SAID, GIVING, MEASURE, NO_FIGURE, PARTY, RAISED

_GIVING = re.compile(GIVING)
_SAID = re.compile(GIFT_SAID)
_MEASURE = re.compile(MEASURE)
_NAME = re.compile("奖|补|贴|助|津|经费|配套|扶持|额度|减免|返还")
# What may stand between a word of giving and its figure: the standard's own name, how it is meant, …
_MEANT = re.compile(
    "[总限差定]?额度?|标准|比例|金额|资金|款项|幅度|力度|[上下]限|基准|分值|利率|系数|单价|励|"
    "最[高多低大]|至[多少]|不得?(?:超过?|高于|低于|少于|突破)|未?超过?|低于|高于|封顶|顶格|累计|合计|总计|共计?|叠加|"
    "年化|大?约|近|大概|大致|大体|原则上?|一般|通常|控制|基本|分别|各|均|统一|相应|另行?|再|可|应|按照?|以|在|由|为|是|从|至|到|达到?|计算?|即|"
    "[：≤≥<>×+=/*（）()、 -]|每[一-鿿]{1,6}?(?=每|$)|每|自|起|今|现|原来?|基础上?|"
    "一次性|人民币|等值|其中|部分|的|其|第?[前后首次当翌头一二三四五六七]?[一二三四五六七]?[年月季期天日次]|"
    f"加码|分[为成]?(?:{ANY}|[两二三四五六][档类级])|不变|不减|仍|追加|增至|兑付|发|和|与|及|或|{RAISED}|{ANY}"
)
# … who receives it, or which expense it is for.
_FOR_WHAT = re.compile(
    f"{NO_FIGURE}{{0,20}}(?:{PARTY}|[人方队村镇县户者]|项目|作品|主体|基地|园区|中心|团队|个人|人才|人员|品牌|产品|"
    "车间|工坊|奖|名|级|类|家|站|室|店|所|院|会|费用?|租金|利息|价|款)"
)
_COSTS = re.compile(f"{NO_FIGURE}{{0,12}}(?:费用|保费|价款)")  # 补助设施费用＊: not what is measured
_POT = re.compile("盘子|池|基金|预算|规模|总量|总盘|并|[加征]收|罚|退|缴")
_LONGEST = 9  # characters


def giving(context: Context) -> str:
    """The word of giving before the figure, if it governs it and stands nearer than any measure of business."""
    return _given_in(context.clause_left)


@lru_cache(maxsize=64)
def _given_in(words: str) -> str:
    given = list(_GIVING.finditer(words))
    measured = max((match.end() for match in _MEASURE.finditer(words)), default=0) if given else 0
    if not given:
        return ""
    word = given[-1]
    if word.end() < measured and not _COSTS.fullmatch(words, word.end()):
        return ""
    return word[0] if not _NAME.search(word[0]) or governs(words[word.end() :]) else ""


def said_before(context: Context) -> str:
    """The last word of giving in this part of the sentence, if it governs the figure or the rest of its own clause."""
    said = list(_SAID.finditer(context.segment_left))
    if not said:
        return ""
    rest = re.split("[，：、；]", context.segment_left[said[-1].end() :])[0]
    return said[-1][0] if said[-1][0] in ("给予", "予以") or governs(rest) else ""


def governs(words: str) -> bool:
    """Whether a word of giving reaches the figure over the words between them; not in 补贴盘子约＊."""
    named = _MEANT.sub("", words)
    # 奖励孵化器＊: a name directly before the sum receives it. 补贴盘子约＊: here it is what is measured.
    receives = words.endswith(named) and len(named) < _LONGEST and not _POT.search(named)
    return receives or words.endswith("的") or _FOR_WHAT.fullmatch(named) is not None
