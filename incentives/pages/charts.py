"""The geometry of drawn figures: bars on one scale and parts of a whole, in percent of the drawing's width.

Templates write the percentages as SVG attributes, so a figure fits any screen and needs no inline style. Every figure
stands as text beside its bar; the drawing adds nothing that a reader who cannot see it would miss. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ROUND = 2  # a hundredth of a percent is less than a pixel


@dataclass(frozen=True)
class Bar:
    """One figure drawn from `start` over `width`, both as `64.57%`."""

    label: str
    text: str
    start: str
    width: str
    is_superseded: bool = False


@dataclass(frozen=True)
class Share:
    """One part of a `whole`: its count, its percentage for people, and where it lies in the drawing."""

    label: str
    count: int
    percent: str
    start: str
    width: str
    place: int
    whole: int


@dataclass(frozen=True)
class Span:
    """What a bar is drawn from: the words, and the ends of the figure; `low` is 0 unless a range starts above it.

    `is_superseded`: the sentence that states the figure was changed or dropped by a newer edition.
    """

    label: str
    text: str
    high: float
    low: float = 0
    is_superseded: bool = False


def bars(spans: Iterable[Span]) -> list[Bar]:
    """The spans on the scale of the greatest of them; none where a single figure leaves nothing to compare."""
    all_spans = list(spans)
    if len(all_spans) < 2:
        return []
    whole = max(span.high for span in all_spans) or 1
    return [
        Bar(
            span.label,
            span.text,
            _percent(span.low / whole),
            _percent((span.high - span.low) / whole),
            span.is_superseded,
        )
        for span in all_spans
    ]


def shares(counts: Sequence[tuple[str, int]]) -> list[Share]:
    """The parts of the sum of `counts`, end to end in the order given."""
    whole = sum(count for _, count in counts)
    parts, before = [], 0
    for place, (label, count) in enumerate(counts, start=1):
        percent = f"{count / whole:.1%}"
        parts.append(Share(label, count, percent, _percent(before / whole), _percent(count / whole), place, whole))
        before += count
    return parts


def _percent(part: float) -> str:
    return f"{round(float(part) * 100, ROUND):g}%"
