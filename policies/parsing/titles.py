"""Titles, subtitles, numbers and names of organs: told by their shape and their place. Pure."""

import re
from collections.abc import Sequence

from policies.intake.lines import Line, LineKind
from policies.parsing.levels import opening_of
from policies.parsing.sentences import SENTENCE_END, normalise
from policies.text.dates import is_like_a_date

DOC_NUMBER = re.compile(
    r"(?!.*关于)[\u4e00-\u9fffA-Za-z()（）]{1,24}[\[(（【〔][0-9]{4}[\])）】〕](?:第)?[0-9]{1,5}号?"
    r"|(?:[\u4e00-\u9fff]{2,20})?[0-9]{4}年第[0-9一二三四五六七八九十百]{1,5}号|[\u4e00-\u9fff]{2,20}令第[0-9一二三四五六七八九十百]{1,5}号"
)
_GENRES = (
    "办法|措施|细则|规定|意见|方案|条例|通知|政策|规则|指南|标准|要点|清单|目录|规程|守则|章程|公告|计划|规划|通告|公报|决定|说明|答复|问答|解读"
    "|批复|函|纪要|报告|制度|指引|须知|安排|汇编|摘编|若干规定|举措|目标|条款|十条|名单|表|流程|要求|纲要|行动|导则|规范|令|意见稿|法|政策措施"
)
_TITLE = re.compile(rf"[^。；！？：]{{2,80}}?(?:{_GENRES})(?:[（(][^（）()]{{1,20}}[）)])?(?:的通知|的说明)?")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff、\s]{2,40}(?:委|局|办|厅|部|院|府|会|处|署|(?<![执施试推进履])行|社|司|室|心|团|校|所|公司|集团|办公厅|组)"
)
_SUBTITLE_STARTS = ("关于", "（", "(", "—", "―", "--")
_ENDS_WHOLE = ("的通知", "的意见", "的决定", "的公告", "的通告", "的函", "的答复")
_NO_TITLE_ENDS = ("。", "｡", ":", "：", ";", "；", "，", ",", "、")
_LONGEST = 120
_MOST_LINES = 4
_BULLET = re.compile(r"^[•·●▪◦‣∙・*\-–]\s*")


def may_be_title(text: str) -> bool:
    return not (text.endswith(_NO_TITLE_ENDS) or opening_of(text) or is_like_a_date(text)) and len(text) <= _LONGEST


def is_title_like(text: str) -> bool:
    """Whether a line looks like the title of a text: it ends with 办法, 通知, 措施 … and is no sentence."""
    bare = normalise(text).strip("《》")
    return bool(_TITLE.fullmatch(bare)) and not opening_of(text) and len(bare) > 4


def is_organ(text: str) -> bool:
    return bool(_ORGAN.fullmatch(text.strip()))


def title_at(lines: Sequence[Line], place: int, wanted: str) -> tuple[str, int]:
    """The title that begins at `place` and how many lines it takes; ("", 0) where none does.

    `wanted` is the title that is known already, '' where none is: several lines that make it up together are taken.
    """
    texts = [_BULLET.sub("", line.text) for line in lines[place : place + _MOST_LINES] if line.kind is LineKind.TEXT]
    if wanted:
        joined = ""
        for count, text in enumerate(texts, start=1):
            joined += _bare(text)
            if joined == _bare(wanted):
                return wanted, count
        return "", 0
    if not texts or not may_be_title(texts[0]) or SENTENCE_END.search(texts[0]):
        return "", 0
    title, count = _whole(texts) or (texts[0], 1)
    while count < len(texts) and _goes_on(title, texts[count], lines[place + count - 1], lines[place + count]):
        title += texts[count]
        count += 1
    return title, count


def _whole(texts: Sequence[str]) -> tuple[str, int] | None:
    """A title that begins with 关于 and ends lines further down with 的通知, and how many lines it takes.

    The organ may stand on a line of its own above 关于.
    """
    below_organ = len(texts) > 1 and is_organ(texts[0]) and texts[1].startswith("关于")
    if is_title_like(texts[0]) or not (below_organ or "关于" in texts[0]):
        return None
    for count in range(2, len(texts) + 1):
        if not may_be_title(texts[count - 1]) or SENTENCE_END.search(texts[count - 1]):
            return None
        if texts[count - 1].endswith(_ENDS_WHOLE) and len(title := "".join(texts[:count])) <= _LONGEST:
            return title, count
    return None


def subtitle_below(line: Line, above: Line) -> bool:
    """Whether a line under the title belongs to it; a salutation or a first paragraph ends otherwise."""
    text = _BULLET.sub("", line.text)
    if not text or line.kind is not LineKind.TEXT or not may_be_title(text) or SENTENCE_END.search(text):
        return False
    return line.number == above.number + 1 or text.startswith(_SUBTITLE_STARTS)


def _goes_on(title: str, following: str, line: Line, next_line: Line) -> bool:
    """Whether a title broken over lines goes on: its first line ends with no 办法, 通知 …, the next does."""
    if next_line.number != line.number + 1 or SENTENCE_END.search(following) or not may_be_title(following):
        return False
    return not is_title_like(title) and is_title_like(following) and not following.startswith(("（", "("))


def _bare(text: str) -> str:
    return normalise(text).strip("《》")
