"""An official text, from the bytes of a file to its header and its clauses.

Pure functions. Whatever is wrong with a text is a `ParsingError`: one Chinese sentence for the person who
imports it, with the place, what stands there, and what to do.

A clause's path is its levels joined by points, the last of them the sentence. The section is the only level
above it so far; a further one (（一）, 1., 第X条) would open in `_sections` and add a number to the path.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import cn2an

from policies.headers import ParsedHeader, parse_header
from policies.locators import section_name
from policies.plaintext import MAX_BYTES, Line, ParsingError, decode, numbered_lines, quoted
from policies.sentences import SENTENCE_END, fingerprint, normalise, split_sentences

__all__ = [
    "MAX_BYTES",
    "ParsedClause",
    "ParsedDocument",
    "ParsedHeader",
    "ParsingError",
    "decode",
    "fingerprint",
    "normalise",
    "parse_document",
    "split_sentences",
]

_SECTION_OPENING = re.compile(r"([一二三四五六七八九十百零〇]+)\s*[、､]\s*(.*)")
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


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """An official text as its header and its clauses, in the order of the text."""

    header: ParsedHeader
    clauses: tuple[ParsedClause, ...]


class _Section(NamedTuple):
    number: int
    heading: str
    line: int
    paragraphs: list[str]


def parse_document(text: str) -> ParsedDocument:
    """The header and the clauses of an official text."""
    header, body = parse_header(numbered_lines(text))
    return ParsedDocument(header, tuple(_clauses(_sections(_without_footer(body)))))


def _without_footer(body: list[Line]) -> list[Line]:
    """The body without the web page's last lines, which open with 主办单位."""
    for place, line in reversed(list(enumerate(body))):
        if _FOOTER.match(line.text):
            return body[:place]
        # 主办单位 further up is part of the text (an event's organiser, say).
        if not _BELOW_FOOTER.match(line.text) or SENTENCE_END.search(line.text):
            break
    return body


def _sections(body: list[Line]) -> list[_Section]:
    """Section 0, what stands before 一、, and the sections with their headings."""
    sections = [_Section(0, "", 0, [])]
    for line in body:
        if opening := _SECTION_OPENING.fullmatch(line.text):
            sections.append(_open_section(len(sections), opening[1], Line(line.number, opening[2])))
        else:
            sections[-1].paragraphs.append(line.text)
    if len(sections) == 1:
        where = f"从第{body[0].number}行到第{body[-1].number}行" if body else "标题之后"
        raise ParsingError(f"正文没有分部分：{where}没有以“一、”开头的段落，请核对正文是否完整。")
    for section in sections[1:]:
        if not section.paragraphs:
            raise ParsingError(
                f"{section_name(section.number)}（第{section.line}行）只有标题{quoted(section.heading)}，"
                "没有正文，请核对原文是否缺段。"
            )
    return sections


def _open_section(number: int, numeral: str, rest: Line) -> _Section:
    """The section that opens with this numeral, which must be the next one."""
    if numeral != (expected := cn2an.an2cn(number)):
        raise ParsingError(
            f"第{rest.number}行的部分序号不连续：这里应是“{expected}、”，却是“{numeral[:6]}、”，"
            "请核对原文是否缺段或重复。"
        )
    # What ends like a sentence is text that runs on from the numeral and must stay citable, no heading.
    if SENTENCE_END.search(rest.text):
        return _Section(number, "", rest.number, [rest.text])
    return _Section(number, rest.text, rest.number, [])


def _clauses(sections: list[_Section]) -> Iterator[ParsedClause]:
    position = 0
    for section in sections:
        sentences = [found for paragraph in section.paragraphs for found in split_sentences(paragraph)]
        for number, sentence in enumerate(sentences, start=1):
            position += 1
            path = f"{section.number}.{number}"
            yield ParsedClause(position, path, section.heading, sentence, fingerprint(sentence))
