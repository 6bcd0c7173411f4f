"""Rows that state no sum: what they tick, and whether 来源未载明 is true of their sentence. Pure."""

from incentives.evidence.claims import Claim, Finding, FindingState
from incentives.evidence.rules import pairing
from incentives.evidence.rules.figure import described, faults_of_ticks, matching
from policies.figures.quantities import FigureKind
from policies.figures.read import Figure

_BESIDE = 2  # so many words of the row's name must stand before a figure outside a 分别


def check_unstated(claim: Claim, rivals: tuple[Claim, ...]) -> Finding | None:
    """A sum of the sentence that is this row's and that no other row shows, or a tick that the sentence denies."""
    if claim.sentence is None or not claim.sentence.text:
        return None
    rival_starts = {figure.start for rival in rivals for figure in matching(rival)}
    for figure in claim.sentence.figures:
        if (
            figure.is_award
            and figure.kind is FigureKind.AMOUNT
            and figure.start not in rival_starts
            and _is_for(claim, figure)
        ):
            return _finding(claim, f"{described(figure)}，本行没有填", figure)
    tick_faults = faults_of_ticks(claim)
    return _finding(claim, "；".join(tick_faults)) if tick_faults else None


def _is_for(claim: Claim, figure: Figure) -> bool:
    own_pairing = pairing.pairing_of(claim.sentence, figure)
    if own_pairing:
        return bool(own_pairing.pairs) and not pairing.against_pairing(claim, figure, own_pairing)
    return pairing.beside(claim, figure) >= _BESIDE


def _finding(claim: Claim, stated: str, figure: Figure | None = None) -> Finding:
    return Finding(
        state=FindingState.WRONG,
        item=claim.item,
        expected="来源未载明",
        stated=stated,
        sentence=claim.sentence,
        figure=figure,
    )
