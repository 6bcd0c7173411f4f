"""A text split into statements: stretches around one figure or one offer, with their spans. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from incentives.verify.knowledge import grams, names_in
from policies.figures.pairing import read_pairings
from policies.figures.quantities import Figure, FigureKind
from policies.figures.read import read_figures

_INFORMAL = re.compile(
    r"(?:\d[\d,.]*|[一二两三四五六七八九十百千壹贰叁伍]+)(?:百|千)?[万亿wW](?![元户家名人套个项条本份张间平亿万多余零一二三四五六七八九十百千0-9])"
)
_SENTENCE = re.compile(r"[^。！？!?；;\r\n]+")
_PART = re.compile(r"[^，,]+(?:[,，](?=\d{3}(?!\d))\d{3})*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_HELD = (FigureKind.AMOUNT, FigureKind.PERCENT, FigureKind.COUNT, FigureKind.RATIO)
_MEMBER = re.compile("[^、]+")
_OWN = re.compile("成文|公布|发布时间|发布日期|合起来|加起来|总共")
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}
_SCOPE = re.compile("^(?:一次性|首次|截至|按|须经|认定$|遴选|[0-9０-９四]+岁|分别|并|且|是|不是|而是|奖|给|可得|发)")


@dataclass(frozen=True)
class TextStatement:
    """One claim: `text[start:end]`, with its figures, whose spans count from the statement's start."""

    text: str
    start: int
    figures: tuple[Figure, ...]
    subjects: Mapping[int, str] = field(default_factory=dict)  # of figures in a 分别 list, by their start

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def grams(self) -> set[str]:
        return grams(self.text)

    @cached_property
    def held(self) -> list[Figure]:
        """The figures that can be held against a source: sums, shares and counts."""
        return [figure for figure in self.figures if figure.kind in _HELD and figure.has_value]

    @property
    def dates(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.kind is FigureKind.DATE and figure.has_value]


def _paired(words: str) -> dict[int, str]:
    pairings = read_pairings(words) if "分别" in words else []
    return {figure.start: pair.subject for one in pairings for pair in one.pairs for figure in pair.figures}


def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of a text in which sums may be written informally (50w, 五十万 without 元)."""
    formal, places, last = [], [], 0
    for match in _INFORMAL.finditer(text.translate(_WIDTHS)):
        sum_ = text[last : match.end()]
        formal.append((sum_[:-1] + "万" if sum_[-1] in "wWｗＷ" else sum_) + "元")
        places.append(match.end())
        last = match.end()
    inserted = [place + number for number, place in enumerate(places)]
    read = read_figures("".join(formal) + text[last:])
    return tuple(_moved(figure, inserted, text) for figure in read)


def _moved(figure: Figure, inserted: list[int], text: str) -> Figure:
    start = figure.start - sum(place < figure.start for place in inserted)
    end = figure.end - sum(place < figure.end for place in inserted)
    return replace(figure, start=start, end=end, text=text[start:end])


def statements(text: str, names: Collection[str]) -> Iterator[TextStatement]:
    """The statements of a text in order; each of `names` begins one. Nothing is ever raised."""
    for sentence in _SENTENCE.finditer(text):
        yield from _of_sentence(sentence[0], sentence.start(), names)


def _listed(part: re.Match[str]) -> list[tuple[int, str]]:
    """A part as it is, or its members where each member of a list has a figure: 一级9家、二级8家."""
    members = list(_MEMBER.finditer(part[0]))
    held = [any(figure.kind in _HELD for figure in figures_of(member[0])) for member in members]
    if len(members) > 1 and all(held) and "分别" not in part[0]:
        return [(part.start() + member.start(), member[0]) for member in members]
    return [(part.start(), part[0])]


def _of_sentence(sentence: str, place: int, names: Collection[str]) -> Iterator[TextStatement]:
    parts = [part for whole in _PART.finditer(_THOUSANDS.sub("\ue004", sentence)) for part in _listed(whole)]
    groups: list[tuple[int, int, bool, bool]] = []
    for start, part in parts:
        named = any(name in part for name in names) or bool(names_in(part))
        has_figure = any(figure.kind in _HELD for figure in figures_of(sentence[start : start + len(part)]))
        begins = (has_figure and groups[-1][2]) or (named and groups[-1][3]) if groups else True
        begins = begins or (not has_figure and (_OWN.search(part) or (groups[-1][2] and len(part) > 11)))
        follows = groups and (not begins or _SCOPE.search(part.strip(" \t“")))
        if follows:
            groups[-1] = (groups[-1][0], start + len(part), groups[-1][2] or has_figure, groups[-1][3] or named)
        else:
            groups.append((start, start + len(part), has_figure, named))
    for start, end, *_ in groups:
        words = sentence[start:end]
        left = len(words) - len(words.lstrip())
        if words.strip():
            yield TextStatement(words.strip(), place + start + left, figures_of(words.strip()), _paired(words.strip()))
