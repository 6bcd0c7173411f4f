"""Reading the figures of a sentence: every amount, percent, count and date, with what it is for.

The steps are modules of their own: `lexis` (widths and spaces, dates, numbers with units, ranges, lists), `context`
(the words around), `bounds` (caps, floors, 每人), `natures` (award or threshold …). 分别 is read in `pairing`. Pure.
"""

import re
from dataclasses import fields, replace

from policies.figures import bounds
from policies.figures.context import contexts
from policies.figures.lexis.dates import read_dates
from policies.figures.lexis.ranges import measures
from policies.figures.lexis.typography import Compact, compact
from policies.figures.natures import judge
from policies.figures.natures.continued import continued, in_parts
from policies.figures.particulars import with_particulars
from policies.figures.quantities import Bound, Figure, Nature, Quantity

# No sentence has as many: what has is a table run together, of which nothing is told but the numbers.
MOST_FIGURES = 600
_LISTING = {"、", "和", "及", "或", "或者", "以及"}
_REACHED = re.compile("(?<!未)(达到?|(?<!每)满|实现)(?:人民币)?$")


def read_figures(sentence: str, before: str = "") -> list[Figure]:
    """All figures of a sentence in order; `sentence[f.start:f.end] == f.text` holds for each.

    `before` is the heading or the sentence before. It is read for what is given (奖励标准：) and yields no figures.
    Whatever the input, nothing is raised; a number that names no value has `low` and `high` None.
    """
    clean = compact(sentence)
    return [in_original(figure, clean, sentence) for figure in read_compact(clean, compact(before).text)]


def read_compact(clean: Compact, before: str = "") -> list[Figure]:
    """The figures of a compact sentence, with spans in it."""
    dates = read_dates(clean.text)
    quantities = sorted([*dates, *measures(_without(clean.text, dates))], key=lambda quantity: quantity.start)
    if len(quantities) > MOST_FIGURES:
        return [_figure(quantity, Nature.OTHER, ()) for quantity in quantities]
    limited = [bounds.bounded(context) for context in contexts(clean.text, quantities)]
    judged = [_figure(context.quantity, *judge.nature_of(context)) for context in contexts(clean.text, limited, before)]
    figures = in_parts(clean.text, continued(clean.text, judged))
    kept = [reached(figure, clean.text) for figure in figures if figure.is_award or not figure.worded]
    return with_particulars(clean.text, listed(kept, clean.text))


def listed(figures: list[Figure], text: str) -> list[Figure]:
    """达到3亿元、7亿元、9亿元: what is said of the first threshold of a list holds for the others."""
    told: list[Figure] = []
    for figure in figures:
        lead = told[-1] if told else None
        if lead and _goes_on(lead, figure) and text[lead.end : figure.start] in _LISTING:
            figure = replace(figure, bound=Bound.FLOOR, high=None, bound_words=lead.bound_words)
        told.append(figure)
    return told


def _goes_on(lead: Figure, figure: Figure) -> bool:
    """Whether a bare threshold follows one that has to be reached."""
    are_lines = lead.nature is figure.nature is Nature.THRESHOLD and lead.unit == figure.unit and figure.has_value
    return are_lines and lead.bound is Bound.FLOOR and not lead.exclusive and figure.bound is Bound.EXACT


def reached(figure: Figure, text: str) -> Figure:
    """A threshold that is reached (达到＊, 满＊) is a floor; a result that is reached stays a number."""
    exact = figure.bound is Bound.EXACT and figure.nature is Nature.THRESHOLD and figure.has_value
    words = _REACHED.search(text, max(0, figure.start - 8), figure.start) if exact else None
    if words is None:
        return figure
    return replace(figure, bound=Bound.FLOOR, high=None, bound_words=(*figure.bound_words, words[1]))


def in_original(figure: Figure, clean: Compact, sentence: str) -> Figure:
    """The same figure with text and span of the sentence as it was given."""
    start, end = clean.span(figure.start, figure.end)
    return replace(figure, start=start, end=end, text=sentence[start:end])


def _without(text: str, dates: list[Quantity]) -> str:
    """The text with dates blotted out in place, so that their digits are not read again."""
    ends = [0, *(date.end for date in dates)]
    starts = [*(date.start for date in dates), len(text)]
    words = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    blots = ["\ue003" * (date.end - date.start) for date in dates]
    return "".join(piece for pair in zip(words, [*blots, ""], strict=True) for piece in pair)


def _figure(quantity: Quantity, nature: Nature, words: tuple[str, ...]) -> Figure:
    values = {field.name: getattr(quantity, field.name) for field in fields(Quantity)}
    return Figure(**values, nature=nature, nature_words=words)
