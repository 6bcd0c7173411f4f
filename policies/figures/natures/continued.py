"""A figure whose words say nothing of it takes the nature of the one before: 国家级奖励＊；省级＊；市级＊. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from policies.figures.natures.cues import FUTURE, MEASURE, PAST
from policies.figures.quantities import Bound, FigureKind, Nature, Quantity

_GIFT_ENDS = "(?:的?一次性)?(?:的?(?:奖励|奖补|补助|补贴|资助|奖金|扶持|支持|津贴))?(?:资金)?"
_STAGES = re.compile(
    "(?:[工顶线产同收后时年期笔批]|封顶)[再先]?[付拨]|"
    "分[两二三四五六七八九十1-9]+[期次年批步阶段]|首[期笔批]|余[款下]|其余|剩余|"
    "(?:当年|次年|第[一二三四五]年)[发拨兑付给]|[先再后]付|后(?:再|予以)?[拨付发给兑]|满[一二两三四五]年"
)
_GIVEN_OR_OPEN = (Nature.AWARD, Nature.RATIO)
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


def in_parts(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The same figures; what pays one award out in stages is no award of its own.

    分两期，开工后给＊，竣工后给＊ come to 100 %; 奖励200万元，先付120万元，再付80万元 come to the sum before.
    """
    exact = [figure for figure in figures if figure.bound is Bound.EXACT and figure.has_value]
    shares = [figure for figure in exact if figure.kind is FigureKind.PERCENT and _may_be_part(figure)]
    sums = [figure for figure in exact if figure.kind is FigureKind.AMOUNT]
    if not _STAGES.search(text):
        return list(figures)
    parts: set[int] = set()
    if len(shares) > 1 and sum(share.low for share in shares) == 100:
        parts |= {share.start for share in shares if share.nature is Nature.AWARD}
    if len(sums) > 2 and sum(part.low for part in sums[1:]) == sums[0].low:
        parts |= {part.start for part in sums[1:] if part.nature is Nature.AWARD}
    return [_part(figure) if figure.start in parts else figure for figure in figures]


def _may_be_part(figure: Quantity) -> bool:
    """Not what somebody bears of the cost (农户承担25%，其余75%由财政补贴)."""
    return figure.nature in _GIVEN_OR_OPEN and not re.search("承担|负担|自", "".join(figure.nature_words))


def _part(figure: Quantity) -> Quantity:
    nature = Nature.RATIO if figure.kind is FigureKind.PERCENT else Nature.OTHER
    return replace(figure, nature=nature, nature_words=("分期",))


def _goes_on(text: str, previous: Quantity, figure: Quantity) -> bool:
    undecided = figure.nature in (Nature.OTHER, Nature.RATIO) and not figure.nature_words and figure.has_value
    alike = previous.nature is Nature.AWARD and (previous.kind, previous.unit) == (figure.kind, figure.unit)
    if not (undecided and alike and figure.kind in (FigureKind.AMOUNT, FigureKind.PERCENT)):
        return False
    between = _NEXT.fullmatch(text, previous.end, figure.start)
    return bool(between and not _OWN_WORDS.search(between["subject"]) and _ENDS.match(text, figure.end))
