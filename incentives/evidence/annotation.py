"""A sentence in pieces: its figures apart from its words, each figure with what was taken from it. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from incentives.evidence.claims import Finding, Sentence
from policies.figures.quantities import FigureKind
from policies.figures.read import Figure

LABEL = 12  # characters of a row's name beside a figure


@dataclass(frozen=True)
class Use:
    """One place of ours that shows a figure."""

    label: str
    url: str


@dataclass(frozen=True)
class Piece:
    """Some words of a sentence; for a figure with the places that show it, the first of them to link to."""

    text: str
    is_figure: bool = False
    uses: tuple[Use, ...] = ()
    unread: str = ""  # characters that the reader did not understand: the figure has no value

    @property
    def url(self) -> str:
        return self.uses[0].url if self.uses else ""

    @property
    def labels(self) -> str:
        return "；".join(use.label for use in self.uses)


def public_use(finding: Finding) -> Use:
    """The measure that shows a figure, with its public page."""
    return Use(finding.item.owner, finding.item.url)


def desk_use(finding: Finding) -> Use:
    """The row and column that show a figure, for staff who see the measure beside the sentence."""
    row = finding.item.row
    shown = f"{row[:LABEL]}…" if len(row) > LABEL else row
    return Use(" › ".join(part for part in (shown, finding.item.part) if part), "")


def pieces(
    sentence: Sentence, findings: Iterable[Finding], use_of: Callable[[Finding], Use] = public_use
) -> list[Piece]:
    """The sentence's words and figures in order; `findings` are the proved ones on its figures."""
    uses: dict[int, list[Use]] = {}
    for finding in findings:
        use = use_of(finding)
        of_figure = uses.setdefault(finding.figure.start, [])
        if use not in of_figure:
            of_figure.append(use)
    parts: list[Piece] = []
    end = 0
    for figure in sentence.figures:
        if figure.start >= end and (figure.start in uses or _is_quantity(figure)):
            parts.append(Piece(sentence.text[end : figure.start]))
            parts.append(Piece(figure.text, True, tuple(uses.get(figure.start, ())), figure.unread))
            end = figure.end
    return [piece for piece in (*parts, Piece(sentence.text[end:])) if piece.text]


def _is_quantity(figure: Figure) -> bool:
    """Whether the number is more than a part of a name: no postcode, no document number."""
    return figure.kind is not FigureKind.NUMBER and (figure.has_value or bool(figure.unread))
