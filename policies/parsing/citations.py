"""The clauses of an outline, each with the place by which people cite it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import cn2an

from policies.intake.lines import LineKind, ParsingError, quoted
from policies.parsing.levels import ARTICLE
from policies.parsing.locators import section_name
from policies.parsing.sentences import split_sentences

MOST_IN_SENTENCE = 3000  # characters, ten times what real texts have; what reads and compares sentences is not linear


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or a table row of a place; `order` counts through the whole text, `line` is its line's number."""

    text: str
    kind: LineKind = LineKind.TEXT
    order: int = 0
    line: int = 0


@dataclass
class Place:
    """One node of the outline with the paragraphs that stand directly under it."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]
    headings: tuple[str, ...]
    rank: float = -1
    paragraphs: list[Paragraph] = field(default_factory=list)
    parent: "Place | None" = None
    below: int = 0  # how many of the parent's paragraphs stand above it
    children: int = 0
    order: int = 0  # of the last paragraph before it
    line: int = 0  # that opens it

    @property
    def path(self) -> str:
        return ".".join(self.numbers)

    @property
    def is_article(self) -> bool:
        return self.rank == ARTICLE


class CitedSentence(NamedTuple):
    """A sentence with its place and the number of its line.

    `citation` is '' where the path alone tells it, ends with 句 or 行 where it names the sentence itself, and is to be
    followed by 第N句 otherwise.
    """

    path: str
    headings: tuple[str, ...]
    text: str
    citation: str
    line: int


def cited_sentences(places: list[Place]) -> list[CitedSentence]:
    """The sentences in the order of the text; no two have the same citation."""
    taken: dict[str, int] = {}
    made: list[tuple[int, CitedSentence]] = []
    for place in places:
        name = _name(place)
        full = name or section_name(int(place.numbers[0]))
        taken[full] = taken.get(full, 0) + 1
        if taken[full] > 1:
            name = f"{full}（第{taken[full]}处）"
        for number, (paragraph, sentence, citation) in enumerate(_sentences(place, name), start=1):
            path = f"{place.path}.{number}"
            made.append((paragraph.order, CitedSentence(path, place.headings, sentence, citation, paragraph.line)))
    return [sentence for _, sentence in sorted(made, key=lambda one: one[0])]


def _sentences(place: Place, name: str) -> Iterator[tuple[Paragraph, str, str]]:
    """The paragraph, the sentence, and its citation."""
    subparagraphs = [one for one in place.paragraphs if one.kind is LineKind.TEXT]
    numbered = place.is_article and len(subparagraphs) > 1
    plain = name or section_name(int(place.numbers[0]))  # without a name it is a part that its path tells
    rows = count = order = 0
    for paragraph in place.paragraphs:
        if paragraph.kind is LineKind.ROW:
            rows += 1
            _check(paragraph.text)
            yield paragraph, paragraph.text, f"{plain}表格第{rows}行"
            continue
        if paragraph.kind is LineKind.TEXT:
            count, order = count + 1, 0
        within = f"{name}第{cn2an.an2cn(count)}款" if numbered else ""
        for sentence in split_sentences(paragraph.text):
            _check(sentence)
            order += 1
            yield paragraph, sentence, f"{within}第{order}句" if within else name


def _name(place: Place) -> str:
    """The place for people, '' where its path alone tells it."""
    if place.numbers[0].isdecimal() and place.names in ((), (section_name(int(place.numbers[0])),)):
        return ""
    names = list(place.names)
    parent = place.parent
    if parent is not None and parent.is_article and place.below and _has_several(parent):
        names[-1] = f"第{cn2an.an2cn(place.below)}款{names[-1]}"
    elif parent is not None and parent.parent is not None and parent.parent.is_article and len(names) > 1:
        above = _name(parent)
        return f"{above}{names[-1]}"
    return "".join(names)


def _has_several(article: Place) -> bool:
    return len([one for one in article.paragraphs if one.kind is LineKind.TEXT]) > 1


def _check(sentence: str) -> None:
    if len(sentence) > MOST_IN_SENTENCE:
        raise ParsingError(
            f"{quoted(sentence)}起的一句超过 {MOST_IN_SENTENCE} 字，请核对是否缺了句号，或混入了别的内容。"
        )
