"""Characters with their places on a page, and the lines that they stand on. Pure."""

from dataclasses import dataclass, field

from policies.intake.notices import Notices

_GAP = 1.4  # of the size: from here on a space between two characters parts cells


@dataclass(frozen=True)
class GlyphRun:
    """Characters on one base line: left and right edge, base line counted from the top, and size, in one unit."""

    left: float
    right: float
    base: float
    size: float
    text: str


@dataclass
class PageRuns:
    """The runs of a page: upright ones, and those turned right, left or over, placed as if they were turned back."""

    upright: list[GlyphRun] = field(default_factory=list)
    right: list[GlyphRun] = field(default_factory=list)
    left: list[GlyphRun] = field(default_factory=list)
    over: list[GlyphRun] = field(default_factory=list)
    slanted: str = ""

    def read(self, notices: Notices, number: int) -> list[GlyphRun]:
        """The runs of the direction that most of the page has; the others are named. `number` is the page's."""
        ways = sorted((self.upright, self.right, self.left, self.over), key=_length, reverse=True)
        for text in (self.slanted, *("".join(run.text for run in way) for way in ways[1:])):
            notices.add("vertical", text)
        if ways[0] is not self.upright and ways[0]:
            notices.add("turned", f"第{number}页")
        return ways[0]


def _length(runs: list[GlyphRun]) -> int:
    return sum(len(run.text) for run in runs)


@dataclass
class TextLine:
    """A line of one column: its pieces from left to right."""

    pieces: list[GlyphRun] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    @property
    def base(self) -> float:
        return self.pieces[0].base

    @property
    def size(self) -> float:
        return max(self.pieces, key=lambda piece: len(piece.text)).size

    @property
    def text(self) -> str:
        made = ""
        for before, piece in zip([None, *self.pieces], self.pieces, strict=False):
            apart = before is not None and piece.left - before.right > 0.25 * piece.size
            latin = made[-1:].isascii() and piece.text[:1].isascii()
            made += (" " if apart and (latin or piece.left - before.right > _GAP * piece.size) else "") + piece.text
        return made.strip()

    @property
    def cells(self) -> list["TextLine"]:
        """The parts of the line between wide gaps."""
        parts = [TextLine([self.pieces[0]])]
        for before, piece in zip(self.pieces, self.pieces[1:], strict=False):
            if piece.left - before.right > _GAP * piece.size:
                parts.append(TextLine())
            parts[-1].pieces.append(piece)
        return parts


Block = list[TextLine]  # lines of one column, from the top
