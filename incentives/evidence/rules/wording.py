"""Wrong wordings that an expert notices in our own texts, each with the right one. Pure."""

import re
from dataclasses import dataclass

_QUOTED = re.compile("“[^“”]*”|《[^《》]*》")


@dataclass(frozen=True)
class WordingFault:
    """One wrong wording where it stands, and what to write instead."""

    wrong: str
    right: str


_FAULTS = (
    (re.compile("创新性(?=中?小?微?企业)"), "创新型"),
    (re.compile("专精特[性型]|专特精新|精专特新|专精新特"), "专精特新"),
    (re.compile("单向冠军|单项寇军"), "单项冠军"),
    (re.compile(r"(?<=[一-鿿])[\[［(（【]20[0-9]{2}[\]］)）】](?=[0-9]+号)"), "六角括号〔年份〕"),
    (re.compile(r"(?<=[0-9])万(?=$|[，。；、])"), "万元"),
)
_OUTSIDE_QUOTES = ((re.compile("小巨人"), "“小巨人”（加引号）"),)


def wording_faults(text: str) -> list[WordingFault]:
    """The faults of a text, in order of their kinds."""
    faults = [WordingFault(match[0], right) for pattern, right in _FAULTS for match in pattern.finditer(text)]
    unquoted = _QUOTED.sub(lambda match: "□" * len(match[0]), text)
    return faults + [
        WordingFault(match[0], right) for pattern, right in _OUTSIDE_QUOTES for match in pattern.finditer(unquoted)
    ]
