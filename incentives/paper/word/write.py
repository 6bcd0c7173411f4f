"""Writes a handbook as a Word file (.docx): cover, contents with page numbers, offers, indexes, sources."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count, groupby
from typing import IO

import segno
from django.conf import settings
from django.utils import timezone
from docx import Document as new_document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.image import ImagePart
from docx.shared import Pt
from lxml import etree

from incentives.paper.entry import PaperEntry
from incentives.paper.handbook import Handbook, Progress
from incentives.paper.word import elements as xml
from incentives.paper.word.blocks import (
    CODE,
    WordBlock,
    Written,
    brief_blocks,
    entry_group,
    heading,
    index_block,
    text_block,
)
from incentives.paper.word.layout import Group, PageBook, Placed
from incentives.paper.word.styles import (
    BODY,
    BOTTOM,
    BREAK,
    CAPTION,
    CHAPTER,
    CONTENTS,
    COVER_NOTE,
    FOOTER_EVEN,
    FOOTER_ODD,
    HEADER,
    HEIGHT,
    ISSUER,
    ITEM,
    LANGUAGE,
    LEFT,
    MM,
    RIGHT,
    ROWS,
    TITLE,
    TOC_1,
    TOC_2,
    TOP,
    PaperStyle,
    set_styles,
    twips,
)
from policies.text.wording import quoted
from policies.text.xml import without_control

SPARE = 24.0  # points at the foot of each page that stay empty, for what a program measures otherwise than we do
TITLE_LINE = 16  # characters of a title on one line
NAMESPACES = nsdecls("w", "r")


@dataclass
class BookPart:
    """What begins a page under a heading of the first level and has a running head of its own."""

    title: str
    mark: str
    groups: list[Group[Written]]


def write_handbook(book: Handbook, target: IO[bytes], progress: Progress = lambda done, of: None) -> None:
    """Write `book` to `target`; `progress` is called with the offers that are done and their number."""
    WordFile(book, progress).save(target)


class WordFile:
    """One handbook on its way into a file. Page numbers count from the first page behind the contents."""

    def __init__(self, book: Handbook, progress: Progress) -> None:
        self.book, self.progress = book, progress
        self.document = new_document()
        self.pages = PageBook(HEIGHT - SPARE)
        self.contents: list[tuple[str, str, int]] = []  # title, bookmark, level from 0
        self.marks: dict[str, str] = {}  # slug → bookmark
        self.numbers = count(1)  # of bookmarks
        self.footers = [self._footer(FOOTER_ODD), self._footer(FOOTER_EVEN)]

    def save(self, target: IO[bytes]) -> None:
        set_styles(self.document)
        body = "".join(map(self._part, chain(self._offers(), self._end())))
        whole = f"<w:body {NAMESPACES}>{self._cover()}{self._contents()}{body}</w:body>"
        old = self.document.element.body
        old.getparent().replace(old, parse_xml(whole))
        self._describe()
        self.document.save(target)

    # --- Front matter ---

    def _cover(self) -> str:
        book = self.book
        lines = [
            xml.paragraph(TITLE, xml.run(book.title)),
            xml.paragraph(COVER_NOTE, xml.run(f"共 {book.total} 项，内容版本 {book.version}")),
            *[xml.paragraph(COVER_NOTE, "")] * (8 if len(book.title) < TITLE_LINE else 6),
            self._code(book.code_address, "网页的二维码"),
            xml.paragraph(CAPTION, xml.run("扫码看最新内容")),
            *[xml.paragraph(COVER_NOTE, "")] * 4,
            xml.paragraph(ISSUER, xml.run(book.issuer)),
            xml.paragraph(ISSUER, xml.run(book.day_text)),
        ]
        return "".join(lines) + self._section_end()

    def _contents(self) -> str:
        """A table of contents that Word can make anew, filled in with the headings and their pages."""
        lines = []
        for number, (title, mark, level) in enumerate(self.contents, 1):
            shown = xml.link_to(mark, xml.run(title) + xml.TAB + xml.page_of(mark, self.pages.page_of[mark]))
            begin = xml.field_begin('TOC \\o "1-2" \\h \\z \\u') if number == 1 else ""
            end = xml.FIELD_END if number == len(self.contents) else ""
            # The last three lines share a page: one line alone would have a page of its own.
            kept = "<w:keepNext/>" if len(self.contents) - 2 <= number < len(self.contents) else ""
            lines.append(xml.paragraph(TOC_2 if level else TOC_1, begin + shown + end, more=kept))
        return xml.paragraph(CONTENTS, xml.run("目录")) + "".join(lines) + self._section_end()

    # --- The offers ---

    def _offers(self) -> Iterator[BookPart]:
        done = 0
        for chapter in self.book.chapters:
            groups = []
            for title, entry in chapter.numbered:
                self.marks[entry.slug] = mark = f"offer{done}"
                code = self._code(self.book.root + entry.url, f"{quoted(entry.title)}网页的二维码")
                groups.append(entry_group(entry, title, mark, next(self.numbers), code))
                done += 1
                self.progress(done, len(self.book.entries))
            yield BookPart(chapter.heading, f"chapter{chapter.number}", groups)

    def _part(self, part: BookPart) -> str:
        """A part on pages of its own; its heading shares the page of the first group."""
        is_first = not self.contents
        self.pages.begin()
        self.contents.append((part.title, part.mark, 0))
        self.contents += [(group.title, group.mark, 1) for group in part.groups if group.title]
        title = heading(CHAPTER, part.title, part.mark, next(self.numbers))
        part.groups[0].blocks.insert(0, title)
        written = flow(placed for group in part.groups for placed in self.pages.place(group))
        self.pages.page_of[part.mark] = self.pages.page_of[part.groups[0].mark]
        return written + self._section_end(part.title, is_first=is_first)

    # --- What follows them ---

    def _end(self) -> Iterator[BookPart]:
        book = self.book
        if book.others:
            lead = f"这 {len(book.others)} 项不能申领，是政府的改革、活动和安排。"
            groups = [self._titled(source, brief_blocks(others, source)) for source, others in book.others_by_source]
            yield BookPart("了解即可", "others", [Group([text_block(BODY, lead)], "others-lead"), *groups])
        if book.by_tier:
            groups = [self._titled(tier, self._index(offers)) for tier, offers in book.by_tier]
            yield BookPart("按企业梯次查", "by_tier", groups)
        if book.by_sum:
            lines = [text_block(BODY, book.by_sum_note), *self._index(book.by_sum)]
            yield BookPart("按金额查", "by_sum", [Group(lines, "sums")])
        yield BookPart(
            "来源与说明", "sources", [Group([text_block(BODY, line) for line in closing_lines(book)], "lines")]
        )

    def _titled(self, title: str, blocks: list[WordBlock]) -> Group[Written]:
        number = next(self.numbers)
        mark = f"part{number}"
        return Group([heading(ITEM, title, mark, number), *blocks], mark, title)

    def _index(self, offers: Iterable[PaperEntry]) -> list[WordBlock]:
        return [index_block(one, mark, self.pages.page_of[mark]) for one in offers if (mark := self.marks[one.slug])]

    # --- Parts of the package ---

    def _code(self, address: str, name: str) -> str:
        """The QR code of `address` in a paragraph; `name` is its text for those who cannot see it."""
        image = io.BytesIO()
        segno.make_qr(address, error="m").save(image, kind="png", scale=4, border=2)
        number = next(self.numbers)
        # Not by document.add_picture, which compares each picture with all before it.
        place = PackURI(f"/word/media/code{number}.png")
        part = ImagePart(place, CONTENT_TYPE.PNG, image.getvalue(), self.document.part.package)
        key = self.document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        inline = CT_Inline.new_pic_inline(number, key, place.filename, Pt(CODE), Pt(CODE))
        inline.docPr.set("descr", without_control(name))
        drawing = etree.tostring(inline, encoding="unicode")
        loose = '<w:spacing w:line="240" w:lineRule="auto"/>'  # a fixed line would cut the picture off
        return xml.paragraph(CAPTION, f"<w:r><w:drawing>{drawing}</w:drawing></w:r>", more=loose)

    def _footer(self, style: PaperStyle) -> str:
        """The id of a footer with the page number between dashes, as the standard has it."""
        part, key = self.document.part.add_footer_part()
        content = xml.paragraph(style, xml.run("— ") + xml.field("PAGE", "1") + xml.run(" —"))
        self._fill(part.element, content)
        return key

    def _header(self, title: str) -> str:
        part, key = self.document.part.add_header_part()
        self._fill(part.element, xml.paragraph(HEADER, xml.run(f"{self.book.title}　　{title}")))
        return key

    @staticmethod
    def _fill(element: BaseOxmlElement, content: str) -> None:
        for old in list(element):
            element.remove(old)
        element.append(parse_xml(content.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))

    def _section_end(self, title: str = "", *, is_first: bool = False) -> str:
        """The end of a section. With a title it has that running head; the first such counts its pages from 1."""
        parts = ""
        if title:
            header = self._header(title)
            kinds = (("header", "default", header), ("header", "even", header))
            feet = (("footer", "default", self.footers[0]), ("footer", "even", self.footers[1])) if is_first else ()
            parts = "".join(f'<w:{what}Reference w:type="{when}" r:id="{key}"/>' for what, when, key in (*kinds, *feet))
        start = '<w:pgNumType w:start="1"/>' if is_first else ""
        margins = {"top": TOP, "right": RIGHT, "bottom": BOTTOM, "left": LEFT, "header": 25 * MM, "footer": 25 * MM}
        edges = " ".join(f'w:{edge}="{twips(points)}"' for edge, points in margins.items())
        section = (
            f'<w:sectPr>{parts}<w:type w:val="nextPage"/><w:pgSz w:w="{twips(210 * MM)}" w:h="{twips(297 * MM)}"/>'
            f'<w:pgMar {edges} w:gutter="0"/>{start}</w:sectPr>'
        )
        return xml.paragraph(BREAK, "", more=section)

    def _describe(self) -> None:
        """Title, issuer and language, for programs that read them out; left and right pages differ."""
        about = self.document.core_properties
        about.title, about.author = without_control(self.book.title), self.book.issuer
        about.subject = "惠企政策汇编"
        about.language, about.last_modified_by, about.comments = LANGUAGE, self.book.issuer, ""
        about.keywords = f"内容版本 {self.book.version}"
        about.created = about.modified = timezone.now().replace(tzinfo=None)
        self.document.settings.odd_and_even_pages_header_footer = True
        self.document.settings.element.find(qn("w:themeFontLang")).attrib.update(
            {qn("w:val"): LANGUAGE, qn("w:eastAsia"): LANGUAGE}
        )


def flow(placed: Iterable[Placed[Written]]) -> str:
    """The blocks one after the other; rows of one table that share a page are one table."""
    out: list[str] = []
    for (grid, _), run in groupby(placed, key=lambda one: (one.content.grid, one.page)):
        blocks = list(run)
        if grid is None:
            out += [one.content.write(one.begins_page) for one in blocks]
            continue
        rows = [one.content.write(False) for one in blocks]
        out += [xml.page_break() if blocks[0].begins_page else ""]
        out += [xml.table(grid.widths, [grid.head, *rows], style=ROWS, title=grid.title)]
    return "".join(out)


def closing_lines(book: Handbook) -> Iterator[str]:
    for number, source in enumerate(book.sources, 1):
        reply = "；答复只转述政策，效力在它所提到的文件" if source.is_reply else ""
        yield f"{number}. {source.title}{source.number}（成文日期：{source.day}{reply}）。"
    yield "来源没有写的，写“来源未载明”，不作推断。不同事项的奖励能否同时拿，请向主管部门核实，不要自行相加。"
    yield f"以主管部门最新文件为准。咨询电话 {settings.SITE['hotline']}。"
    yield f"内容版本 {book.version}，{book.day_text}编成，最新内容见 {book.root}/。"
    if book.note:
        yield book.note
