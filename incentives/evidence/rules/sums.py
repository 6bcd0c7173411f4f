"""Sums that a sentence states with their parts: 127 项, 其中 18、7、20、82. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from incentives.evidence.claims import Sentence
from policies.figures.quantities import Bound, FigureKind
from policies.figures.read import Figure

_PARTS = re.compile("其中")
_END = re.compile("[。；;！？]")
_KINDS = (FigureKind.COUNT, FigureKind.AMOUNT)


@dataclass(frozen=True)
class Total:
    """A total and the parts that the sentence lists behind 其中."""

    whole: Figure
    parts: tuple[Figure, ...]

    @property
    def added(self) -> int | Decimal:
        return sum(part.value for part in self.parts)

    @property
    def is_exhausted(self) -> bool:
        """Whether the parts are all there are; a list may name only some (其中高新企业20家)."""
        return self.added == self.whole.value

    @property
    def is_exceeded(self) -> bool:
        return self.added > self.whole.value

    @property
    def sum_text(self) -> str:
        return f"{' + '.join(part.text for part in self.parts)} = {self.added}{self.whole.unit}"


def totals(sentence: Sentence) -> Iterator[Total]:
    """The totals of a sentence, each with at least two parts of its unit."""
    for match in _PARTS.finditer(sentence.text):
        end = _END.search(sentence.text, match.end())
        behind = [
            figure
            for figure in sentence.figures
            if match.end() <= figure.start < (end.start() if end else len(sentence.text)) and _is_plain(figure)
        ]
        units = {figure.unit for figure in behind}
        before = [f for f in sentence.figures if f.end <= match.start() and _is_plain(f) and f.unit in units]
        parts = tuple(figure for figure in behind if before and figure.unit == before[-1].unit)
        if len(parts) > 1:
            yield Total(before[-1], parts)


def _is_plain(figure: Figure) -> bool:
    return figure.kind in _KINDS and figure.bound is Bound.EXACT and figure.value is not None
