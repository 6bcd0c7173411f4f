"""Geometry of the charts: bars on one scale and parts of a whole, in percent of the drawing's width.

Templates write the percentages as SVG attributes, so a chart fits any screen and needs no inline style. Every figure
is also text beside its bar, so readers who cannot see the drawing miss nothing. Pure.
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
    """One part of a `whole`: its count, its percentage as shown, and its position in the drawing."""

    label: str
    count: int
    percent: str
    start: str
    width: str
    place: int
    whole: int


@dataclass(frozen=True)
class Span:
    """The input of one bar: its text and the ends of the figure; `low` is 0 unless the figure is a range.

    `is_superseded`: a newer edition changed or dropped the sentence that states the figure.
    """

    label: str
    text: str
    high: float
    low: float = 0
    is_superseded: bool = False


def bars(spans: Iterable[Span]) -> list[Bar]:
    """Bars on one scale, set by the greatest of `spans`; empty for fewer than two spans, which compare nothing."""
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
    """The parts of the sum of `counts`, drawn end to end in the order given."""
    whole = sum(count for _, count in counts)
    parts, before = [], 0
    for place, (label, count) in enumerate(counts, start=1):
        percent = f"{count / whole:.1%}"
        parts.append(Share(label, count, percent, _percent(before / whole), _percent(count / whole), place, whole))
        before += count
    return parts


def _percent(part: float) -> str:
    return f"{round(float(part) * 100, ROUND):g}%"
