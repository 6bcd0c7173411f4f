"""As-of dates: one governs a figure only if the sentence puts it before the figure, with no other between. Pure."""

from dataclasses import replace

from incentives.evidence.claims import NO_CLAUSE, NO_TEXT, AsOf, Claim, Finding, FindingState
from policies.figures.quantities import FigureKind
from policies.figures.read import Figure

_UNTIL = ("截至", "截止", "到", "至")


def check_as_of(claim: Claim, figure: Figure | None) -> Finding | None:
    """Compare the claim's date with the sentence; None if neither has one."""
    if not claim.dated or claim.sentence is None or not claim.sentence.text:
        return _without_text(claim)
    governing = _governing(claim, figure)
    if claim.as_of is None:
        if governing is None or figure is None:
            return None
        return _finding(claim, FindingState.WRONG, "不填截至日期", f"原文写明{governing.text}，管到这个数字", governing)
    expected = f"截至{claim.as_of.text}"
    if governing is not None and _same_date(governing, claim.as_of):
        return _finding(claim, FindingState.PROVED, expected, governing.text, governing)
    if governing is not None:
        return _finding(claim, FindingState.WRONG, expected, f"原文中管到这个数字的是{governing.text}", governing)
    late = [date for date in _dates(claim) if _same_date(date, claim.as_of)]
    stated = f"{late[0].text}在这个数字之后，管不到它" if late else "原文中没有管到这个数字的截至日期"
    return _finding(claim, FindingState.WRONG, expected, stated)


def _without_text(claim: Claim) -> Finding | None:
    if not claim.dated or claim.as_of is None:
        return None
    if claim.sentence is None:
        return _finding(claim, FindingState.WRONG, f"截至{claim.as_of.text}", NO_CLAUSE)
    return _finding(claim, FindingState.NO_TEXT, f"截至{claim.as_of.text}", NO_TEXT)


def _governing(claim: Claim, figure: Figure | None) -> Figure | None:
    """The nearest as-of date before the figure; of a status without figure, the last date of the sentence."""
    dates = [date for date in _dates(claim) if figure is None or date.end <= figure.start]
    return dates[-1] if dates else None


def _dates(claim: Claim) -> list[Figure]:
    """The dates that are said as the time of a state: 截至2023年底, 2023年底."""
    text = claim.sentence.text
    return [
        figure
        for figure in claim.sentence.figures
        if figure.kind is FigureKind.DATE
        and figure.low is not None
        and figure.low == figure.high
        and (text[: figure.start].rstrip().endswith(_UNTIL) or figure.precision == "year_end")
    ]


def _same_date(date: Figure, as_of: AsOf) -> bool:
    return date.low == as_of.day and date.precision == as_of.precision


def _finding(claim: Claim, state: FindingState, expected: str, stated: str, figure: Figure | None = None) -> Finding:
    item = replace(claim.item, part="截至日期")
    return Finding(state=state, item=item, expected=expected, stated=stated, sentence=claim.sentence, figure=figure)
