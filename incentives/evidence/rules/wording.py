"""Words an expert checks in our own texts: slips of the field, and figures in prose that no source holds. Pure."""

import re
from dataclasses import dataclass

_QUOTED = re.compile("“[^“”]*”|《[^《》]*》")


@dataclass(frozen=True)
class WordingFault:
    """One wrong wording where it stands, and what to write instead."""

    wrong: str
    right: str


_SLIPS = (
    (re.compile("创新性(?=中?小?微?企业)"), "创新型"),
    (re.compile("专精特[性型]|专特精新|精专特新|专精新特"), "专精特新"),
    (re.compile("单向冠军|单项寇军"), "单项冠军"),
    (re.compile(r"(?<=[一-鿿])[\[［(（【]20[0-9]{2}[\]］)）】](?=[0-9]+号)"), "六角括号〔年份〕"),
    (re.compile(r"(?<=[0-9])万(?=$|[，。；、])"), "万元"),
)
_OUTSIDE_QUOTES = ((re.compile("小巨人"), "“小巨人”（加引号）"),)


def wording_faults(text: str) -> list[WordingFault]:
    """The slips of a text, in order of their kinds."""
    found = [WordingFault(match[0], right) for pattern, right in _SLIPS for match in pattern.finditer(text)]
    bare = _QUOTED.sub(lambda match: "□" * len(match[0]), text)
    return found + [
        WordingFault(match[0], right) for pattern, right in _OUTSIDE_QUOTES for match in pattern.finditer(bare)
    ]
