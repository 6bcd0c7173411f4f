"""One line of a header: its labels with their values, and the shape that each field's value has. Pure."""

import datetime
import re
from collections.abc import Sequence

from policies.intake.lines import Line
from policies.parsing.sentences import normalise
from policies.parsing.titles import DOC_NUMBER, may_be_title
from policies.text.dates import is_like_a_date, read_date
from policies.text.labels import label_of
from policies.text.whitespace import INVISIBLE

DATES = ("written_on", "published_on", "effective_on", "expires_on")
BULLET = re.compile(r"^[•·●▪◦‣∙・*\-–]\s*")
_INDEX_NUMBER = re.compile(
    r"[0-9A-Za-z\u4e00-\u9fff]{0,12}[0-9A-Za-z]+([/._\-—][0-9A-Za-z\u4e00-\u9fff]+)+|[0-9A-Za-z]{8,}"
)
_COLON = re.compile("[:：]")
_BRACKETED = re.compile(r"[【\[]\s*([^【】\[\]:：]{2,10}?)\s*[】\]]\s*[:：]?")
_AROUND = INVISIBLE + "|｜；;，,[]【】"


def pairs_of(line: Line) -> list[tuple[str, str]]:
    """The labels of a line with their values, [] where it does not begin with one."""
    if line.cells and any(label_of(cell) for cell in line.cells):
        return _pairs_of_cells(line.cells)
    # 【发文字号】 is a label as 发文字号： is.
    text = _BRACKETED.sub(lambda match: f"{match[1]}：" if label_of(match[1]) else match[0], BULLET.sub("", line.text))
    found: list[tuple[str, int, int]] = []  # label, where it begins, where its value begins
    start = 0
    for colon in _COLON.finditer(text):
        label, offset = _trailing_label(text[start : colon.start()], is_first=not found)
        if label:
            found.append((label, start + offset, colon.end()))
            start = colon.end()
        elif not found:
            return []
    ends = [begin for _, begin, _ in found[1:]] + [len(text)]
    return [(label, text[value:end].strip(_AROUND)) for (label, _, value), end in zip(found, ends, strict=False)]


def _trailing_label(segment: str, *, is_first: bool) -> tuple[str, int]:
    """The label that ends a segment and where it begins; the first one of a line is the whole segment."""
    if is_first:
        return label_of(segment), 0
    for place in range(len(segment)):
        label = label_of(segment[place:])
        if label and (len(label) > 2 or not place or segment[place - 1] in _AROUND):
            return label, place
    return "", 0


def _pairs_of_cells(cells: Sequence[str]) -> list[tuple[str, str]]:
    """Label and value side by side in the cells of a row, or both in each cell."""
    pairs: list[tuple[str, str]] = []
    label = ""
    for cell in cells:
        inside = pairs_of(Line(0, cell)) if _COLON.search(cell.rstrip(":： ")) else []
        if inside:
            pairs += inside
        elif name := label_of(cell):
            pairs += [(label, "")] if label else []
            label = name
        elif label:
            pairs.append((label, cell.strip(INVISIBLE)))
            label = ""
    return [*pairs, (label, "")] if label else pairs


def place_of(line: Line) -> str:
    return f"第{line.number}行"


def shaped_value(name: str, text: str) -> str | datetime.date | None:
    """The value of a field as it is kept; '' or None where the text is none."""
    bare = normalise(text)
    if name in DATES:
        return read_date(text)
    if name == "index_number":
        return bare if _INDEX_NUMBER.fullmatch(bare) and not is_like_a_date(text) else ""
    if name == "doc_number":
        match = DOC_NUMBER.fullmatch(bare)
        return re.sub(r"[\[(（【〔]([0-9]{4})[\])）】〕]", r"〔\1〕", bare) if match else ""
    if name == "validity":
        return bare if 1 < len(bare) <= 10 else ""
    return "" if is_like_a_date(text) or not may_be_title(text) else " ".join(text.split())
