"""What a call to apply (申报通知) says for applicants: days, papers, address, phone, entrance. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from policies.enums import TermKind
from policies.parsing.terms import TermSentence, read_terms


class NoticeMatter(StrEnum):
    """What one fact of a call to apply is about."""

    APPLY_FROM = "apply_from"  # a day as ISO
    APPLY_UNTIL = "apply_until"  # a day as ISO
    CONTACT = "contact"  # a person or an office
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"  # where papers are handed in
    MATERIAL = "material"  # one paper
    ENTRANCE = "entrance"  # the platform's name
    LINK = "link"  # the platform's address: https://…


class NoticeClause(Protocol):
    """A sentence with its place; `headings` are those above it, from the outermost in."""

    @property
    def path(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def headings(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class NoticeFact:
    """One fact, in the text's words or as an ISO date, and the path of the clause that states it."""

    what: NoticeMatter
    value: str
    path: str


_WIDE = str.maketrans({",": "，", ";": "；"})  # half-width marks are as frequent in notices
_SPACED = re.compile("(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")  # 联 系 人
_DAYS = {TermKind.APPLY_FROM: NoticeMatter.APPLY_FROM, TermKind.APPLY_UNTIL: NoticeMatter.APPLY_UNTIL}
_LABEL = re.compile(
    "(?P<contact>联系人员?|联系部门|联系单位|联系处室|联系科室|受理部门|受理单位|咨询部门)|(?P<phone>电话|手机号?|热线|咨询|联系方式|拨打|致电)"
    "|(?P<email>邮箱|电子邮件|E-?mail)|(?P<address>地址|地点)|(?P<material>材料|资料)(?:清单|目录|要求|包括|如下)?(?=[:：])"
    "|(?P<other>传真|邮编|邮政编码|QQ群?号?|微信|账号|帐号|编号|代码|开户行|时间|网址|网站|备注)",
    re.I,
)
# The area code may stand in brackets; an extension follows a hyphen or 转.
_PHONE = re.compile(
    r"(?<![0-9A-Za-z.@〔〕号-])(?:"
    r"(?:[(（]0[0-9]{2,3}[)）]|0[0-9]{2,3}[-—–－ ]{0,2})?[2-9][0-9]{6,7}(?:[-—转][0-9]{1,5})?"
    r"|1[3-9][0-9]{9}|[48]00[-—]?[0-9]{3,4}[-—]?[0-9]{3,4}|1[0-9]{4}|9[56][0-9]{3,4})(?![0-9A-Za-z.@元万亿年%])"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LINK = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&*+=%]+|(?<![A-Za-z0-9@./-])www\.[A-Za-z0-9\-._~:/?#@&=%]+")
_STREET = re.compile(
    r"[\u4e00-\u9fff]{2,20}?(?:路|街|大道|巷|道|弄|街坊)(?:[东南西北中]?段)?(?:与[\u4e00-\u9fff]{2,12}交叉口)?"
    r"[0-9]{1,5}号(?:[\u4e00-\u9fffA-Za-z0-9\-—#]|[（(][^()（）]*[)）]){0,30}"
)
_ROOM = re.compile("[0-9一二三四五六七八九十]+(?:号|楼|室|层|窗口)|大厅|中心")
_LEAD = re.compile("^.*(?:地址|地点|至|到|于|在|往|为)")
_HANDS_IN = re.compile("报送|寄|送|递交|提交|交至|交到|地址|地点|受理|窗口|领取")
_MATERIALS_HEAD = re.compile("(?:材料|资料)(?:清单|目录|要求|内容|准备|报送|提交|包括|如下)?(?:[（(].*[)）])?[:：]?$")
_PAPER = re.compile(
    "(?:表|书|报告|证明|证书?|执照|复印件|扫描件|原件|合同|协议|凭证|发票|清单|方案|说明|材料|资料|报表|函|承诺|文件|流水|照片|名单|账|摘要)"
    "(?:[（(][^()（）]*[)）]|[及和等]?(?:复印件|扫描件|原件|盖章件))*"
)
_HANDLING = re.compile("一式|装订|胶装|份数|A4|加盖|签字|按(?:顺序|上述)|逾期|须|应当?|不予|真实|负责|之前|日前|联系")
_SUBMITS = re.compile(
    "(?:提交|提供|报送|上传|填写|填报|递交|准备|附送|携带)(?!的)((?:(?!并|后|至|到|等|及时)[^，。；：])*)"
)
_VERB = re.compile("^(?:请|须|应|需)?(?:提交|提供|报送|上传|填写|填报|递交|准备)")
_FALSE = re.compile("虚假|造假|不实|的$")
_NUMERAL = re.compile(r"^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）.．、]|[①-⑳])\s*")
_PLATFORM = re.compile(
    "(?:登[录陆]|进入|访问|打开|通过|使用|在|经|关注|依托)(?:到|至|本市|我市|我省)?"
    '(?P<name>[“"「『]?[^，。；：（）()“”"]{0,24}[”"」』]?[^，。；：（）()“”"]{0,16}?'
    "(?:平台|系统|小程序|公众号|APP|App|app|客户端|官网|门户网站|政务服务网|服务网|专区|网厅))"
)
_APPLIES = re.compile("申报|申请|填报|提交|注册|报名|上传|登[录陆]|办理|申领|报送")
_LOOKS_UP = re.compile("下载|查询|查看|查阅|公示|公布|公告|获取|了解|发布")
_ENDS = " \u3000，,。；;：:、"


def notice_facts(clauses: Iterable[NoticeClause], year: int | None = None) -> list[NoticeFact]:
    """The facts of a call to apply in the order of the text, each once; `year` is that of days without one."""
    found: dict[tuple[NoticeMatter, str], NoticeFact] = {}
    leads: dict[str, str] = {}
    above = ""  # a sentence with a colon, while each sentence below it has facts: 联系方式：, and a line a person
    for clause in clauses:
        item = clause.path.rpartition(".")[0]
        facts = [
            NoticeFact(*fact, clause.path) for fact in _facts(clause, _heading(clause, item, leads) or above, year)
        ]
        for fact in facts:
            found.setdefault((fact.what, fact.value), fact)
        if clause.text.endswith((":", "：")):
            above = leads[item] = clause.text
        elif not facts:
            above = ""
    return list(found.values())


def _heading(clause: NoticeClause, item: str, leads: dict[str, str]) -> str:
    """The nearest heading above a sentence, or the nearest sentence with a colon that its list stands under."""
    levels = list(clause.headings)
    inside = item
    while item:
        if levels and (heading := levels.pop()):
            return heading
        if item in leads and item != inside:
            return leads[item]
        item = item.rpartition(".")[0]
    return ""


def _facts(clause: NoticeClause, heading: str, year: int | None) -> Iterator[tuple[NoticeMatter, str]]:
    for term in read_terms([TermSentence(clause.path, clause.text, heading=heading)], year):
        if term.what in _DAYS:
            yield _DAYS[term.what], term.value
    text = _SPACED.sub("", clause.text.translate(_WIDE))
    yield from _contacts(text, heading)
    yield from _addresses(text, heading)
    yield from _materials(text, heading)
    yield from _entrances(text)


def _spans(text: str, heading: str) -> Iterator[tuple[str, int, str]]:
    """Labels by group, where each ends, and the words up to the next; the heading is the label of the start."""
    above = _LABEL.search(heading)
    labels = list(_LABEL.finditer(text))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    if above:
        yield above.lastgroup or "", 0, text[: labels[0].start() if labels else len(text)]
    for label, end in zip(labels, ends, strict=False):  # no label: nothing ends
        yield label.lastgroup or "", label.end(), text[label.end() : end]


def _contacts(text: str, heading: str) -> Iterator[tuple[NoticeMatter, str]]:
    """People, phones and mail addresses; what number it is the nearest label before it says."""
    for group, start, words in _spans(text, heading):
        if group in ("contact", "phone"):
            yield from (
                (NoticeMatter.PHONE, match[0]) for match in _PHONE.finditer(words) if _is_phone(match[0], group)
            )
        if group == "contact" and start and words[:1] in (":", "："):
            name = _PHONE.split(re.split("[，。；;]|(?:联系|咨询|办公|固定|移动)?$", words[1:], maxsplit=1)[0])[0]
            name = re.sub("(?:及|和)?(?:联系|咨询|办公)?$", "", name).strip(_ENDS + "(（-—")
            if 1 < len(name) <= 30 and not _APPLIES.search(name):
                yield NoticeMatter.CONTACT, name
    for match in _EMAIL.finditer(text):
        yield NoticeMatter.EMAIL, match[0].rstrip(".")


def _is_phone(number: str, group: str) -> bool:
    """A short number is a hotline where a phone is spoken of; beside a name it may be anything."""
    return group == "phone" or len(re.sub("[^0-9]", "", number)) >= 7


def _addresses(text: str, heading: str) -> Iterator[tuple[NoticeMatter, str]]:
    """What stands behind 地址：, and a street with its number where something is handed in."""
    labelled = False
    for group, start, words in _spans(text, heading):
        named = words[:1] in (":", "：", "为") if start else _ROOM.search(words)
        value = re.split("[，。；;]|[（(]?(?:邮编|联系)", words[1 if start else 0 :], maxsplit=1)[0].strip(_ENDS)
        if group == "address" and named and 3 < len(value) <= 80 and not _LINK.search(value):
            labelled = True
            yield NoticeMatter.ADDRESS, value
    if labelled or not _HANDS_IN.search(text):
        return
    for match in _STREET.finditer(text):
        yield NoticeMatter.ADDRESS, _LEAD.sub("", match[0]).strip(_ENDS)


def _materials(text: str, heading: str) -> Iterator[tuple[NoticeMatter, str]]:
    """Papers named under a heading 申报材料, behind a label, or as what is to be handed in."""
    behind = next((words[1:] for group, _, words in _spans(text, "") if group == "material"), "")
    if behind:
        values = re.split("[；;。]", behind)
        values = values if len([one for one in values if one.strip()]) > 1 else _listed(behind)
    elif _MATERIALS_HEAD.search(heading):
        values = [] if _HANDLING.search(_brackets_off(text)) else [text]
    else:
        values = [words for match in _SUBMITS.finditer(text) for words in _listed(match[1])]
    for value in values:
        bare = _VERB.sub("", _NUMERAL.sub("", value.strip(_ENDS))).strip(_ENDS)
        if 1 < len(bare) <= 120 and _PAPER.search(bare) and not _FALSE.search(bare):
            yield NoticeMatter.MATERIAL, bare


def _brackets_off(text: str) -> str:
    return re.sub("[（(][^()（）]*[)）]", "", text)


def _listed(words: str) -> list[str]:
    """The members of a list with 、, which counts as none inside brackets and titles."""
    members, start, depth = [], 0, 0
    for place, char in enumerate(words):
        depth += (char in "（(《〈“") - (char in "）)》〉”")
        if char in "、；;" and depth <= 0:
            members.append(words[start:place])
            start = place + 1
    return [*members, words[start:].rstrip("等")]


def _entrances(text: str) -> Iterator[tuple[NoticeMatter, str]]:
    """The platform by its name, and its address; one where files are looked up or downloaded is none."""
    for part in re.split("[。；;]", text):
        for match in _PLATFORM.finditer(part):
            behind = re.split("[，：]", part[match.end() :], maxsplit=1)[0] + part[match.end() : match.end() + 24]
            if _is_entrance(part[: match.end()], behind):
                yield NoticeMatter.ENTRANCE, match["name"].strip(_ENDS)
        for match in _LINK.finditer(part):
            if _is_entrance(part[max(0, match.start() - 30) : match.start()], part[match.end() : match.end() + 24]):
                yield NoticeMatter.LINK, match[0].rstrip(".,;:?!")


def _is_entrance(before: str, behind: str) -> bool:
    looked_up = _LOOKS_UP.search(behind)
    applies = _APPLIES.search(behind)
    if looked_up and not (applies and applies.start() < looked_up.start()):
        return False
    return bool(
        applies or _APPLIES.search(before) or re.search("(?:申报|申请|办理|平台|系统)(?:网址|入口|地址)", before)
    )
