"""One claim checked against its sentence: value, unit, bound and purpose of the figure. Pure."""

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
from incentives.evidence.rules.names import nearest_part
from policies.figures.quantities import Approximation, Bound, FigureKind, Nature
from policies.figures.read import Figure

_BOUND_WORDS = {Bound.EXACT: "确数", Bound.CAP: "上限", Bound.FLOOR: "下限", Bound.RANGE: "区间"}
_APPROXIMATION_WORDS = {
    Approximation.NONE: "确数",
    Approximation.ABOUT: "约数（约）",
    Approximation.OVER: "超过",
    Approximation.NEARLY: "接近",
}
_ONE_RECIPIENT = ("", "家", "户", "项目")  # leaving these out changes nothing of what one recipient gets


def check(claim: Claim, rivals: tuple[Claim, ...] = ()) -> Finding:
    """The finding of a claim in its sentence; `rivals` are the other claims on that sentence."""
    if claim.sentence is None:
        return _finding(claim, FindingState.WRONG, NO_CLAUSE)
    if not claim.sentence.text:
        return _finding(claim, FindingState.NO_TEXT, NO_TEXT)
    if claim.sentence.is_superseded:
        return _finding(claim, FindingState.WRONG, SUPERSEDED)
    figures = _in_column(claim)
    if not figures:
        return _finding(claim, FindingState.WRONG, _same_kind_text(claim))
    candidates = [(faults(claim, figure, rivals), figure) for figure in figures]
    problems, figure = min(candidates, key=lambda pair: (len(pair[0]), -pairing.beside(claim, pair[1])))
    if problems:
        return _finding(claim, FindingState.WRONG, f"{figure.text}：{'；'.join(problems)}", figure)
    return _finding(claim, FindingState.PROVED, described(figure), figure)


def matching(claim: Claim) -> list[Figure]:
    """The figures of the sentence that prove the claim, pairing and neighbours aside."""
    if claim.sentence is None or claim.expected is None:
        return []
    return [figure for figure in _in_column(claim) if not _faults_of_meaning(claim.expected, figure)]


def _in_column(claim: Claim) -> list[Figure]:
    """The figures of the right value; where the words beside some name our column, these: 50%投资损失允许率."""
    figures = [figure for figure in claim.sentence.figures if has_value(figure, claim.expected)]
    words = [pairing.of_column(claim, figure) for figure in figures] if len(figures) > 1 else []
    return [figure for figure, number in zip(figures, words, strict=True) if number == max(words)] if words else figures


def has_value(figure: Figure, expected: ExpectedFigure) -> bool:
    """Whether the figure holds the same numbers in the same unit, however bounded."""
    if expected.kind not in (None, figure.kind):
        return False
    if figure.kind is FigureKind.DURATION and expected.units:
        ours = {_months(end, unit) for end in expected.numbers for unit in expected.units}
        return {_months(end, figure.unit) for end in _ends(figure)} == ours
    if expected.units and figure.unit not in expected.units:
        return False
    return _ends(figure) == expected.numbers or _is_end_of_range(expected, figure)


def _is_end_of_range(expected: ExpectedFigure, figure: Figure) -> bool:
    """Whether a rule compares with the end of a range that it means: 18—40岁 is at most 40 and at least 18."""
    is_rule = expected.exclusive is not None and figure.bound is Bound.RANGE
    return is_rule and (expected.low, expected.high) in {(figure.low, None), (None, figure.high)}


def faults(claim: Claim, figure: Figure, rivals: tuple[Claim, ...]) -> list[str]:
    """What keeps a figure of the right value from proving the claim."""
    own_faults = _faults_of_meaning(claim.expected, figure) + faults_of_ticks(claim, figure)
    return own_faults or pairing.faults(claim, figure, [(rival, matching(rival)) for rival in rivals])


def described(figure: Figure) -> str:
    """A figure as the report shows it: its text, what it is for, and the words that decided it."""
    words = "、".join(f"“{word}”" for word in figure.nature_words)
    nature = NATURE_WORDS[figure.nature]
    return f"{figure.text}（{nature}{'：' + words if words else ''}）"


def _faults_of_meaning(expected: ExpectedFigure, figure: Figure) -> list[str]:
    checks = (
        _nature(expected, figure),
        _bound(expected, figure),
        _approximation(expected, figure),
        _paid_for(expected, figure),
    )
    return [fault for fault in checks if fault]


def _nature(expected: ExpectedFigure, figure: Figure) -> str:
    undecided = figure.nature in (Nature.COUNT, Nature.RATIO) and not figure.nature_words
    if not expected.natures or figure.nature in expected.natures:
        return ""
    if undecided and not expected.natures & {Nature.AWARD, Nature.THRESHOLD, Nature.TARGET}:
        return ""  # a bare number of things, which may be a result
    ours = "或".join(NATURE_WORDS[nature] for nature in Nature if nature in expected.natures)
    words = "、".join(f"“{word}”" for word in figure.nature_words)
    return f"原文中是{NATURE_WORDS[figure.nature]}{f'（{words}）' if words else ''}，不是{ours}"


def _bound(expected: ExpectedFigure, figure: Figure) -> str:
    capped = expected.approximation is not None and figure.bound in (Bound.CAP, Bound.RANGE)
    strict = not expected.loose and expected.approximation is None and not _is_end_of_range(expected, figure)
    if capped or (strict and _stated_ends(figure) != (expected.low is not None, expected.high is not None)):
        return f"原文是{_BOUND_WORDS[figure.bound]}，本站写作{_bound_word(expected)}"
    if (
        expected.exclusive is not None
        and figure.bound in (Bound.CAP, Bound.FLOOR)
        and figure.exclusive != expected.exclusive
    ):
        return f"原文{'不含' if figure.exclusive else '含'}本数，本站写作{'不含' if expected.exclusive else '含'}本数"
    return ""


def _approximation(expected: ExpectedFigure, figure: Figure) -> str:
    if expected.approximation is None:
        return ""
    theirs = figure.approximation
    at_least = figure.bound is Bound.FLOOR and theirs is Approximation.NONE
    ours_at_least = expected.high is None and expected.approximation is Approximation.NONE
    if theirs is expected.approximation and at_least == ours_at_least:
        return ""
    word = "以上" if at_least else _APPROXIMATION_WORDS[theirs]
    ours = "以上" if ours_at_least else _APPROXIMATION_WORDS[expected.approximation]
    return f"原文是{word}，本站写作{ours}"


def _paid_for(expected: ExpectedFigure, figure: Figure) -> str:
    """Whether both say of what and for how long one amount is paid, and that it is paid once."""
    if expected.once and not figure.one_off:
        return "原文没有说一次性"
    if expected.natures != {Nature.AWARD}:
        return ""
    theirs = "" if figure.period == "一次性" else figure.period
    if expected.paid_for and expected.paid_for != figure.paid_for:
        return f"原文没有写明按{expected.paid_for}计发"
    if expected.period and expected.period != theirs:
        return f"原文没有写明{expected.period}计发"
    if theirs != expected.period or (not expected.paid_for and figure.paid_for not in _ONE_RECIPIENT):
        return f"原文是{''.join(figure.per)}，本站没有写"
    return ""


def faults_of_ticks(claim: Claim, figure: Figure | None = None) -> list[str]:
    """What a row ticks and its figure's part of the sentence does not say, and what that says and the row does not."""
    tick_faults = []
    for tick in claim.ticks:
        if figure:
            text = pairing.own_part(claim.sentence, figure, tick.reach)
        else:
            text = claim.sentence.text if tick.value else nearest_part(claim.sentence.text, claim.name)
        word = next((word for word in tick.words if word in text), "")
        if tick.value and not word:
            tick_faults.append(f"原文没有“{tick.words[0]}”，本站写作“{tick.label}”")
        elif word and not tick.value:
            ours = "没有填" if tick.value is None else "写作“否”"
            tick_faults.append(f"原文写明“{word}”，本站的“{tick.label}”{ours}")
    return tick_faults


def _same_kind_text(claim: Claim) -> str:
    figures = [figure for figure in claim.sentence.figures if figure.kind is claim.expected.kind]
    return f"原文中只有{'、'.join(map(_as_read, figures))}" if figures else "原文中没有这类数字"


def _as_read(figure: Figure) -> str:
    return f"{figure.text}（未读懂“{figure.unread}”，请人工核对）" if figure.unread else figure.text


def _ends(figure: Figure) -> set:
    return {end for end in (figure.low, figure.high) if end is not None}


def _stated_ends(figure: Figure) -> tuple[bool, bool]:
    return figure.low is not None, figure.high is not None


def _months(number, unit: str) -> tuple:
    factor = {"年": 12, "周年": 12, "个月": 1}.get(unit)
    return (number * factor, "个月") if factor else (number, unit)


def _bound_word(expected: ExpectedFigure) -> str:
    if expected.low is None:
        return "上限"
    if expected.high is None:
        return "下限"
    return "确数" if expected.low == expected.high else "区间"


def _finding(claim: Claim, state: FindingState, stated: str, figure: Figure | None = None) -> Finding:
    expected = claim.expected
    natures = "或".join(NATURE_WORDS[nature] for nature in Nature if nature in expected.natures)
    return Finding(
        state=state,
        item=claim.item,
        expected=f"{expected.text}（{natures}）" if natures else expected.text,
        stated=stated,
        sentence=claim.sentence,
        figure=figure,
    )
