"""The places of a document as people name them. Pure."""

import re
from functools import lru_cache

import cn2an

_SECTION_AND_SENTENCE = re.compile(r"([0-9]{1,3})\.([0-9]+)")


@lru_cache(maxsize=4096)  # one page names few places, each many times
def locator(path: str) -> str:
    """The place for people: `1.7` is 第一部分第7句, `0.2` is 开头第2句.

    A path of another shape comes back as it is, because a page must not fail on what an editor typed.
    """
    match = _SECTION_AND_SENTENCE.fullmatch(path)
    if match is None:
        return path
    return f"{section_name(int(match[1]))}第{int(match[2])}句"


def section_name(number: int) -> str:
    """第三部分; section 0, what stands before 一、, is 开头."""
    return f"第{cn2an.an2cn(number)}部分" if number else "开头"
