"""How many lines a text takes, and which blocks share a page. Never fewer lines than a word processor needs. Pure.

Line heights are fixed in every style, so a page is full after a known number of lines. Where the estimate ends a page,
the file has a page break. So the pages of the contents hold in any program, as long as each page holds what the
estimate puts on it (docs/adr/0021).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from typing import Generic, TypeVar

T = TypeVar("T")
LATIN = 0.62  # of the type size: the mean of a letter or digit, with the space that Chinese typesetting puts beside it
UNBREAKABLE = re.compile(r"[\x21-\x7e]+|.", re.S)


def width_of(text: str) -> float:
    """The width of `text` in type sizes (em)."""
    return sum(LATIN if unicodedata.east_asian_width(sign) in "NHNa" and sign < "\u2000" else 1 for sign in text)


def lines_of(text: str, width: float, size: float) -> int:
    """The lines that `text` takes in a column of `width` points at a type size of `size` points; at least 1.

    One em of each line is left empty: no line begins with a comma, so its neighbour moves down with it.
    """
    room = max(width / size - 1, 1)
    lines, filled = 1, 0.0
    for word in UNBREAKABLE.findall(text):
        wide = width_of(word)
        if filled and filled + wide > room:
            lines, filled = lines + 1, 0.0
        lines += max(ceil(wide / room) - 1, 0)  # an address longer than a line breaks anywhere
        filled += wide - room * max(ceil(wide / room) - 1, 0)
    return lines


def portions(text: str, width: float, size: float, most: int) -> Iterator[str]:
    """`text` in parts of at most `most` lines, divided behind sentences where it can be."""
    part = ""
    for sentence in re.findall(r"[^。！？；\n]*[。！？；\n]?", text):
        if part and lines_of(part + sentence, width, size) > most:
            yield part.strip()
            part = ""
        part += sentence
    if part.strip():
        yield part.strip()


@dataclass
class Block(Generic[T]):
    """Something of `height` points that is not divided between pages; `content` is what to write.

    `head`: the points that are added if it begins a page, such as the head of a table that goes on there.
    """

    content: T
    height: float
    head: float = 0


@dataclass
class Group(Generic[T]):
    """Blocks that share a page if one page can hold them; a group with a `title` is in the contents.

    `mark` is the bookmark of its first block, by which the page is found.
    """

    blocks: list[Block[T]] = field(default_factory=list)
    mark: str = ""
    title: str = ""

    @property
    def height(self) -> float:
        return sum(block.height for block in self.blocks)


@dataclass
class Placed(Generic[T]):
    """A block, whether it begins a page, and the number of its page."""

    content: T
    begins_page: bool
    page: int


class PageBook:
    """Puts groups on pages of `height` points, one after the other."""

    def __init__(self, height: float) -> None:
        self.height, self.page, self.left = height, 1, height
        self.page_of: dict[str, int] = {}

    def begin(self) -> None:
        """Begin a new page, unless this one is still empty."""
        if self.left < self.height:
            self.page, self.left = self.page + 1, self.height

    def place(self, group: Group[T]) -> Iterator[Placed[T]]:
        """Place a group; one that no page can hold begins here if half a page is left."""
        if group.height > self.left and (group.height <= self.height or self.left < self.height / 2):
            self.begin()
        for number, block in enumerate(group.blocks):
            if block.height > self.left:
                self.begin()
            if not number:
                self.page_of[group.mark] = self.page
            begins = self.left == self.height
            yield Placed(block.content, begins, self.page)
            self.left -= block.height + (block.head if begins else 0)
            while self.left < 0:  # a block longer than a page, which no page break can help
                self.page, self.left = self.page + 1, self.left + self.height
