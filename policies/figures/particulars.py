"""What belongs to a figure beyond its number: a threshold's measure, a rate's base and cap, 首次. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from policies.figures.quantities import Bound, Figure, FigureKind, Nature

# One name for what an enterprise is measured in, and how policies write it. Of two the later in the text counts, then
# the longer.
_MEASURES = {
    "营业收入": "营业收入|主营业务收入|销售收入|业务收入|营收|营业额",
    "产值": "总产值|产值",
    "销售额": "销售额|零售额|交易额|成交额|营业流水",
    "入库税收": "入库税收|纳税总?额?|税收|实缴税[金额]|税额|缴税|财政贡献|地方贡献",
    "投资额": "固定资产投资额?|总投资额?|投资总?额|实际投资|设备投[资入]额?|投资|到位资金",
    "研发投入强度": "研发[^，。；]{0,10}(?:强度|占比|占[^，。；]{0,10}(?:比[重例]?)?)|研发占比",
    "研发投入": "研发投入|研发费用|研发经费|研发支出",
    "增速": "增速|增幅|增长率?|同比",
    "进出口额": "进出口总?额?|出口总?额?|进口总?额?",
    "外资到账额": "实际到资|到账外资|外资到账|实际使用外资|外资额?",
    "注册资本": "注册资[本金]|实[缴收]资[本金]",
    "贷款额": "贷款余?额?|授信额?度?|融资总?额?",
    "从业人数": "从业人[员数]|职工人?数?|员工人?数?|用工人?数?|就业人?数?",
    "资产负债率": "资产负债率",
    "利润": "净利润|利润总?额?",
    "资产": "总资产|资产总额|净资产|固定资产净值|固定资产原值",
    "面积": "建筑面积|使用面积|种植面积|面积",
    "合同额": "合同总?额|合同金额|订单总?额?",
}
_MEASURE = re.compile("|".join(f"(?P<m{number}>{words})" for number, words in enumerate(_MEASURES.values())))
_NAMES = {f"m{number}": name for number, name in enumerate(_MEASURES)}
_FIRST = re.compile("首次|首度|初次|第一次")
_BASE = re.compile(
    "(?:按照?|参照|依照|以|给予|予以|补助|补贴|奖励|资助|返还)(?:其|该|企业)?"
    "(?P<base>[^，。；、：按给与予]{2,24}?)的?(?:比例)?(?:不超过|最高|为)?$"
)
_CLAUSE_END = re.compile("[，。；：！？\t]")
_SEGMENT_END = re.compile("[。；！？\t]")
_REACH = 160  # characters


def with_particulars(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The same figures of a compact text, each with its measure, base, cap and first time."""
    told: list[Figure] = []
    for index, figure in enumerate(figures):
        previous = figures[index - 1].end if index else 0
        reach = max(0, figure.start - _REACH)
        segment = _SEGMENT_END.split(text[reach : figure.start])[-1]
        clause = _CLAUSE_END.split(text[max(previous, reach) : figure.start])[-1]
        told.append(
            replace(
                figure,
                first_time=figure.nature in (Nature.AWARD, Nature.THRESHOLD) and bool(_FIRST.search(segment)),
                measure=_measure(clause, figure, told),
                base=_base(clause, figure),
                cap=_cap(text, figure, figures[index + 1 : index + 4]),
            )
        )
    return told


def _measure(clause: str, figure: Figure, told: Sequence[Figure]) -> str:
    """The measure named last before a threshold; 营业收入1亿元以上的…，5亿元以上的…: it goes on."""
    if figure.nature is not Nature.THRESHOLD:
        return ""
    found = [_NAMES[match.lastgroup] for match in _MEASURE.finditer(clause)]
    if found:
        return found[-1]
    earlier = next((other for other in reversed(told[-6:]) if other.nature is Nature.THRESHOLD), None)
    return earlier.measure if earlier is not None and earlier.unit == figure.unit else ""


def _base(clause: str, figure: Figure) -> str:
    """按设备投资额的＊: what a rate is a share of, in the sentence's words."""
    if figure.kind not in (FigureKind.PERCENT, FigureKind.RATIO) or figure.nature is not Nature.AWARD:
        return ""
    match = _BASE.search(clause)
    return match["base"].removesuffix("总额的").removesuffix("的") if match else ""


def _cap(text: str, figure: Figure, following: Sequence[Figure]) -> int | None:
    """给予15%、最高80万元的补贴: the most that a rate may come to, in 元, if the same part of the sentence says it."""
    if figure.kind is not FigureKind.PERCENT or figure.nature is not Nature.AWARD:
        return None
    for other in following:
        if _SEGMENT_END.search(text, figure.end, other.start) or other.kind is FigureKind.PERCENT:
            return None
        if other.is_award and other.bound is Bound.CAP and other.unit == "元" and not other.period:
            return other.high
    return None
