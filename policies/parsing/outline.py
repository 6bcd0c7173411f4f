"""The outline of a text: its levels, its parts, and what stands under each.

A place's path is the numbers of the levels open there, from the outermost in. An opening closes every level of its own
rank and below, so that 1. belongs to the （一） above it. Numbering that begins anew at the top opens a further part
(`p2`), as 附件 (`a1`) and 附则 (`f`) do. A number that is taken already among its siblings (two lists 1. under one
heading) becomes the next free one: no two places have one path. Pure.
"""

from collections.abc import Sequence
from dataclasses import replace

import cn2an

from policies.intake.lines import Line, LineKind
from policies.parsing.citations import Paragraph, Place
from policies.parsing.levels import (
    ARTICLE,
    ITEM,
    PART,
    QUESTION,
    LevelOpening,
    inline_items,
    is_answer,
    is_heading,
    opening_of,
)
from policies.parsing.parts import PartOpening, annexes_named, named_texts, next_text, part_at
from policies.parsing.sentences import SENTENCE_END

_ABOVE_ARTICLES = PART + 0.5  # the rank of a heading （一） right above 第X条
_SECTION = 2  # the rank of 第X节, which begins anew in every chapter


def outline(body: Sequence[Line]) -> tuple[list[Place], list[str]]:
    """The places of a text in order, beginning with what stands before the first level; and notices."""
    return _OutlineReader(body).read()


class _OutlineReader:
    """Reads the lines of one body into places."""

    def __init__(self, body: Sequence[Line]) -> None:
        self.body = list(body)
        self.named = named_texts(self.body)
        self.root = Place(("0",), (), ("",))
        self.places = [self.root]
        self.open: list[Place] = []
        self.part: Place | None = None  # the part outside the numbering that is open
        self.used: dict[tuple[str, ...], dict[str, float]] = {}  # the numbers given under each place, with their ranks
        self.last: dict[tuple[str, ...], int] = {}
        self.articles_first: bool | None = None  # whether 第X条 came before 一、 in this part
        self.texts = 1  # in a notice that holds several
        self.notices: list[str] = []
        self.count = 0  # of paragraphs so far

    def _add(self, place: Place, line: Line, text: str | None = None) -> None:
        self.count += 1
        kind = LineKind.TEXT if text is not None else line.kind
        place.paragraphs.append(Paragraph(line.text if text is None else text, kind, self.count, line.number))

    def read(self) -> tuple[list[Place], list[str]]:
        place = 0
        while place < len(self.body):
            place += self._read_line(place)
        self._keep_bare_headings()
        if len(self.places) == 1:
            return _flat(self.root), self.notices
        return self.places, self.notices

    def _read_line(self, place: int) -> int:
        """Read what stands at `place`; how many lines that was."""
        line = self.body[place]
        if line.kind is LineKind.NOTE:
            self._note(line)
            return 1
        if part := part_at(self.body, place):
            self._enter_part(part)
            return part.lines
        if count := self._next_text(place):
            self._enter_text("".join(one.text for one in self.body[place : place + count]))
            return count
        if named := annexes_named(self.body, place):
            for one in self.body[place : place + named]:
                self._add(self._owner(one), one)
            return named
        if line.kind is LineKind.ROW or (len(self.places) == 1 and opening_of(line.text) is None):
            self._add(self.places[-1], line)
            return 1
        cut = inline_items(line)
        following = self.body[place + 1] if place + 1 < len(self.body) else None
        for number, piece in enumerate(cut):
            self._read_piece(piece, cut[number + 1] if number + 1 < len(cut) else following, whole=len(cut) == 1)
        return 1

    def _read_piece(self, line: Line, following: Line | None, *, whole: bool) -> None:
        opening = opening_of(line.text) if line.kind is LineKind.TEXT else None
        if opening is None:
            self._add(self._owner(line), line)
            return
        after = opening_of(following.text) if following is not None and following.kind is LineKind.TEXT else None
        if (
            opening.rank == ITEM
            and after is not None
            and after.rank == ARTICLE
            and not SENTENCE_END.search(opening.rest)
        ):
            opening = replace(opening, rank=_ABOVE_ARTICLES)
        heading = whole and is_heading(opening, after, following is None)
        if self._begins_anew(opening):
            self._enter_text("")
        self._enter(line, opening, heading)

    def _owner(self, line: Line) -> Place:
        """The place that an unnumbered paragraph belongs to: after the items of an article the article itself."""
        place = self.places[-1]
        if not self.open or is_answer(line.text):
            return place
        if line.kind is LineKind.REST:
            return place.parent or place
        article = next((one for one in self.open if one.is_article), None)
        is_item = place.rank >= ITEM and not place.headings[-1]
        return article if article is not None and is_item else place

    # --- parts outside the numbering ---
    def _next_text(self, place: int) -> int:
        """How many lines are the title of a further text, or of the first one where further ones follow."""
        count = next_text(self.body, place, self.named)
        if not count or self.open:
            return count
        following = self.body[place + count : place + count + 2]
        opens = any(opening_of(line.text) for line in following)
        return count if opens and self._texts_follow(place + count) else 0

    def _texts_follow(self, start: int) -> bool:
        """Whether further down another title of a text stands above 一、 or 第一条."""
        return any(next_text(self.body, place, self.named) for place in range(start, len(self.body)))

    def _enter_text(self, title: str) -> None:
        """A further text of a notice; the first one has no letter in its paths."""
        first = not self.open and self.part is None and self.texts == 1 and title
        name = f"《{title.strip('《》')}》" if title else f"第{cn2an.an2cn(self.texts + 1)}篇"
        self.articles_first = None
        self.open = []
        if first:
            self.root = Place(("0",), (name,), ("",), paragraphs=self.root.paragraphs)
            self.part = Place((), (name,), ("",))
            self.texts = 1
            return
        self.texts += 1
        self._start(f"p{self.texts}", name)

    def _enter_part(self, part: PartOpening) -> None:
        self.articles_first = None
        self.open = []
        if part.letter == "f":
            above = self.part.numbers if self.part and self.part.numbers[-1:] != ("f",) else ()
            names = self.part.names if self.part and self.part.numbers[-1:] != ("f",) else ()
            self._start("f", part.name, above, names)
            return
        number = part.number
        if not number or f"a{number}" in self.used.get((), {}):
            number = self.last.get(("a",), 0) + 1
        self.last[("a",)] = max(number, self.last.get(("a",), 0))
        name = f"{part.name}《{part.title.strip('《》')}》" if part.title else part.name
        self._start(f"a{number}", name)

    def _start(self, number: str, name: str, above: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> None:
        used = self.used.setdefault(above, {})
        count = 2
        unique = number
        while unique in used:
            unique, count = f"{number}{count}", count + 1
        used[unique] = -1
        self.part = Place((*above, unique), (*names, name), ("",))
        self.places.append(self.part)

    def _note(self, line: Line) -> None:
        """A note at the foot of the page is a part of its own: the text it explains keeps its sentences."""
        name, _, text = line.text.partition("：")
        if not text:
            self._add(self.places[-1], line, line.text)
            return
        self.open, self.part = [], None
        self._start(f"n{self.last.setdefault(('n',), 0) + 1}", name)
        self.last[("n",)] += 1
        self._add(self.places[-1], line, text)

    # --- levels ---
    def _rank(self, opening: LevelOpening) -> float:
        """The rank of an opening here: 一、 stands inside 第X条 where articles came first."""
        if opening.rank in (PART, ARTICLE) and self.articles_first is None:
            self.articles_first = opening.rank == ARTICLE
        return ARTICLE + 0.2 if opening.rank == PART and self.articles_first else opening.rank

    def _parent(self, rank: float) -> Place | None:
        open_above = [place for place in self.open if place.rank < rank]
        return open_above[-1] if open_above else self.part

    def _begins_anew(self, opening: LevelOpening) -> bool:
        """Whether 一、 or 第一条 comes once more where it has been counted from one already."""
        rank = self._rank(opening)
        if opening.number != 1 or opening.after or rank > ARTICLE or rank == _SECTION:
            return False
        parent = self._parent(rank)
        ranks = self.used.get(parent.numbers if parent else (), {}).values()
        return rank in ranks

    def _enter(self, line: Line, opening: LevelOpening, is_heading: bool) -> None:
        rank = self._rank(opening)
        self.open = [place for place in self.open if place.rank < rank]
        parent = self.open[-1] if self.open else self.part
        above = parent.numbers if parent else ()
        number, numeral = self._number(opening, rank, above)
        place = Place(
            numbers=(*above, number),
            names=(*(parent.names if parent else ()), _name(opening, rank, numeral, self.open)),
            headings=(*(parent.headings if self.open else ()), opening.rest if is_heading else ""),
            rank=rank,
            order=self.count,
            line=line.number,
            parent=parent,
            below=len([one for one in parent.paragraphs if one.kind is LineKind.TEXT]) if parent else 0,
        )
        if not is_heading:
            self._add(place, line, opening.rest)
        if parent:
            parent.children += 1
        self.open.append(place)
        self.places.append(place)

    def _number(self, opening: LevelOpening, rank: float, above: tuple[str, ...]) -> tuple[str, str]:
        """The number in the path, and the numeral for people."""
        used, last = self.used.setdefault(above, {}), self.last.get(above, 0)
        if opening.after and f"{opening.number}-{opening.number_after}" not in used:
            used[made := f"{opening.number}-{opening.number_after}"] = rank
            return made, opening.numeral
        number = max(opening.number, last + 1)
        expected = last + 1 if used else opening.number
        if rank <= ARTICLE and opening.number not in (expected, 0) and rank in used.values():
            self.notices.append(f"序号不连续：{opening.name}之前是第 {last} 个，请核对原文是否缺段或重复。")
        used[str(number)] = rank
        self.last[above] = number
        return str(number), opening.numeral or str(number)

    def _keep_bare_headings(self) -> None:
        """A heading with nothing under it is text itself."""
        for place in self.places[1:]:
            if not place.paragraphs and not place.children and place.headings[-1] and place.rank >= 0:
                place.paragraphs.append(Paragraph(place.headings[-1], order=place.order, line=place.line))
                place.headings = (*place.headings[:-1], "")


def _name(opening: LevelOpening, rank: float, numeral: str, open_places: list[Place]) -> str:
    """The name of a level as lawyers cite it: below an article 第（一）项 and 第1目."""
    if opening.rank == QUESTION:
        return f"第{numeral}问"
    if not any(place.is_article for place in open_places):
        return opening.name
    if rank == ITEM:
        return f"第（{opening.numeral}）项"
    if rank == ARTICLE + 0.2:
        return f"第{opening.numeral}项"
    return opening.name.replace("点", "目") if opening.name.endswith("点") else opening.name


def _flat(root: Place) -> list[Place]:
    """A text without levels: each paragraph is one, and so are the rows of a table together."""
    places: list[Place] = []
    for paragraph in root.paragraphs:
        if paragraph.kind is LineKind.ROW and places and places[-1].paragraphs[-1].kind is LineKind.ROW:
            places[-1].paragraphs.append(paragraph)
            continue
        number = len(places) + 1
        places.append(Place((str(number),), (f"第{cn2an.an2cn(number)}段",), ("",), paragraphs=[paragraph]))
    return places
