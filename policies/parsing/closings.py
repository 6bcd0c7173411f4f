"""What stands below a text and is no clause: its signature, remarks on publication, and the imprint (版记). Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.intake.lines import Line, LineKind, quoted
from policies.parsing.levels import opening_of
from policies.parsing.parts import SIGNED, next_text, part_at
from policies.parsing.titles import is_organ
from policies.text.dates import read_date

_REMARK = re.compile(r"[（(【].{0,12}(?:此件|本件|此文|本文|公开发布|依申请公开|主动公开|有删减).{0,24}[）)】]")
_COPIED_TO = re.compile(r"(?:抄送|抄报|分送|发送)\s*[:：].+")
_PRINTED = re.compile(r".{2,40}[0-9〇○零一二三四五六七八九]{4}年.{2,8}日\s*印发.{0,12}|[（(]?共印\s*[0-9]+\s*份[）)]?")
_STAYS = re.compile(r"[（(].{2,40}[）)]|附件.*")  # between the signature and the end of the text
_BEGUN = re.compile(r"(?:中共)?[一-龥]{2,8}?[省市县区旗州盟][^。；：！？:;，、]*$")  # an organ's name: its place first
_SHORT = 24  # characters of the first line of an organ's name
_MOST_COPIED_LINES = 4
_MOST_ORGANS = 6
_LONGEST = 200  # characters of a remark in a notice


@dataclass(frozen=True)
class Closing:
    """The lines that close a text: organs and date of its signature, '' where it has none, and the remarks below."""

    organs: tuple[str, ...]
    date: str
    remarks: tuple[str, ...]
    first: Line
    lines: frozenset[int]  # places in the body

    @property
    def notices(self) -> list[str]:
        signed = "，".join(part for part in ("、".join(self.organs), self.date) if part)
        said = [f"落款没有作为条款导入：{signed}。"] if signed else []
        remarks = "、".join(quoted(text, _LONGEST) for text in self.remarks)
        return [*said, f"附注和版记没有作为条款导入：{remarks}。"] if remarks else said


def closings_of(lines: Sequence[Line], named: dict[str, int], issued: int | None) -> list[Closing]:
    """The closings of the text, its annexes and its further texts; `issued` is where what a notice issues begins."""
    ends = [place for place in range(1, len(lines)) if place == issued or _begins_another(lines, place, named)]
    found = (_closing(lines, end) for end in (*ends, len(lines)))
    return [closing for closing in found if closing]


def _begins_another(lines: Sequence[Line], place: int, named: dict[str, int]) -> bool:
    return part_at(lines, place) is not None or next_text(lines, place, named) > 0


def _closing(lines: Sequence[Line], end: int) -> Closing | None:
    """What closes the text that ends before `end`."""
    taken: list[int] = []
    place = end - 1
    while place > 0 and lines[place].kind is LineKind.TEXT and (count := _remark(lines, place)) is not None:
        taken = [*range(place - count + 1, place + 1), *taken] if count else taken
        place -= max(count, 1)
    remarks = tuple(lines[one].text for one in taken)
    signed = _signature(lines, place)
    if signed is None:
        return Closing((), "", remarks, lines[taken[0]], frozenset(taken)) if taken else None
    first, organs, date = signed
    return Closing(organs, date, remarks, lines[first], frozenset([*range(first, place + 1), *taken]))


def _remark(lines: Sequence[Line], place: int) -> int | None:
    """How many lines that end at `place` are a remark; 0 where the line stays a clause, None where it is none."""
    text = lines[place].text
    if read_date(text):
        return None
    if _PRINTED.fullmatch(text):
        above = range(place - 1, max(place - 1 - _MOST_COPIED_LINES, 0), -1)
        start = next((one for one in above if _COPIED_TO.fullmatch(lines[one].text)), place)
        return place - start + 1
    if _COPIED_TO.fullmatch(text) or _REMARK.fullmatch(text):
        return 1
    return 0 if _STAYS.fullmatch(text) else None


def _signature(lines: Sequence[Line], place: int) -> tuple[int, tuple[str, ...], str] | None:
    """Where the signature whose date stands at `place` begins, its organs, and the date as printed."""
    if place < 1 or lines[place].kind is not LineKind.TEXT:
        return None
    text = lines[place].text
    if (match := SIGNED.fullmatch(text)) and is_organ(match[1]) and read_date(match[2]):
        return place, (match[1],), match[2]
    if not read_date(text):
        return None
    first = place
    organs: list[str] = []
    while first > 1 and len(organs) < _MOST_ORGANS and (count := _organ_above(lines, first)):
        first -= count
        organs.insert(0, " ".join("".join(line.text for line in lines[first : first + count]).split()))
    return first, tuple(organs), text


def _organ_above(lines: Sequence[Line], place: int) -> int:
    """How many lines above `place`, one or two, are the name of an organ; 0 where none is."""
    last, before = lines[place - 1], lines[place - 2]
    is_begun = place > 2 and before.kind is LineKind.TEXT and len(before.text) <= _SHORT and _BEGUN.match(before.text)
    if is_begun and not is_organ(before.text) and not _BEGUN.match(last.text) and _is_signing(before.text + last.text):
        return 2
    return int(_is_signing(last.text))


def _is_signing(text: str) -> bool:
    return is_organ(text) and opening_of(text) is None
