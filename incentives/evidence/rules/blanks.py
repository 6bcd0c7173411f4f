"""Columns that a row leaves blank although its sentence states what belongs there. Pure."""

from incentives.evidence.claims import Claim, Finding, FindingState, Reach
from incentives.evidence.rules import pairing
from incentives.evidence.rules.figure import described, faults_of_ticks, has_value, matching
from incentives.evidence.rules.names import nearest_part
from policies.figures.quantities import FigureKind
from policies.figures.read import Figure

_BESIDE = 2  # so many words of the row's name must stand before a figure outside a 分别


def check_blank(claim: Claim, rivals: tuple[Claim, ...]) -> Finding | None:
    """A figure of the sentence that is this row's and that no row shows, or a tick that the sentence denies."""
    if claim.sentence is None or not claim.sentence.text or claim.sentence.is_superseded or claim.blank is None:
        return None
    shown = {_closest(rival).start for rival in rivals if matching(rival)}
    own = {figure.start for rival in rivals if rival.row == claim.row for figure in matching(rival)}
    for figure in claim.sentence.figures:
        taken = own if claim.blank.measured or claim.of else shown
        if figure.start not in taken and _belongs(claim, figure):
            return _finding(claim, f"{described(figure)}，本行没有填", figure)
    tick_faults = faults_of_ticks(claim)
    return _finding(claim, "；".join(tick_faults)) if tick_faults else None


def _closest(rival: Claim) -> Figure:
    """Of one value twice in a sentence a row shows the one beside its name."""
    return max(matching(rival), key=lambda figure: pairing.beside(rival, figure))


def _belongs(claim: Claim, figure: Figure) -> bool:
    """Whether the figure is of the column's sort, and of this row."""
    blank = claim.blank
    of_sort = figure.kind is blank.kind and (not blank.units or figure.unit in blank.units)
    if not of_sort or (blank.natures and figure.nature not in blank.natures) or figure.low is figure.high is None:
        return False
    if blank.measured and (not _measures(claim, figure) or claim.told & {figure.low, figure.high}):
        return False
    if claim.of:
        return any(_in_reach(claim, figure, other) for other in claim.sentence.figures if has_value(other, claim.of))
    if blank.measured:
        return pairing.speaks_of(pairing.own_part(claim.sentence, figure, Reach.SEGMENT), claim.name)
    return _is_for(claim, figure)


def _measures(claim: Claim, figure: Figure) -> bool:
    """Whether the words beside the figure name what the column measures."""
    return any(word in pairing.words_around(claim, figure) for word in claim.blank.measured.split("|"))


def _in_reach(claim: Claim, figure: Figure, award: Figure) -> bool:
    """Whether the figure stands in the part of the sentence that grants the award."""
    if pairing.pairing_of(claim.sentence, award) or pairing.faults(claim, award, []):
        return False  # what a 分别 pairs is checked there
    part = pairing.own_part(claim.sentence, award, Reach.OWN if figure.kind is not FigureKind.AGE else Reach.SEGMENT)
    start = claim.sentence.text.find(part)
    return start <= figure.start < start + len(part) and figure.start != award.start


def _is_for(claim: Claim, figure: Figure) -> bool:
    own_pairing = pairing.pairing_of(claim.sentence, figure)
    if own_pairing:
        return bool(own_pairing.pairs) and not pairing.against_pairing(claim, figure, own_pairing)
    part = pairing.own_part(claim.sentence, figure, Reach.SEGMENT)
    nearest = nearest_part(claim.sentence.text, claim.name, whole_segment=True)
    return pairing.beside(claim, figure) >= _BESIDE and (part in nearest or nearest in part)


def _finding(claim: Claim, stated: str, figure: Figure | None = None) -> Finding:
    return Finding(
        state=FindingState.WRONG,
        item=claim.item,
        expected="来源未载明",
        stated=stated,
        sentence=claim.sentence,
        figure=figure,
        advice="请按原文填写，或改引另一句",
    )
