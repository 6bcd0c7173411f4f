"""A plain-text file: bytes in UTF-8, GB18030 or UTF-16 as lines; hard line ends are joined. Pure."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from policies.intake.lines import Line, ParsingError, Received, numbered_lines
from policies.intake.notices import Notices
from policies.intake.tables import Cell, cell_of, table_lines
from policies.text.labels import label_of
from policies.text.whitespace import INVISIBLE

MAX_BYTES = 10 * 1024 * 1024

_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HAN = re.compile("[\u4e00-\u9fff]")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# GB 18030-2022 gives these characters code points of their own; older tables put them into private use.
_MOVED = {
    **{0xE78D + place: code for place, code in enumerate((0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A)))},
    **dict(zip((0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864), range(0x9FB4, 0x9FBC), strict=True)),
    0xE7C7: 0x1E3F,
    0xE5E5: 0x3000,
}

_ENDS = re.compile(r"[。；：！？!?;:”」）)]$")
_OPENS = re.compile(
    r"第\s*[一二三四五六七八九十百零〇0-9]+\s*(?:编|章|节|条)|[一二三四五六七八九十]+\s*[、．.]"
    r"|[（(]\s*[一二三四五六七八九十0-9]+\s*[）)]|[0-9]{1,2}\s*[.．、](?![0-9])|[①-⑳]|[•●◆■▪▶·*☆★–-]|附\s*[则件录]|(?:问|答)\s*[:：]"
)
_GAP = re.compile(r"[ \u3000\u00a0]{3,}|[ \u00a0]*\u3000{2,}[ \u00a0]*")
_FEWEST, _MOST_SPACED = 5, 0.9  # lines of a text, and the part of them that a blank line follows
_NARROWEST, _WIDEST = 16, 60  # characters of a line that was cut by hand or by a terminal


def read_text(data: bytes) -> Received:
    """The lines of a plain-text file; raises ParsingError where it is none or is empty."""
    notices = Notices()
    text = decode(data, notices)
    parts = text_parts(text, notices)
    return Received(tuple(parts), "txt", notices.sentences())


def decode(data: bytes, notices: Notices | None = None) -> str:
    """The text of a file in UTF-8 (with or without a byte order mark), UTF-16 with one, or GB18030."""
    notices = notices if notices is not None else Notices()
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1024**2
        raise ParsingError(f"整个文件超过 {limit} MB，请只保留正文，另存为纯文本后再导入。")
    text = _decoded(data, notices).removeprefix("\ufeff")
    numbered_lines(text)  # refuses a text that has none
    return text


def _decoded(data: bytes, notices: Notices) -> str:
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            return _decode_utf16(data, encoding)
    if control := _CONTROL_BYTES.search(data):
        raise _unreadable(data, control.start())
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _decode_gb18030(data, error)
    for char in dict.fromkeys(char for char in text if ord(char) in _MOVED and ord(char) != 0xE5E5):
        notices.add("codepoint", chr(_MOVED[ord(char)]))
    return text.translate(_MOVED)


def _decode_utf16(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(data, error.start) from error
    if control := re.search("[\x00-\x08\x0b\x0e-\x1f\x7f]", text):
        line = len((text[: control.start()] + ".").splitlines())
        raise _not_text(line)
    return text


def _decode_gb18030(data: bytes, utf8_error: UnicodeDecodeError) -> str:
    # Damaged UTF-8 often passes for GB18030 and comes out as rubbish; real GB18030 hardly ever starts with
    # three Chinese characters in valid UTF-8.
    start = data[: utf8_error.start].decode("utf-8")
    if data.startswith(codecs.BOM_UTF8) or len(_HAN.findall(start)) >= 3:
        raise _unreadable(data, utf8_error.start) from utf8_error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _unreadable(data, max(error.start, utf8_error.start)) from error


def _unreadable(data: bytes, offset: int) -> ParsingError:
    return _not_text(len((data[:offset] + b".").splitlines()))


def _not_text(line: int) -> ParsingError:
    return ParsingError(f"第{line}行含有无法识别的字节，请把文件另存为 UTF-8 或 GB18030 编码的纯文本后再导入。")


def text_parts(text: str, notices: Notices) -> list[Line]:
    """The lines of a text with its tables as rows and its hard line ends joined, numbered as in the file."""
    numbered_lines(text)
    raw = [Line(number, line.rstrip(INVISIBLE)) for number, line in enumerate(text.splitlines(), start=1)]
    made: list[Line] = []
    block: list[Line] = []
    for line in [*raw, Line(0, "")]:
        if len(block) > 0 and _columns(line.text) < 2:
            made += _table(block) if len(block) > 1 else block
            block = []
        if _columns(line.text) >= 2:
            block.append(line)
        else:
            made.append(line)
    joined = _joined(made, notices)
    return [
        Line(line.number, stripped, line.kind, line.cells)
        for line in joined
        if (stripped := line.text.strip(INVISIBLE))
    ]


def _cells(text: str) -> list[str]:
    """The cells of a line with tabs or upright strokes, or one cell."""
    stripped = text.strip(" \u3000\r")
    if "\t" in stripped.strip("\t"):
        return stripped.split("\t")
    if len(stroked := stripped.strip("|").split("|")) > 2:
        return [cell.strip() for cell in stroked]
    if len(_GAP.split(stripped.strip())) > 2:
        return _GAP.split(stripped.strip())
    return [stripped]


def _columns(text: str) -> int:
    return len(_cells(text)) if text.strip(INVISIBLE) else 0


def _table(block: Sequence[Line]) -> Iterator[Line]:
    """Lines with the same gaps are the rows of one table; header labels and lone lines stay as they are."""
    cells = [_cells(line.text) for line in block]
    if any(_is_label(row[0]) for row in cells) or _are_contents(cells):
        yield from block
        return
    ruled = [row for row in cells if not all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in row)]
    rows: list[list[Cell]] = []
    for row in ruled:
        above = rows[-1] if rows else []
        rows.append([_cell(text, column, above) for column, text in enumerate(row)])
    for place, line in enumerate(table_lines(rows)):
        yield Line(block[min(place, len(block) - 1)].number, line.text, line.kind, line.cells)


def _are_contents(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row is a heading with its page: a table of contents."""
    return all(len(row) == 2 and _OPENS.match(row[0].strip(INVISIBLE)) and row[1].strip().isdecimal() for row in rows)


def _cell(text: str, column: int, above: Sequence[Cell]) -> Cell:
    """A cell; a first one that is blank repeats what it stands under."""
    held = above[0] if column == 0 and above and not text.strip(INVISIBLE) else None
    return cell_of(held.lines if held else [text], column, continues=held is not None)


def _joined(lines: list[Line], notices: Notices) -> list[Line]:
    """The lines with those cut at one width joined to paragraphs."""
    lines = _single_spaced(lines)
    full = _full_width([line for line in lines if not line.cells])
    if full is None:
        return lines
    indented = sum(line.text[:1] in (" ", "\u3000", "\t") for line in lines if line.text.strip(INVISIBLE)) > 1
    made: list[Line] = []
    before = Line(0, "")
    joins = 0
    for line in lines:
        runs_on = (
            before.text.strip(INVISIBLE)
            and line.text.strip(INVISIBLE)
            and not (before.cells or line.cells or _is_label(line.text) or _is_label(before.text))
            and full(before.text)
            and _continues(before.text, line.text, indented)
        )
        if runs_on:
            made[-1] = Line(made[-1].number, _glued(made[-1].text, line.text))
            joins += 1
            notices.add("joined", line.text)
        else:
            made.append(line)
        before = line
    return made


def _single_spaced(lines: list[Line]) -> list[Line]:
    """The lines without the blank ones, where a blank line follows nearly every line of indented paragraphs."""
    blank = [not line.text.strip(INVISIBLE) for line in lines]
    followed = [blank[place + 1] for place in range(len(lines) - 1) if not blank[place]]
    flush = any(
        not blank[place] and line.text[:1] not in (" ", "\u3000", "\t") for place, line in enumerate(lines[1:], 1)
    )
    indented = sum(line.text[:1] in (" ", "\u3000", "\t") for line in lines)
    if len(followed) < _FEWEST or not flush or indented < 2 or sum(followed) < _MOST_SPACED * len(followed):
        return lines
    return [line for line, is_blank in zip(lines, blank, strict=True) if not is_blank]


def _is_label(text: str) -> bool:
    return bool(label_of(re.split("[:：]", text, maxsplit=1)[0]))


def _continues(before: str, line: str, indented: bool) -> bool:
    if line[:1] in (" ", "\u3000", "\t"):
        return False
    if indented:
        return not _ENDS.search(before) or not _OPENS.match(line)
    return not _ENDS.search(before) and not _OPENS.match(line)


def _glued(before: str, after: str) -> str:
    """Two pieces of one line: a space only between two words of Latin letters."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{before}{' ' if latin else ''}{after.strip(INVISIBLE)}"


def _full_width(lines: Sequence[Line]):
    """A function that tells whether a line reaches the width at which the text was cut; None where none was."""
    texts = [line.text for line in lines if line.text.strip(INVISIBLE)]
    for measure in (len, _shown):
        widths = Counter(measure(text) for text in texts)
        longest = max(widths, default=0)
        scale = 1 if measure is len else 2
        # Punctuation that may not begin a line hangs over or takes a character along.
        at_most = [text for text in texts if measure(text) >= longest - 2 * scale]
        open_ended = [text for text in at_most if not _ENDS.search(text)]
        enough = max(2, len(texts) // 5)
        if (
            _NARROWEST * scale <= longest <= _WIDEST * scale
            and len(at_most) >= enough
            and len(open_ended) * 2 > len(at_most)
        ):
            least = longest - 2 * scale
            return lambda text, measure=measure, least=least: measure(text) >= least
    return None


def _shown(text: str) -> int:
    """The width of a text on a screen: Chinese characters take two places."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
