"""Page numbers, running heads and feet of PDF and OFD pages, which are no text. Pure."""

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from policies.intake.glyphs import Block, TextLine
from policies.intake.notices import Notices

_APART = 1.2  # of the line spacing
_FAR_APART, _FAR_SMALLER = 2.5, 0.8
_SMALLER = 0.95  # of the size of the text
_NEAR_EDGE = 3  # lines at the top and the foot of a page that may be its margin
_PAGE_NUMBER = re.compile(
    r"[-—–―·\s]*(?:第?\s*[0-9]{1,4}\s*页?|[ivxIVX]{1,5})(?:\s*[/／,，]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–―·\s]*"
)
_ENDS = re.compile(r"[。；：！？;:”」）)]$")


def without_margins(sheets: list[Block], notices: Notices) -> list[Block]:
    """The pages without page numbers and without heads and feet that are repeated on several pages."""
    edges = Counter(key for lines in sheets for key in {_key(lines[end]) for end in _near_edges(lines)})
    made = []
    for lines in sheets:
        kept = list(lines)
        for end in (0, -1):
            for _ in range(_NEAR_EDGE):
                if kept and _is_margin(kept, end, edges, len(sheets)):
                    line = kept.pop(end)
                    if not _PAGE_NUMBER.fullmatch(line.text):
                        notices.add("margin", line.text)
        made.append(kept)
    return made


def _near_edges(lines: Block) -> set[int]:
    return {*range(min(_NEAR_EDGE, len(lines))), *range(max(len(lines) - _NEAR_EDGE, 0), len(lines))}


def _key(line: TextLine) -> tuple[str, int]:
    """What a line says without its numbers, and where it stands: a head is at the same height on each page."""
    return re.sub("[0-9]+", "0", "".join(line.text.split())), round(line.base / max(line.size, 0.1))


def _is_margin(kept: Block, end: int, edges: Counter[tuple[str, int]], pages: int) -> bool:
    line = kept[end]
    if _PAGE_NUMBER.fullmatch(line.text):
        return len(kept) > 1
    if pages == 1:
        return _is_small_head(kept, end)
    text, height = _key(line)
    times = sum(edges[text, height + off] for off in (-1, 0, 1))  # rounding parts neighbours
    return times > max(1, pages // 3) and not _ENDS.search(line.text) and _stands_apart(kept, end)


def _is_small_head(kept: Block, end: int) -> bool:
    """Whether a line of the only page is far smaller than the text and far from it."""
    if len(kept) < 4:
        return False
    line, neighbour = kept[end], kept[1 if end == 0 else -2]
    step = median([after.base - before.base for before, after in pairwise(kept[1:-1])])
    size = median([one.size for one in kept[1:-1]])
    return line.size < _FAR_SMALLER * size and abs(line.base - neighbour.base) > _FAR_APART * step


def _stands_apart(kept: Block, end: int) -> bool:
    """Whether a line is parted from the text by more than the line spacing, or is smaller than the text."""
    if len(kept) < 3:
        return True
    line, neighbour = kept[end], kept[1 if end == 0 else -2]
    inner = kept[1:-1] if len(kept) > 3 else kept
    step = median([after.base - before.base for before, after in pairwise(inner)])
    size = median([one.size for one in inner])
    return abs(line.base - neighbour.base) > _APART * step or line.size < _SMALLER * size
