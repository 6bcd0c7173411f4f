"""The subjects that a 分别 distributes over: splitting 对国家级、省级和市级企业技术中心 into its members. Pure."""

import re
from dataclasses import dataclass

from policies.figures.series import written_out

_CLAUSE_MARKS = re.compile("[，：（）]")
_SEGMENT_END = re.compile("[。；！？]")
_BRACKETED = re.compile("（[^（）]*）")
_QUOTED = re.compile("“[^“”]*”|《[^《》]*》")
_BACK_REFERENCE = re.compile("上述|前述|前款|以上标准|该标准")
# How a decision is reached is no subject, though it may hold a list (经审核、公示后).
_PROCEDURE = re.compile("^(?:经|由|根据|依据|按照|参照|自|从|在[^，]*(?:上|内|后|中|下)$|[^，]*(?:审核|评审|公示)后?$)")
_RECOGNITION = re.compile(
    "(?:评定|认定|评选|评|确定|批准|命名|授予|备案|列|纳入|入选|获得|取得|获评|获批|荣获)(?:为|成为|入)?"
)
_OPENING = re.compile(
    "^(?:第[0-9一二三四五六七八九十百]+条|对于|对|向|为(?=[^期])|授予|奖励(?=[^、]{3})|补助(?=[^、]{3})|凡是|"
    "凡|给予|支持|鼓励|分为)+"
)
# Words of giving behind a list of receivers, and how often something is paid: no part of a name.
_TAIL = re.compile(
    "(?:一次性|每[人家年月户名]|按[年月]|当年|可|再|将|均|应|给予|予以|发放|提供|奖励|补助|补贴|资助|授予|拨付|"
    "兑现|兑付|支持|支付|颁发)+$"
)
_SEPARATORS = "、|以及|和|及(?!其?以[上下]|时|其)|(?<!参)与"
_LEVEL = (
    "国家级|高级|中级|初级|特级|省部级|省级|地市级|市级|区级|县级|镇级|校级|国际|国家|行业|地方|团体|省|市|区|县|世界|全国|全省|全市|"
    "特等|[一二三四五六七八九甲乙丙丁]等|[甲乙丙丁]类|[一二三四五六七八九甲乙丙丁]级|[A-F]类|[A-F]级|[1-9]星级|"
    "大型|中型|小型|微型|(?<![^对])[大中小微]|[三四五]星级|[345]A级?|"
    "[一二三四五六七八九十]"
)
_ENDS_WITH_LEVEL = re.compile(f"(?:{_LEVEL})$")
_STARTS_WITH_LEVEL = re.compile(f"(?:{_LEVEL})")
_HIDDEN = "\ue003"


@dataclass(frozen=True)
class Before:
    """Subjects to the left of a 分别; `refers_back` if the text points to an earlier list (达到上述标准的)."""

    subjects: tuple[str, ...] = ()
    refers_back: bool = False


def list_before(text: str, place: int, length: int, after: int, figures: list[tuple[int, int]]) -> Before:
    """The nearest list in the clauses to the left of `place`, in its part of the sentence and behind `after`.

    The nearest clause that is a list decides, whether or not it has `length` members: to look for a better match
    further left would be to guess. Figures (by span) are not split: 1万元及以上至2万元 is one member.
    """
    start = max((match.end() for match in _SEGMENT_END.finditer(text, after, place)), default=after)
    parts = clauses(_guarded(text, start, place, figures))
    single: tuple[str, ...] = ()
    for part in reversed(parts):
        subjects = tuple(subject.translate(_SHOWN) for subject in list_subjects(part, length))
        if len(subjects) > 1 and not _PROCEDURE.match(part):
            return Before(subjects)
        if _BACK_REFERENCE.search(part):
            return Before(subjects, refers_back=True)
        single = single or subjects
    return Before(_series(parts, length) or single)


def _guarded(text: str, start: int, end: int, figures: list[tuple[int, int]]) -> str:
    """The text from start to end with the separators inside figures hidden."""
    pieces = []
    for first, last in figures:
        if start <= first and last <= end:
            pieces += [text[start:first], text[first:last].translate(_HIDDEN_MARKS)]
            start = last
    return "".join([*pieces, text[start:end]])


def _series(parts: list[str], length: int) -> tuple[str, ...]:
    """对A的，B的，C的，分别: the members are clauses."""
    described = [part for part in parts if part.endswith("的")]
    return tuple(_named(part).translate(_SHOWN) for part in described) if len(described) == length > 1 else ()


_HIDDEN_MARKS = dict(zip(map(ord, "、及与和，"), "\uf8f0\uf8f1\uf8f2\uf8f3\uf8f4", strict=True))
_SHOWN = {ord(hidden): chr(mark) for mark, hidden in _HIDDEN_MARKS.items()}


def clauses(text: str) -> list[str]:
    """The clauses of a sentence part, without its bracketed remarks."""
    bare = _BRACKETED.sub("", text)
    return [part for part in _CLAUSE_MARKS.split(bare) if part]


def list_subjects(text: str, length: int) -> tuple[str, ...]:
    """The members of the list in a clause, with the words they share given to each.

    Of the ways to read the separators (和 may be part of a name) the one with `length` members is taken.
    """
    text = _TAIL.sub("", written_out(text))
    if not _OPENING.sub("", text):
        return ()
    readings = [_members(text, _SEPARATORS)]
    if not readings[0]:
        return ()
    if length > 1:
        readings += _other_readings(text, readings[0])
    fitting = next((reading for reading in readings if len(reading) == length), None)
    return tuple(map(_named, _completed(fitting if fitting is not None else readings[0])))


def _other_readings(text: str, members: list[str]) -> list[list[str]]:
    separators = ("、", "、|和|以及") if "、" in text else ("和", "与")
    readings = [*_nested(members), *(_members(text, separator) for separator in separators)]
    recognised = _RECOGNITION.split(text)[-1]  # 被甲、乙两局评为省级、市级…: the list is what follows
    if recognised not in ("", text):
        readings.append(_members(recognised, _SEPARATORS))
    if len(members) == 1:
        readings.append(_members(text, "或"))
    return [*readings, _members(text, "、", "、"), _ranks(text), _merged(members)]


def _ranks(text: str) -> list[str]:
    """前三名 are three."""
    match = re.fullmatch("(.*?)前([二三四五六七八九十])([名位])(?:的.*)?", text)
    count = "一二三四五六七八九十".index(match[2]) + 1 if match else 0
    return [f"{match[1]}第{rank}{match[3]}" for rank in "一二三四五六七八九十"[:count]]


def _members(text: str, separators: str, between_quoted: str = f"(?<=[”》])(?={_HIDDEN})") -> list[str]:
    """Split outside quotation marks; quoted names side by side are members too (“甲”“乙”两类)."""
    masked = _QUOTED.sub(lambda match: re.sub(".", _HIDDEN, match[0][:-1]) + match[0][-1], text)
    cuts = [0]
    for match in re.finditer(f"{separators}|{between_quoted}", masked):
        cuts += [match.start(), match.end()]
    cuts.append(len(text))
    members = [text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    return [member for member in members if member]


def _merged(members: list[str]) -> list[str]:
    """1000万元以上、5000万元以下 is one interval."""
    merged: list[str] = []
    for member in members:
        if merged and re.search("以上$|不含$", merged[-1]) and re.search("以下", member):
            merged[-1] += "、" + member
        else:
            merged.append(member)
    return merged


def _nested(members: list[str]) -> list[list[str]]:
    """国家级、省级企业技术中心、工程中心: two levels, each with both kinds of centre."""
    levels = 0
    while levels < len(members) and _ENDS_WITH_LEVEL.search(members[levels]):
        levels += 1
    if not 0 < levels < len(members) - 1 or not _STARTS_WITH_LEVEL.match(members[levels]):
        return []
    return [[*members[:levels], "、".join(members[levels:])]]


def _completed(members: list[str]) -> list[str]:
    """Give what follows the last member's level to those that end with theirs: 一、二、三等奖, 国家级和省级中心."""
    last = members[-1]
    level = _STARTS_WITH_LEVEL.match(last)
    if len(members) < 2 or not level:
        return members
    shared = last[level.end() :]
    if re.fullmatch("[一二三四五六七八九十大中小微]", members[-2][-1:]) and len(level[0]) > 1:
        shared = last[1:]
    return [member + shared if _ENDS_WITH_LEVEL.search(member) else member for member in members[:-1]] + [last]


def _named(member: str) -> str:
    return re.sub("(?:的|(?:的?(?:奖励|补贴|补助|资助)(?:标准|金额|额度)))$", "", _OPENING.sub("", member))
