"""An official text as its header and its clauses.

Whatever is wrong with a text is a `ParsingError`: one Chinese sentence for the person who imports it, with the place,
what stands there, and what to do. A clause's path is its levels joined by points, the last of them the sentence;
`outline` finds the levels. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policies.intake.lines import Line, ParsingError, numbered_lines, quoted
from policies.parsing.header import ParsedHeader, parse_header
from policies.parsing.outline import Place, outline
from policies.parsing.sentences import SENTENCE_END, fingerprint, split_sentences

MOST_IN_SENTENCE = 3000  # characters, ten times what real texts have; what reads and compares sentences is not linear
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


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """An official text as its header and its clauses, in the order of the text."""

    header: ParsedHeader | None  # none of a text that came without one
    clauses: tuple[ParsedClause, ...]


def parse_document(text: str) -> ParsedDocument:
    """The header and the clauses of an official text."""
    header, body = parse_header(numbered_lines(text))
    return ParsedDocument(header, parse_body(body))


def parse_body(body: list[Line]) -> tuple[ParsedClause, ...]:
    """The clauses of a text whose header has been taken off."""
    return tuple(_clauses(outline(_without_footer(body))))


def _without_footer(body: list[Line]) -> list[Line]:
    """The body without the web page's last lines, which open with 主办单位."""
    for place, line in reversed(list(enumerate(body))):
        if _FOOTER.match(line.text):
            return body[:place]
        # 主办单位 further up is part of the text (an event's organiser, say).
        if not _BELOW_FOOTER.match(line.text) or SENTENCE_END.search(line.text):
            break
    return body


def _clauses(places: list[Place]) -> Iterator[ParsedClause]:
    position = 0
    for place in places:
        sentences = [sentence for paragraph in place.paragraphs for sentence in split_sentences(paragraph)]
        for number, sentence in enumerate(sentences, start=1):
            if len(sentence) > MOST_IN_SENTENCE:
                raise ParsingError(
                    f"{quoted(sentence)}起的一句超过 {MOST_IN_SENTENCE} 字，请核对是否缺了句号，或混入了别的内容。"
                )
            position += 1
            if position > MOST_SENTENCES:
                raise ParsingError(f"正文超过 {MOST_SENTENCES} 句（{quoted(sentence)}起），请只保留正文后再导入。")
            path = f"{place.path}.{number}"
            yield ParsedClause(position, path, place.headings[0], sentence, fingerprint(sentence), place.name)
