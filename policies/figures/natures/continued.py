"""A figure whose words say nothing of it takes the nature of the one before: 国家级奖励＊；省级＊；市级＊. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from policies.figures.natures.cues import FUTURE, MEASURE, PAST
from policies.figures.quantities import FigureKind, Nature, Quantity

_GIFT_ENDS = "(?:的?一次性)?(?:的?(?:奖励|奖补|补助|补贴|资助|奖金|扶持|支持|津贴))?(?:资金)?"
_NEXT = re.compile(rf"{_GIFT_ENDS}[；，、]\s*(?P<subject>[^，。；]{{1,16}})")
_OWN_WORDS = re.compile(
    f"{MEASURE}|{PAST}|{FUTURE}|承担|负担|自筹|拨付|兑现|配套|收费|缴|押金|预算|资金|共|合计|总|原|已|曾|不|罚|追|退|"
    "价|工资|利率|期"
)
_ENDS = re.compile("[，。；、）]|$|的?(?:奖|补|资助)|/|以内|左右|封顶")


def continued(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The same figures; those without any word of their own that follow an award in their list are awards too."""
    settled: list[Quantity] = []
    for figure in figures:
        previous = settled[-1] if settled else None
        if previous is not None and _goes_on(text, previous, figure):
            figure = replace(figure, nature=Nature.AWARD, nature_words=previous.nature_words)
        settled.append(figure)
    return settled


def _goes_on(text: str, previous: Quantity, figure: Quantity) -> bool:
    undecided = figure.nature in (Nature.OTHER, Nature.RATIO) and not figure.nature_words and figure.has_value
    alike = previous.nature is Nature.AWARD and (previous.kind, previous.unit) == (figure.kind, figure.unit)
    if not (undecided and alike and figure.kind in (FigureKind.AMOUNT, FigureKind.PERCENT)):
        return False
    between = _NEXT.fullmatch(text, previous.end, figure.start)
    return bool(between and not _OWN_WORDS.search(between["subject"]) and _ENDS.match(text, figure.end))
