"""An official text as its header and its clauses.

Nothing keeps a text from being read but having none; what is odd in it is a notice. A clause's path is its levels
joined by dots, the last of them the sentence; `outline` finds the levels. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policies.intake.lines import Line, ParsingError, Received, numbered_lines, quoted
from policies.parsing.citations import MOST_IN_SENTENCE, cited_sentences
from policies.parsing.closings import Closing, closings_of
from policies.parsing.head.contents import without_contents
from policies.parsing.head.header import HeaderReader, ParsedHeader
from policies.parsing.outline import outline
from policies.parsing.parts import issued_title, named_texts, part_at
from policies.parsing.sentences import SENTENCE_END, fingerprint
from policies.text.dates import read_date

__all__ = ["MOST_IN_SENTENCE", "MOST_SENTENCES", "ParsedClause", "ParsedDocument", "parse_document"]

MOST_SENTENCES = 50_000  # of a text; each becomes a row
_FOOTER = re.compile(r"主办(单位)?\s*[:：]")
_BELOW_FOOTER = re.compile(r"承办|协办|地址|邮编|邮政编码|(联系)?电话|版权|网站|技术支持|.{0,2}(ICP|公网安备)")


@dataclass(frozen=True, slots=True)
class ParsedClause:
    """One sentence and its place; `section_heading` is without its numeral and '' where there is none."""

    position: int
    path: str
    section_heading: str
    text: str
    fingerprint: str
    place: str = ""  # for people, where the path alone does not tell it: 第二章第五条
    headings: tuple[str, ...] = ()  # of each level above it, '' where one has none
    line: int = field(default=0, compare=False)  # the number of its line in the file

    @property
    def item(self) -> str:
        """The place it stands in: its path without the number of the sentence."""
        return self.path.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """An official text as its header and its clauses, in the order of the text, with what to look at."""

    header: ParsedHeader
    clauses: tuple[ParsedClause, ...]
    notices: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()  # of the whole file


def parse_document(text: str | Received, title: str = "") -> ParsedDocument:
    """The header and the clauses of an official text; `title` is its title where somebody gave it.

    Raises ParsingError for a text without a sentence and for one past the bounds.
    """
    received = text if isinstance(text, Received) else Received(tuple(numbered_lines(text)), "txt")
    lines, notices = without_contents(received.lines)
    reader = HeaderReader(lines, title, received.stated)
    header, body = reader.read()
    body, footer = _without_footer(body)
    body, header, told, gone = _without_closings(body, header)
    notices += told
    places, odd = outline(body)
    clauses = _clauses(places)
    if not clauses:
        raise ParsingError("标题和页头之后没有正文，请核对文件是否完整。")
    if footer:
        notices.append(f"页尾没有导入：{quoted(footer[0], 40)}。")
    said = (*received.notices, *notices, *reader.notices, *odd)
    return ParsedDocument(header, clauses, said, (*received.left_out, *gone, *footer), received.lines)


def parse_body(body: Sequence[Line]) -> tuple[ParsedClause, ...]:
    """The clauses of a text whose header has been taken off."""
    return _clauses(outline(_without_footer(list(body))[0])[0])


def _without_footer(body: list[Line]) -> tuple[list[Line], list[str]]:
    """The body without the web page's last lines, which open with 主办单位; and those lines."""
    for place, line in reversed(list(enumerate(body))):
        if _FOOTER.match(line.text):
            return body[:place], [line.text for line in body[place:]]
        # 主办单位 further up is part of the text (an event's organiser, say).
        if not _BELOW_FOOTER.match(line.text) or SENTENCE_END.search(line.text):
            break
    return body, []


def _without_closings(body: list[Line], header: ParsedHeader) -> tuple[list[Line], ParsedHeader, list[str], list[str]]:
    """The body without signatures, imprints and the title of what a notice issues; the header, notices, the lines."""
    named = named_texts(body)
    issued = issued_title(body, header.title, named)
    closings = closings_of(body, named, issued[0] if issued else None)
    places = {place for closing in closings for place in closing.lines}
    told = [said for closing in closings for said in closing.notices]
    if issued:
        titles = range(issued[0], sum(issued))
        places.update(titles)
        title = "".join(body[place].text for place in titles)
        told.append(f"所印发文件的标题没有作为条款导入：{quoted(title, 60)}。")
    end = next((place for place in range(1, len(body)) if part_at(body, place)), len(body))
    signed = next((one for one in closings if one.date), None)
    if signed and max(signed.lines) < end:
        told += _other_date(header, signed)
        header = _signed(header, signed)
    gone = [line.text for place, line in enumerate(body) if place in places]
    return [line for place, line in enumerate(body) if place not in places], header, told, gone


def _other_date(header: ParsedHeader, closing: Closing) -> list[str]:
    """A notice where the signature has another date than the header."""
    date = read_date(closing.date)
    if header.written_on in (None, date):
        return []
    where = header.places["written_on"]
    return [f"成文日期前后不一致：{where}是“{header.written_on}”，落款是“{date}”，已按前者填入，请核对。"]


def _signed(header: ParsedHeader, closing: Closing) -> ParsedHeader:
    """The header with what the signature states where the header says nothing."""
    place = f"第{closing.first.number}行（落款）"
    found: dict[str, object] = {}
    if not header.issuer and closing.organs:
        found["issuer"] = "、".join(closing.organs)
    date = read_date(closing.date)
    if header.written_on is None and not (header.published_on and date and header.published_on < date):
        found["written_on"] = date
    return replace(header, **found, places=header.places | dict.fromkeys(found, place))


def _clauses(places) -> tuple[ParsedClause, ...]:
    clauses: list[ParsedClause] = []
    for one in cited_sentences(places):
        if len(clauses) == MOST_SENTENCES:
            raise ParsingError(f"正文超过 {MOST_SENTENCES} 句（{quoted(one.text)}起），请只保留正文后再导入。")
        clauses.append(
            ParsedClause(
                position=len(clauses) + 1,
                path=one.path,
                section_heading=one.headings[0],
                text=one.text,
                fingerprint=fingerprint(one.text),
                place=one.citation,
                headings=one.headings,
                line=one.line,
            )
        )
    return tuple(clauses)
