"""Parts outside the numbering of a text: 附件, 附则, and further texts in one notice. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.intake.lines import Line, LineKind
from policies.parsing.levels import ARTICLE, opening_of, value_of
from policies.parsing.sentences import SENTENCE_END, normalise
from policies.parsing.titles import is_organ, is_title_like, may_be_title
from policies.text.dates import read_date

_NUMERAL = "[0-9一二三四五六七八九十]{0,3}"
_ANNEX = re.compile(rf"[【\[(（]?(附件|附录|附表|附图|附)[\s:：]*({_NUMERAL})[】\])）]?\s*[:：.．、]?\s*(.*)")
_CLOSING = re.compile(r"[【\[]?附则[】\]]?[:：]?")
_LIST_ENTRY = re.compile(r"(?:附件|附)?\s*([0-9一二三四五六七八九十]{1,3})\s*[.．、:：].*|附件.*")
_OWN_NUMBER = re.compile(r"([0-9]{1,2})\s*[.．、]")
_NAMED = re.compile(r"附件\s*[:：]\s*(1\s*[.．、])?.{2,80}")
_NAMED_NEXT = re.compile(r"([0-9]{1,2})\s*[.．、]\s*(.{2,80})")
_MOST_ABOVE = 40  # lines of a notice above what it issues
_LONGEST_TITLE = 80
SIGNED = re.compile(r"(.{3,40}?)\s{1,}([0-9〇○零一二三四五六七八九]{4}年.{2,8}日)")
_NAME = re.compile("《([^《》]{4,80})》")
_MOST_TITLE_LINES = 3


@dataclass(frozen=True)
class PartOpening:
    """A line that opens a part: `letter` a for 附件, f for 附则; `title` is what the part calls itself."""

    letter: str
    number: int  # 0 where the text gives none
    name: str
    title: str = ""
    lines: int = 1  # how many lines it takes


def part_at(lines: Sequence[Line], place: int) -> PartOpening | None:
    """The part that opens at `place`, if any."""
    line = lines[place]
    if line.kind is not LineKind.TEXT:
        return None
    if _CLOSING.fullmatch(normalise(line.text)):
        return PartOpening("f", 0, "附则")
    match = _ANNEX.fullmatch(line.text.strip())
    if match is None or (match[1] == "附" and (match[3] or not match[2])):
        return None
    rest = match[3].strip()
    if rest and not _opens_annex(lines, place, rest, match[2]):
        return None
    name = f"{match[1]}{match[2]}"
    if rest:
        return PartOpening("a", value_of(match[2]) if match[2] else 0, name, rest)
    if place + 1 == len(lines):
        return None
    title, count = _title(lines, place + 1)
    return PartOpening("a", value_of(match[2]) if match[2] else 0, name, title, 1 + count)


def _title(lines: Sequence[Line], place: int) -> tuple[str, int]:
    """The title below 附件1, over two lines at most."""
    title, count = "", 0
    for line in lines[place : place + 2]:
        text = line.text
        fits = line.kind is LineKind.TEXT and may_be_title(text) and not SENTENCE_END.search(text)
        if (
            not fits
            or len(title + text) > _LONGEST_TITLE
            or (title and not (not is_title_like(title) and is_title_like(text)))
        ):
            break
        title, count = title + text, count + 1
    return title, count


def _opens_annex(lines: Sequence[Line], place: int, rest: str, numeral: str) -> bool:
    """Whether 附件1：甲 is the head of the annex and no mention of it in a list of annexes."""
    if len(rest) > _LONGEST_TITLE or SENTENCE_END.search(rest):
        return False
    if place + 1 == len(lines):
        return False
    line = lines[place + 1]
    own = value_of(numeral) if numeral else value_of(match[1]) if (match := _OWN_NUMBER.match(rest)) else 0
    entry = _LIST_ENTRY.fullmatch(line.text)
    if entry and not _has_text(line) and (not entry[1] or not own or value_of(entry[1]) == own + 1):
        return False
    return not (is_organ(line.text) or read_date(line.text) or SIGNED.fullmatch(line.text))


def _has_text(line: Line) -> bool:
    return bool(SENTENCE_END.search(line.text)) or line.kind is not LineKind.TEXT


def named_texts(lines: Sequence[Line]) -> dict[str, int]:
    """The names in 《》, normalised, each with the place of the first line that has it."""
    named: dict[str, int] = {}
    for place, line in enumerate(lines):
        for name in _NAME.findall(line.text):
            named.setdefault(normalise(name), place)
    return named


def next_text(lines: Sequence[Line], place: int, named: dict[str, int]) -> int:
    """How many lines at `place` are the title of a further text; 0 where none begins.

    It is a name that was mentioned above, or the title of an 办法 or the like with 第一条 or 一、 below.
    """
    if count := _named_title(lines, place, named):
        return count
    line = lines[place]
    if line.kind is not LineKind.TEXT or not is_title_like(line.text):
        return 0
    for one in lines[place + 1 : place + 3]:
        opening = opening_of(one.text)
        if opening is not None:
            return int(opening.rank <= ARTICLE and opening.number == 1)
        if SENTENCE_END.search(one.text):
            return 0
    return 0


def _named_title(lines: Sequence[Line], place: int, named: dict[str, int]) -> int:
    """How many lines at `place` are a name that a line further up has in 《》, and no list of names."""
    title = ""
    for count, line in enumerate(lines[place : place + _MOST_TITLE_LINES], start=1):
        if line.kind is not LineKind.TEXT or not may_be_title(line.text) or SENTENCE_END.search(line.text):
            return 0
        title += normalise(line.text)
        if named.get(title, place) < place:
            following = normalise(lines[place + count].text) if place + count < len(lines) else title
            return 0 if following in named else count
    return 0


def annexes_named(lines: Sequence[Line], place: int) -> int:
    """How many lines at `place` name the annexes below a text (附件：1.甲, 2.乙); their numbers are no levels."""
    first = _NAMED.fullmatch(lines[place].text)
    if first is None or lines[place].kind is not LineKind.TEXT:
        return 0
    count = 1
    while place + count < len(lines) and (match := _NAMED_NEXT.fullmatch(lines[place + count].text)):
        if int(match[1]) != count + 1 or SENTENCE_END.search(match[2]):
            break
        count += 1
    return count if count > 1 or first[1] else 0


def issued_title(lines: Sequence[Line], title: str, named: dict[str, int]) -> tuple[int, int] | None:
    """Where the title of the one text that a notice issues stands alone, and on how many lines."""
    for place in range(1, min(len(lines), _MOST_ABOVE)):
        count = _said_title(lines, place, title) or _named_title(lines, place, named)
        if count:
            several = any(_named_title(lines, later, named) for later in range(place + count, len(lines)))
            return None if several else (place, count)
        if opening_of(lines[place].text) or part_at(lines, place):
            return None
    return None


def _said_title(lines: Sequence[Line], place: int, title: str) -> int:
    """How many lines at `place` are a title that the title of the notice names."""
    said = normalise(title)
    for count in (1, 2):
        taken = lines[place : place + count]
        bare = normalise("".join(line.text for line in taken)).strip("《》")
        fits = is_title_like(bare) and bare != said and _without_of(bare) in _without_of(said)
        if fits and all(line.kind is LineKind.TEXT for line in taken):
            return count
    return 0


def _without_of(title: str) -> str:
    """The title without 的: 印发某某实施方案的通知 issues 某某的实施方案."""
    return title.replace("的", "")
