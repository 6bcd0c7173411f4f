"""A PDF file with a text layer as lines; one that is only pictures is refused. Pure."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from policies.intake.glyphs import GlyphRun, PageRuns
from policies.intake.layout import page_lines
from policies.intake.lines import ParsingError, Progress, Received, numbered, silent
from policies.intake.notices import Notices
from policies.intake.ruled import DrawnLines

MAX_PAGES = 2000
MAX_CHARACTERS = 2_000_000
MAX_SEGMENTS = 20_000  # straight lines read of a page
_SCANNED = (
    "这个 PDF 没有文字，可能是扫描的图片。请向发文机关要 Word 或带文字的 PDF，"
    "或先用文字识别（OCR）软件转成文字、逐字核对后再上传。"
)
_DAMAGED = "这个 PDF 文件已损坏或不能读取，请重新下载，或另存为 .docx 后再上传。"
_LOCKED = "这个 PDF 有密码保护，请去掉密码后再上传。"
_JOINED = 0.25  # of the size: characters so close to each other are one piece
_NO_WIDTH = 0.01
_STRAIGHT = 0.09  # radians
_SLANT = 0.06  # of a right angle
_PASSWORD_ERROR = 4


def read_pdf(data: bytes, progress: Progress = silent) -> Received:
    """The lines of a PDF file; raises ParsingError for a scan, a password, a damaged file, and one past the bounds."""
    notices = Notices()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ParsingError(_LOCKED if getattr(error, "err_code", None) == _PASSWORD_ERROR else _DAMAGED) from error
    try:
        pages, rules = _pages(document, notices, progress)
    except pypdfium2.PdfiumError as error:
        raise ParsingError(_DAMAGED) from error
    finally:
        document.close()
    lines = numbered(page_lines(pages, notices, rules))
    if not lines:
        raise ParsingError(_SCANNED)
    return Received(lines, "pdf", notices.sentences())


def _pages(
    document: pypdfium2.PdfDocument, notices: Notices, progress: Progress
) -> tuple[list[list[GlyphRun]], list[DrawnLines]]:
    """The characters and the straight lines of each page."""
    if len(document) > MAX_PAGES:
        raise ParsingError(f"这个 PDF 超过 {MAX_PAGES} 页，请只保留正文后再上传。")
    pages, rules, count = [], [], 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        count += text_page.count_chars()
        if count > MAX_CHARACTERS:
            raise ParsingError(f"这个 PDF 超过 {MAX_CHARACTERS // 10_000} 万字，请只保留正文后再上传。")
        drawn = DrawnLines.of(_segments(page))
        runs = _runs(text_page, page.get_height(), drawn)
        pieces = runs.read(notices, number + 1)
        pictures = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))
        if pictures:
            notices.add("picture" if pieces else "page", f"第{number + 1}页" if pieces else str(number + 1))
        if _has_unread(page):
            notices.add("font", f"第{number + 1}页")
        pages.append(pieces)
        rules.append(drawn if pieces is runs.upright else DrawnLines())
        text_page.close()
        page.close()
        progress(number + 1, len(document))
    return pages, rules


def _segments(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """The straight lines drawn on a page, from point to point, y counted from the top; of a drawing the first ones."""
    height, matrix = page.get_height(), raw.FS_MATRIX()
    x, y = ctypes.c_float(), ctypes.c_float()
    left = MAX_SEGMENTS
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2):
        raw.FPDFPageObj_GetMatrix(shape.raw, ctypes.byref(matrix))
        points: list[tuple[float, float]] = []
        for place in range(min(raw.FPDFPath_CountSegments(shape.raw), left)):
            segment = raw.FPDFPath_GetPathSegment(shape.raw, place)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            across = matrix.a * x.value + matrix.c * y.value + matrix.e
            point = (across, height - (matrix.b * x.value + matrix.d * y.value + matrix.f))
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                points = []
            elif points and kind == raw.FPDF_SEGMENT_LINETO:
                yield (*points[-1], *point)
            points.append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                yield (*point, *points[0])
            left -= 1


def _runs(text_page: pypdfium2.PdfTextPage, height: float, rules: DrawnLines) -> PageRuns:
    """The characters of a page in runs that stand close together, by their direction; drawn cells part them."""
    runs = PageRuns()
    ways = (runs.upright, runs.left, runs.right, runs.over)
    held: list[list[tuple]] = [[], [], [], []]
    box = raw.FS_RECTF()
    page, box_at = text_page.raw, ctypes.byref(box)
    for place in range(text_page.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(page, place))
        if char.isspace() or not char.isprintable() or not raw.FPDFText_GetLooseCharBox(page, place, box_at):
            continue
        angle = raw.FPDFText_GetCharAngle(page, place)
        way = 0 if angle < _STRAIGHT else _way(angle)
        if way is None:
            runs.slanted += char
            continue
        one = (char, *_turned_back(box, height, way))
        chars = held[way]
        if chars and (
            not _goes_on(chars[-1], one) or (rules.upright and way == 0 and _is_parted(chars[-1], one, rules))
        ):
            ways[way].append(_piece(chars))
            held[way] = chars = []
        if not chars or not _is_drawn_again(chars[-1], one):
            chars.append(one)
    for way, chars in zip(ways, held, strict=True):
        if chars:
            way.append(_piece(chars))
    return runs


def _way(angle: float) -> int | None:
    """0 for upright text, 1 for text turned to the left, 2 to the right, 3 over, None for any other angle."""
    turns = angle / (math.pi / 2)
    return {0: 0, 1: 2, 2: 3, 3: 1, 4: 0}.get(round(turns)) if abs(turns - round(turns)) < _SLANT else None


def _turned_back(box: raw.FS_RECTF, height: float, way: int) -> tuple[float, float, float, float]:
    """Left and right edge, base line counted from the top, and size, as if the text were upright."""
    if way == 0:
        return box.left, box.right, height - box.bottom, max(box.top - box.bottom, 0.1)
    if way == 1:
        return box.bottom - height, box.top - height, box.right, max(box.right - box.left, 0.1)
    if way == 3:
        return -box.right, -box.left, box.top, max(box.top - box.bottom, 0.1)
    return height - box.top, height - box.bottom, -box.left, max(box.right - box.left, 0.1)


def _has_unread(page: pypdfium2.PdfPage) -> bool:
    """Whether a text object has no width: PDFium skips those, where the file does not hold their font."""
    for shown in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=2):
        left, _, right, _ = shown.get_bounds()
        if right - left < _NO_WIDTH and not raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(shown.raw)):
            return True
    return False


def _goes_on(before: tuple, char: tuple) -> bool:
    size = before[4]
    gap = char[1] - before[2]
    return abs(char[3] - before[3]) < 0.3 * size and -size < gap < _JOINED * size and abs(char[4] - size) < 0.5 * size


def _is_parted(before: tuple, char: tuple, rules: DrawnLines) -> bool:
    middle = char[3] - char[4] / 3
    return rules.part((before[1] + before[2]) / 2, (char[1] + char[2]) / 2, middle)


def _is_drawn_again(before: tuple, char: tuple) -> bool:
    return before[0] == char[0] and abs(before[1] - char[1]) < 0.3 * char[4]


def _piece(chars: list) -> GlyphRun:
    size = Counter(round(char[4], 2) for char in chars).most_common(1)[0][0]
    return GlyphRun(chars[0][1], chars[-1][2], chars[0][3], size, "".join(char[0] for char in chars))
