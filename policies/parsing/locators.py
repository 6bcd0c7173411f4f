"""The places of a document: their paths, and how people name them. Pure."""

import re
from functools import lru_cache

import cn2an

# 1.7, 2.10-1.3 (第十条之一), a1.3.2 in 附件1, f.2 in 附则, p2.1.4 in the second text of a notice, n1.1 in a note.
PATH = r"(?:[a-z][0-9]*\.)*[0-9]+(?:-[0-9]+)?(?:\.[0-9]+(?:-[0-9]+)?)*"

_SECTION_AND_SENTENCE = re.compile(r"([0-9]{1,3})\.([0-9]+)")
_PART_OF_PLACE = re.compile(
    "附则|附[件录表图]?[0-9一二三四五六七八九十]*(?:《.*?》)?|《.*?》|尾?注[0-9]+|第[^第]+?(?:部分|编|章|节|条(?:之.)?|段|问|篇)"
)


def locator(path: str) -> str:
    """The place for people: `1.7` is 第一部分第7句, `0.2` is 开头第2句.

    A path of another shape comes back as it is, because a page must not fail on what an editor typed.
    """
    match = _SECTION_AND_SENTENCE.fullmatch(path)
    if match is None:
        return path
    return f"{section_name(int(match[1]))}第{int(match[2])}句"


@lru_cache(maxsize=4096)  # one page names few places, each many times
def cited(path: str, place: str) -> str:
    """The place of a sentence for people: `place` with its number, unless `place` names the sentence itself."""
    if not place:
        return locator(path)
    return place if place.endswith(("句", "行")) else f"{place}第{path.rpartition('.')[2]}句"


def section_name(number: int) -> str:
    """第三部分; section 0, what stands before 一、, is 开头."""
    return f"第{cn2an.an2cn(number)}部分" if number else "开头"


def part_name(path: str, place: str) -> str:
    """The part that a sentence stands in, for people: 第二章, 附件1《…》, 第三部分, 开头."""
    part = path.partition(".")[0]
    if match := _PART_OF_PLACE.match(place):
        return match[0]
    return section_name(int(part)) if part.isdecimal() else part
