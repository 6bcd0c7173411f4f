"""Characters with their places on a page, and the lines that they stand on. Pure."""

from dataclasses import dataclass, field

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
