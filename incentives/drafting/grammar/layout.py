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
_OFFICE_LABEL = re.compile("牵头|责任|主管|部门|单位")
_CALL = re.compile("(?:申报|评价|认定|遴选|征集|推荐|复核|评选|申请|报送|兑现)[^，。]{0,40}(?:通知|公告|通告)")
_REPORT = re.compile("(?:报告|汇报|总结|公报|讲话|通报|白皮书|纪要|要点)(?:[（(][^（）()]*[)）])?$")
_ANSWERS = re.compile("问答|解读|答记者问|常见问题|图解|FAQ")


def field_of(label: str) -> Field | None:
    """What a label is about, if it is one that entries and guides use."""
    return next((kind for kind, pattern in _FIELDS if pattern.search(label)), None) if len(label) <= 14 else None


def is_call(title: str) -> bool:
    return bool(_CALL.search(title)) and "印发" not in title


def is_report(title: str) -> bool:
    """Whether a title names what only reports: 工作报告, 情况的报告, 总结."""
    return bool(_REPORT.search(title))


def is_answers(title: str, sentences: Sequence[DraftSentence]) -> bool:
    questions = sum(
        bool(re.match("(?:【?问|Q)[^，。]{0,6}[:：、.]", one.text)) or one.text.rstrip().endswith(("？", "?"))
        for one in sentences
    )
    return bool(_ANSWERS.search(title)) or questions > max(3, len(sentences) // 5)


@dataclass
class Entry:
    """A name and the lines below it; `title` is the line of the name where it is a sentence of the text."""

    name: str
    title: DraftSentence | None = None
    lines: list[tuple[Field | None, DraftSentence]] = field(default_factory=list)


def entries_of(sentences: Sequence[DraftSentence]) -> list[Entry]:
    """The entries of a list without numbers: a short bare line, and labelled lines below it; [] if it is none."""
    entries: list[Entry] = []
    current: Field | None = None
    for place, sentence in enumerate(sentences):
        following = sentences[place + 1] if place + 1 < len(sentences) else None
        if _is_name(sentence, following):
            entries.append(Entry(sentence.text.strip(), sentence))
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


def numbered_entries(nodes: Sequence[Node]) -> dict[str, Entry]:
    """The items that are entries of a list (一、租房补贴, below it 申领方式：…), by path; {} unless most are."""
    items = [node for root in nodes for node in root.walk() if node.sentences and node.heading]
    entries = {node.path: _entry(node) for node in items}
    labelled = [path for path, entry in entries.items() if _is_labelled(entry)]
    giving = sum(any(one.has_awards for one in node.sentences) for node in items)
    if len(labelled) < 2 or len(labelled) * 2 <= giving:
        return {}
    depths = {path.count(".") for path in labelled}
    return {path: entry for path, entry in entries.items() if path.count(".") in depths}


def _entry(node: Node) -> Entry:
    entry = Entry(node.heading)
    current: Field | None = None
    for sentence in node.all_sentences():
        current = field_of(sentence.label) or (None if not sentence.label else current)
        if sentence.text.rstrip("。.：: ") != node.heading:
            entry.lines.append((current, sentence))
    return entry


def _is_labelled(entry: Entry) -> bool:
    return any(kind and line.label and not _OFFICE_LABEL.search(line.label) for kind, line in entry.lines)


def _is_name(sentence: DraftSentence, following: DraftSentence | None) -> bool:
    text = sentence.text.strip()
    if following is None or len(text) > 40 or re.search("[。；：:！？，,;]", text) or sentence.has_awards:
        return False
    return following.clause.part == sentence.clause.part and len(following.text) > len(text)


def guide_fields(node: Node) -> list[tuple[Field, Node]]:
    """The places below a node as labelled fields; [] unless most of them are, with what is given and to whom."""
    if len(node.children) < 3:
        return []
    fields = [(field_of(label_of(child)), child) for child in node.children]
    known = [(kind, child) for kind, child in fields if kind is not None]
    asking = [child for kind, child in known if kind is Field.CONDITION]
    if any(one.has_awards for child in asking for one in child.all_sentences()):
        return []  # 支持范围 with sums: parts of a policy
    kinds = {kind for kind, _ in known}
    enough = len(known) * 3 >= len(fields) * 2 and {Field.GIVEN, Field.CONDITION} <= kinds
    return known if enough else []


def label_of(node: Node) -> str:
    """The label of a place: 申请条件 of 申请条件：…, or its heading."""
    own = node.sentences[0].label if node.sentences else ""
    return own if field_of(own) else re.split("[:：]", node.heading)[0].strip()
