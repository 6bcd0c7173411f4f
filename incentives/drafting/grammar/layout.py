"""How a text is laid out: numbered items, a list of entries, a guide of labelled fields, a call to apply. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from incentives.drafting.grammar.items import Node
from incentives.drafting.grammar.pieces import DraftSentence


class Field(StrEnum):
    """What a labelled line or part is about."""

    GIVEN = "given"
    EXAMPLE = "example"
    BASIS = "basis"
    CONDITION = "condition"
    AGENCY = "agency"
    MATERIAL = "material"
    WINDOW = "window"
    PROCESS = "process"
    NOTE = "note"


# The first pattern that a label holds decides.
_FIELDS = (
    (Field.EXAMPLE, re.compile("测算|计算公式|举例|示例")),
    (Field.BASIS, re.compile("依据|出处|来源|文号")),
    (Field.MATERIAL, re.compile("材料|资料")),
    (Field.WINDOW, re.compile("时间|期限$|时限|时段|日期")),
    (Field.PROCESS, re.compile("流程|程序|步骤|方式|办法$|组织实施|途径")),
    (Field.GIVEN, re.compile("标准|内容|额度|金额|措施|待遇|政策支持|支持政策|奖励$|补贴$|利率|方向|举措|优惠")),
    (Field.CONDITION, re.compile("条件|对象|范围|要求|资格|适用|人群")),
    (Field.AGENCY, re.compile("渠道|受理|部门|单位|地点|机构|电话|联系|咨询|窗口|网址")),
    (Field.NOTE, re.compile("提示|说明|备注|注意|注")),
)
_CALL = re.compile(
    "(?:申报|评价|认定|遴选|征集|推荐|复核|评选|申请|报送|兑现)[^，。]{0,12}(?:工作)?的?(?:通知|公告|通告)"
)
_ANSWERS = re.compile("问答|解读|答记者问|常见问题|图解|FAQ")


def field_of(label: str) -> Field | None:
    """What a label is about, if it is one that entries and guides use."""
    return next((kind for kind, pattern in _FIELDS if pattern.search(label)), None) if len(label) <= 14 else None


def is_call(title: str) -> bool:
    return bool(_CALL.search(title))


def is_answers(title: str, sentences: Sequence[DraftSentence]) -> bool:
    questions = sum(
        bool(re.match("(?:【?问|Q)[^，。]{0,6}[:：、.]", one.text)) or one.text.rstrip().endswith(("？", "?"))
        for one in sentences
    )
    return bool(_ANSWERS.search(title)) or questions > max(3, len(sentences) // 5)


@dataclass
class Entry:
    """A name and the lines below it."""

    title: DraftSentence
    lines: list[tuple[Field | None, DraftSentence]] = field(default_factory=list)


def entries_of(sentences: Sequence[DraftSentence]) -> list[Entry]:
    """The entries of a list without numbers: a short bare line, and labelled lines below it; [] if it is none."""
    entries: list[Entry] = []
    current: Field | None = None
    for place, sentence in enumerate(sentences):
        following = sentences[place + 1] if place + 1 < len(sentences) else None
        if _is_name(sentence, following):
            entries.append(Entry(sentence))
            current = None
        elif entries:
            kind = field_of(sentence.label)
            current = kind or current
            entries[-1].lines.append((current, sentence))
    told = [
        entry
        for entry in entries
        if any(
            kind in (Field.BASIS, Field.AGENCY, Field.CONDITION, Field.GIVEN) and line.label
            for kind, line in entry.lines
        )
    ]
    return entries if len(told) * 2 > len(entries) and len(told) > 1 else []


def _is_name(sentence: DraftSentence, following: DraftSentence | None) -> bool:
    text = sentence.text.strip()
    if following is None or len(text) > 40 or re.search("[。；：:！？，,;]", text) or sentence.has_awards:
        return False
    return following.clause.part == sentence.clause.part and len(following.text) > len(text)


def guide_fields(node: Node) -> list[tuple[Field, Node]]:
    """The places below a node as labelled fields; [] unless most of them are and one says what is given."""
    if len(node.children) < 3:
        return []
    fields = [(field_of(label_of(child)), child) for child in node.children]
    known = [(kind, child) for kind, child in fields if kind is not None]
    kinds = {kind for kind, _ in known}
    enough = len(known) * 3 >= len(fields) * 2 and len(kinds) > 1
    return known if enough and Field.GIVEN in kinds else []


def label_of(node: Node) -> str:
    """The label of a place: 申请条件 of 申请条件：…, or its heading."""
    own = node.sentences[0].label if node.sentences else ""
    return own if field_of(own) else re.split("[:：]", node.heading)[0].strip()
