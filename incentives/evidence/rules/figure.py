"""One claim against its sentence: is the figure there, in this unit, bounded so, and for this purpose? Pure."""

import re

from incentives.evidence.claims import (
    NATURE_WORDS,
    NO_CLAUSE,
    NO_TEXT,
    SUPERSEDED,
    Claim,
    ExpectedFigure,
    Finding,
    FindingState,
)
from incentives.evidence.rules import pairing
from policies.figures.quantities import Approximation, Bound, FigureKind, Nature
from policies.figures.read import Figure

_BOUND_WORDS = {Bound.EXACT: "确数", Bound.CAP: "上限", Bound.FLOOR: "下限", Bound.RANGE: "区间"}
_APPROXIMATION_WORDS = {
    Approximation.NONE: "确数",
    Approximation.ABOUT: "约数（约）",
    Approximation.OVER: "超过",
    Approximation.NEARLY: "接近",
}
# What one amount is paid for, as sentences say it behind 每.
_PER_WORDS = {
    "person": "[人名位]",
    "project": "项",
    "year": "年|学年",
    "month": "月",
    "once": "次",
}
_TOLD_ALWAYS = ("person", "year", "month")  # leaving these out changes what the reader gets


def check(claim: Claim, rivals: tuple[Claim, ...] = ()) -> Finding:
    """What the claim's sentence says to its figure; `rivals` are the other claims on that sentence."""
    if claim.sentence is None:
        return _finding(claim, FindingState.WRONG, NO_CLAUSE)
    if not claim.sentence.text:
        return _finding(claim, FindingState.NO_TEXT, NO_TEXT)
    if claim.sentence.is_superseded:
        return _finding(claim, FindingState.WRONG, SUPERSEDED)
    candidates = [figure for figure in claim.sentence.figures if has_value(figure, claim.wanted)]
    if not candidates:
        return _finding(claim, FindingState.WRONG, _what_is_there(claim))
    judged = [(faults(claim, figure, rivals), figure) for figure in candidates]
    wrong, figure = min(judged, key=lambda pair: (len(pair[0]), -pairing.around(claim, pair[1])))
    if wrong:
        return _finding(claim, FindingState.WRONG, f"{figure.text}：{'；'.join(wrong)}", figure)
    return _finding(claim, FindingState.PROVED, said(figure), figure)


def matching(claim: Claim) -> list[Figure]:
    """The figures of the sentence that prove the claim, pairing and neighbours aside."""
    if claim.sentence is None or claim.wanted is None:
        return []
    return [
        figure
        for figure in claim.sentence.figures
        if has_value(figure, claim.wanted) and not _faults_of_meaning(claim.wanted, figure)
    ]


def has_value(figure: Figure, wanted: ExpectedFigure) -> bool:
    """Whether the figure holds the same numbers in the same unit, however bounded."""
    if wanted.kind not in (None, figure.kind):
        return False
    if figure.kind is FigureKind.DURATION and wanted.units:
        ours = {_months(end, unit) for end in wanted.numbers for unit in wanted.units}
        return {_months(end, figure.unit) for end in _ends(figure)} == ours
    return (not wanted.units or figure.unit in wanted.units) and _ends(figure) == wanted.numbers


def faults(claim: Claim, figure: Figure, rivals: tuple[Claim, ...]) -> list[str]:
    """What keeps a figure of the right value from proving the claim."""
    found = _faults_of_meaning(claim.wanted, figure) + faults_of_ticks(claim, figure)
    return found or pairing.faults(claim, figure, [(rival, matching(rival)) for rival in rivals])


def said(figure: Figure) -> str:
    """A figure as the report shows it: its text, what it is for, and the words that decided it."""
    words = "、".join(f"“{word}”" for word in figure.nature_words)
    nature = NATURE_WORDS[figure.nature]
    return f"{figure.text}（{nature}{'：' + words if words else ''}）"


def _faults_of_meaning(wanted: ExpectedFigure, figure: Figure) -> list[str]:
    checks = (
        _nature(wanted, figure),
        _bound(wanted, figure),
        _approximation(wanted, figure),
        _paid_for(wanted, figure),
    )
    return [fault for fault in checks if fault]


def _nature(wanted: ExpectedFigure, figure: Figure) -> str:
    undecided = figure.nature in (Nature.COUNT, Nature.RATIO) and not figure.nature_words
    if not wanted.natures or figure.nature in wanted.natures:
        return ""
    if undecided and not wanted.natures & {Nature.AWARD, Nature.THRESHOLD, Nature.TARGET}:
        return ""  # a bare number of things, which may be a result
    ours = "或".join(NATURE_WORDS[nature] for nature in Nature if nature in wanted.natures)
    words = "、".join(f"“{word}”" for word in figure.nature_words)
    return f"原文中是{NATURE_WORDS[figure.nature]}{f'（{words}）' if words else ''}，不是{ours}"


def _bound(wanted: ExpectedFigure, figure: Figure) -> str:
    capped = wanted.approximation is not None and figure.bound in (Bound.CAP, Bound.RANGE)
    strict = not wanted.loose and wanted.approximation is None
    if capped or (strict and _stated_ends(figure) != (wanted.low is not None, wanted.high is not None)):
        return f"原文是{_BOUND_WORDS[figure.bound]}，本站写作{_bound_word(wanted)}"
    if (
        wanted.exclusive is not None
        and figure.bound in (Bound.CAP, Bound.FLOOR)
        and figure.exclusive != wanted.exclusive
    ):
        return f"原文{'不含' if figure.exclusive else '含'}本数，本站写作{'不含' if wanted.exclusive else '含'}本数"
    return ""


def _approximation(wanted: ExpectedFigure, figure: Figure) -> str:
    if wanted.approximation is None:
        return ""
    theirs = figure.approximation
    at_least = figure.bound is Bound.FLOOR and theirs is Approximation.NONE
    ours_at_least = wanted.high is None and wanted.approximation is Approximation.NONE
    if theirs is wanted.approximation and at_least == ours_at_least:
        return ""
    word = "以上" if at_least else _APPROXIMATION_WORDS[theirs]
    ours = "以上" if ours_at_least else _APPROXIMATION_WORDS[wanted.approximation]
    return f"原文是{word}，本站写作{ours}"


def _paid_for(wanted: ExpectedFigure, figure: Figure) -> str:
    """Whether both say what one amount is paid for, and that it is paid once."""
    if wanted.once and not figure.one_off:
        return "原文没有说一次性"
    if wanted.once is False and figure.one_off:
        return "原文说的是一次性"
    if wanted.natures != {Nature.AWARD}:
        return ""
    stated = " ".join(figure.per)
    if wanted.per and not re.search(_PER_WORDS[wanted.per], stated) and not (wanted.per == "once" and figure.one_off):
        return "原文没有写明按此计发"
    untold = [word for word in _TOLD_ALWAYS if word != wanted.per and re.search(rf"每(?:{_PER_WORDS[word]})", stated)]
    return f"原文是{stated}，本站没有写" if untold and not wanted.per else ""


def faults_of_ticks(claim: Claim, figure: Figure | None = None) -> list[str]:
    """The ticks of a row that its sentence, or its figure's part of it, does not bear out."""
    found = []
    for tick in claim.ticks:
        text = pairing.own_part(claim.sentence, figure, near=tick.near) if figure else claim.sentence.text
        stated = [word for word in tick.words if word in text]
        if bool(stated) != tick.yes:
            found.append(f"原文没有“{tick.words[0]}”" if tick.yes else f"原文写明“{stated[0]}”")
    return found


def _what_is_there(claim: Claim) -> str:
    kin = [figure for figure in claim.sentence.figures if figure.kind is claim.wanted.kind]
    return f"原文中只有{'、'.join(figure.text for figure in kin)}" if kin else "原文中没有这类数字"


def _ends(figure: Figure) -> set:
    return {end for end in (figure.low, figure.high) if end is not None}


def _stated_ends(figure: Figure) -> tuple[bool, bool]:
    return figure.low is not None, figure.high is not None


def _months(number, unit: str) -> tuple:
    factor = {"年": 12, "周年": 12, "个月": 1}.get(unit)
    return (number * factor, "个月") if factor else (number, unit)


def _bound_word(wanted: ExpectedFigure) -> str:
    if wanted.low is None:
        return "上限"
    if wanted.high is None:
        return "下限"
    return "确数" if wanted.low == wanted.high else "区间"


def _finding(claim: Claim, state: FindingState, found: str, figure: Figure | None = None) -> Finding:
    wanted = claim.wanted
    natures = "或".join(NATURE_WORDS[nature] for nature in Nature if nature in wanted.natures)
    return Finding(
        state=state,
        item=claim.item,
        wanted=f"{wanted.said}（{natures}）" if natures else wanted.said,
        found=found,
        sentence=claim.sentence,
        figure=figure,
    )
