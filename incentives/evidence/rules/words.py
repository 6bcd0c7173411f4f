"""Values that are no figures: each needs a word in a sentence that the measure cites.

免申即享, 从高不重复, 奖励, an agency, a phone number, a basis, a date: none of them follows from what we know of other
measures. Where no cited sentence says it, the value is "not stated", or a person's note says why it stands.
Pure.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from incentives.enums import AgencyRole, Availability, Delivery, Form, LoanStage
from incentives.evidence.claims import NO_TEXT, SUPERSEDED, Finding, FindingState, Item, Reach, Sentence
from incentives.evidence.rules.names import nearest_part, parts_that_govern
from policies.enums import Stacking

_PART = re.compile("[^，,。；;：:！？]+")
_SEGMENT = re.compile("[^。；;！？]+")
_ENDS_NAME = "(?:资金|标准|金额|比例|额度|款|费)?(?:[（(][^（）()]*[）)])?$"
NOT_STATED = "来源未载明"
_LONGEST = 30  # characters of a sentence that a proof shows

DELIVERY = {
    Delivery.AUTOMATIC: "免申即享|免申请|无需申[请报]|不需申[请报]|直接兑[现付]|自动兑[现付]",
    Delivery.COMMITMENT: "承诺",
    Delivery.RECOGNITION: "认定|评定|评为|获评|评价|获批|授予|命名|认证|入选|荣获",
    Delivery.SELECTION: "遴选|择优|评选|评审|竞争性|比选|选拔|推荐",
    Delivery.APPLICATION: "申报|申请|申领|提交|报送|填报",
}
# An offer is proved by its rows and conditions, the others by the verb of the sentence.
AVAILABILITY = {
    Availability.ENCOURAGEMENT: "鼓励|引导|支持|倡导|提倡",
    Availability.ACTIVITY: "活动|行动|举办|组织|推送|编印|发放|宣讲|对接|机制",
    Availability.REFORM: "改革|优化|拓展|巩固|提升|新增|实现|简化|压减|梳理|清理",
    Availability.EXPLORING: "探索|研究|试点|拟|筹备|筹建|争取|谋划|计划",
    Availability.FRAME: "体系|路径|依托|统筹|全链条|加大支持|支持力度",
}
STACKING = {
    Stacking.STACKABLE: "叠加|同时享受|同时申[报请]|均可享受|累计享受|兼得|不冲突",
    Stacking.HIGHEST_ONLY: "[从就择]高|不(?:再|得|可)?(?:重复|叠加|同时享受)|最高(?:额度的)?一项",
    Stacking.DIFFERENCE: "差额|级差|补差|补足|补齐|差价部分|晋级",
}
FORM = {
    Form.AWARD: "奖励|奖补|奖金|(?<!质量)奖(?!项)",
    Form.TRAINING: "培养|培训|培育",
    Form.PROJECT: "项目.*资助|资助.*项目|项目(?:经费|补助|扶持|支持)",
    Form.SUBSIDY: "补贴|补助|津贴|奖补|补偿",
    Form.INTEREST: "贴息",
    Form.INVESTMENT: "投资|基金|股权|入股",
    Form.LOAN: "贷",
    Form.REDUCTION: "减免|免[征收缴费交]|减[征收按半缴]|降低|优惠|抵扣|退税|扣除",
    Form.SERVICE: "服务|辅导|咨询|对接|保障",
    Form.OTHER: "支持|扶持|帮扶|激励|倾斜",
}
FIRST = "首次|首批|首家|首度|初次|第一次|新认定|新获|首"
# A name that ends in one of these says how it is supported; 培训, 投资 and 服务 at its end say what for.
GIFTS = tuple(FORM[form] for form in (Form.AWARD, Form.PROJECT, Form.SUBSIDY, Form.INTEREST, Form.LOAN, Form.REDUCTION))
STAGE = {
    LoanStage.OFFERED: "推出|推广|上线|开办|开通|提供|发放",
    LoanStage.EXPLORING: "探索|研究|试点|拟|筹备|筹建|争取|谋划|计划",
}
# What stands directly before an agency in each role, or behind it.
_ROLE = {
    AgencyRole.RESPONSIBLE: ("由|责任单位|牵头单位|[向到至]", "负责|牵头|受理|主管|组织|实施|认定|制定|解释|审核"),
    AgencyRole.WITH: ("会同|配合|商|联系|与|和", "配合|协同|协助|参与"),
    AgencyRole.CO_ORGANISER: ("联合|携手|与|和", "联合|共同|合作"),
}


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A value of ours in words; `words` is the pattern of which a match must stand in a sentence."""

    item: Item
    value: str  # as we show it
    words: str
    sentences: tuple[Sentence, ...]
    example: str = ""  # what the sentence might say, for the advice; '' where it is the value itself
    label: str = ""  # our words for whose value it is; where they name a value of this sort, it must be this one
    sort: tuple[str, ...] = ()  # the patterns of all values of this sort
    reach: Reach = Reach.SENTENCE  # or only the segment, or the clause in it, that speaks of the label
    note: str = ""  # a person's note on why the value stands
    names: tuple[str, ...] = ()  # what the value must be said of, in our words; empty: of anything


def check_statement(statement: Statement) -> Finding:
    """Proved by the part of a sentence that says it; noted; without text neither; else wrong."""
    if _label_says_another(statement):
        return _finding(statement, FindingState.WRONG, f"名目“{statement.label}”说的是另一种")
    for sentence, part in _parts(statement):
        if match := re.search(statement.words, part):
            start = max(0, match.end() - _LONGEST)
            return _finding(statement, FindingState.PROVED, f"“{part[start : start + _LONGEST]}”", sentence)
    return _unproved(statement)


def check_unsaid(statement: Statement) -> Finding | None:
    """A blank in a column of words although our name of the row, or the clause with it, says which value it is."""
    said = statement.label or statement.names
    parts = [statement.label, *(part for _, part in _parts(statement))] if said else []
    for part in parts:
        named = [words for words in statement.sort if re.search(words, part)]
        if len(named) == 1:
            word = re.search(named[0], part)[0]
            return _finding(statement, FindingState.WRONG, f"写明“{word}”，本行没有填")
    return None


def _unproved(statement: Statement) -> Finding:
    if statement.note:
        return _finding(statement, FindingState.NOTED, f"核实说明：{statement.note}")
    if not statement.sentences or not all(sentence.text for sentence in statement.sentences):
        return _finding(statement, FindingState.NO_TEXT, NO_TEXT)
    if any(sentence.is_superseded for sentence in statement.sentences):
        return _finding(statement, FindingState.WRONG, SUPERSEDED)
    return _finding(statement, FindingState.WRONG, "所引各句中没有写明")


def _label_says_another(statement: Statement) -> bool:
    """Whether our own name of the row says another value: 购房补贴 is no 奖励.

    A word says it where it ends the name: 服务业企业 and 引进项目投资 are whom and what for.
    """
    named = [words for words in statement.sort if re.search(f"(?:{words}){_ENDS_NAME}", statement.label)]
    return bool(named) and statement.words not in named


def _parts(statement: Statement) -> Iterator[tuple[Sentence, str]]:
    """Where to look: in the clauses and segments of each sentence, or in those that share most with the label."""
    for sentence in statement.sentences:
        if sentence.is_superseded:
            continue
        if statement.names:
            yield from ((sentence, part) for part in parts_that_govern(sentence, statement.words, statement.names))
            continue
        text = sentence.text
        if statement.reach is not Reach.SENTENCE:
            text = nearest_part(text, statement.label, whole_segment=statement.reach is Reach.SEGMENT)
        patterns = (_PART,) if statement.reach is Reach.CLAUSE else (_PART, _SEGMENT)
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield sentence, match[0].strip()


def agency_words(names: tuple[str, ...], role: AgencyRole) -> str:
    """The pattern of an agency named in a role."""
    before, behind = _ROLE[role]
    name = "|".join(re.escape(name) for name in names if name)
    return f"(?:{before})[^，。；]{{0,6}}(?:{name})|(?:{name})[^，。；]{{0,8}}(?:{behind})"


def day_words(day: datetime.date) -> str:
    """The pattern of a day as a text writes it."""
    year, month, number = day.year, day.month, day.day
    forms = [rf"{year}\s*年\s*0?{month}\s*月\s*0?{number}\s*[日号]", rf"{year}[-./]0?{month}[-./]0?{number}(?!\d)"]
    forms += [f"{year}年年?[底末]"] if (month, number) == (12, 31) else []
    return f"(?:{'|'.join(forms)})"


def spaced(text: str) -> str:
    """The pattern of a text whose letters and digits may stand apart or with other signs between them."""
    return r"[\W_]*".join(re.escape(sign) for sign in re.sub(r"[\W_]", "", text)) or "(?!)"


def _finding(statement: Statement, state: FindingState, stated: str, sentence: Sentence | None = None) -> Finding:
    advice = ""
    if state is FindingState.WRONG and (not statement.words or statement.value == NOT_STATED):
        advice = "请按原文填写"
    elif state is FindingState.WRONG:
        example = statement.example or statement.value
        advice = f"请补选写明“{example}”的条款，或改为来源未载明，或在“核实说明”中写一行“{statement.item.part}：依据”"
    shown = sentence or (statement.sentences[0] if statement.sentences else None)
    return Finding(
        state=state, item=statement.item, expected=statement.value, stated=stated, sentence=shown, advice=advice
    )
