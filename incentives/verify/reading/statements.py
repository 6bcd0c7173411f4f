"""A text split into statements: stretches around one figure or one offer, with their spans. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from incentives.verify.reading.tables import TableRow, rows
from incentives.verify.reading.wordings import grams, names_in
from policies.figures.pairing import read_pairings
from policies.figures.quantities import Figure, FigureKind
from policies.figures.read import read_figures

_INFORMAL = re.compile(
    r"(?:\d[\d,.]*|[一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+)(?:百|千)?(?:个(?=[wW]))?[万亿wW](?![元户家名人套个项条本份张间平亿万多余零二三四五六七八九十百千0-9]|一(?![次笔把口]))"
)
_PIECES = re.compile("(?<=[0-9零一二两三四五六七八九十百千万亿])块钱?(?![地牌金砖屏])")
_PICTURES = "\u2460-\u2473\u2600-\u2712\u2715\u2719-\u27bf\u25a0-\u25ff\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
_SENTENCE = re.compile(f"[{_PICTURES}]*[^。！？!?；;｜•●\r\n{_PICTURES}]{{1,400}}")
_PART = re.compile(r"[^，,]+")
_TITLES = re.compile("(?<=》)(?:[、，和及与]|以及)(?=《)")
_ENUMERATION = re.compile("、")
_NOT = ("否", "无", "不限", "×", "✗", "-", "—", "/", "不需要", "不用")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMERAL = re.compile("[0-9０-９零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億半]")
_NUMBERS = re.compile(f"{_NUMERAL.pattern}+")
_MOST_FIGURES, _MOST_READ = 8, 30  # of one statement; numbers in a stretch of 400 characters: what follows is no prose
_MEASURES = "个册位所处张支座只批"
_HELD = (FigureKind.AMOUNT, FigureKind.PERCENT, FigureKind.COUNT, FigureKind.RATIO)
_OWN = re.compile(
    "成文|公布|发布时间|发布日期|合起来|加起来|总共|[听念传写说]成"
    "|^ *(?:有[个人的位]?[^，]{0,6}[说称讲]|不[限看论管]|鼓励|引导|推出|组织|探索)"
)
_WHOLE = re.compile(r"^.{5,}(?:鼓励|支持|政策|之列|推出|受理|享受)$", re.S)
NUMBER = re.compile(r"[A-Z一-鿿]{1,6}[〔\[（(【]20\d\d[〕\])）】]\s*\d+\s*号|\d{9}/\d{4}-\d{5}")  # of a document
_DENIED = re.compile("(?:(?<!是)不是|并非|而非|绝非|不再是|不能说|谈不上|不等于|不代表|不意味)[^，,；：]*")
_SILENT = re.compile(
    "来源未载明|没有?(?:写明?|说明|明确|提到|规定)|未(?:载明|列出|注明|明确|提及|说明|规定|写)|不详|待定"
)
_DENIAL = re.compile(" *(?:没有?|无需|不用|不要|哪怕|即使|其[他余])")
_HAN = re.compile("[一-鿿]")
_UNENDED = re.compile("(?:的|者|(?<!进)企业|[时后前]|如果.*|只要.*)$")
_ASKING = re.compile("多少|什么|何|哪|怎|几|如何|吗|呢|是否|有没有|(.)不\\1")
_CORRECTED = re.compile("→(?=改|应|更正)")
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}
_SCOPE = re.compile(
    "^(?:一次性|首次|截至|时[点间]|[说指]的|按|须经|认定$|遴选|[0-9０-９三四五十]+周?岁(?:[以及之]|[，,]|$)|分别|并|且|是(?!不是|否)|不是|而是|奖(?!金?[是为]|励(?:资金|对象|方式|名单))|给|可得|发(?!布)|封顶)"
)


@dataclass(frozen=True)
class TextStatement:
    """One claim: `text[start:end]`, with its figures, whose spans count from the statement's start."""

    text: str
    start: int
    figures: tuple[Figure, ...]
    subjects: Mapping[int, str] = field(default_factory=dict)  # of figures in a 分别 list or a row, by their start
    heads: str = ""  # of a row: the words over its cells
    lead: str = ""  # what stands before it in its sentence
    asked: bool = False  # it ends a question

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def grams(self) -> set[str]:
        return grams(self.text)

    @cached_property
    def held(self) -> list[Figure]:
        """The figures that can be held against a source: sums, shares and counts. Denied ones only if all are."""
        held = [figure for figure in self.figures if figure.kind in _HELD and figure.has_value]
        return ([figure for figure in held if not self.denies(figure)] or held)[:_MOST_FIGURES]

    def denies(self, figure: Figure) -> bool:
        """Whether a figure is told as not so: 不是300万."""
        return any(match.start() <= figure.start < match.end() for match in _DENIED.finditer(self.text))

    @cached_property
    def asserted(self) -> str:
        """The text without what it denies and without cells that say nothing."""
        return _SILENT.sub("", _DENIED.sub("", self.text))

    @property
    def said(self) -> str:
        """What limits an award may stand in the text or over its cells."""
        return f"{self.asserted}，{self.heads}"

    @property
    def dates(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.kind is FigureKind.DATE and figure.has_value]


def _paired(words: str) -> dict[int, str]:
    pairings = read_pairings(words) if "分别" in words else []
    return {figure.start: pair.subject for one in pairings for pair in one.pairs for figure in pair.figures}


def figures_of(text: str, units: Mapping[int, str] | None = None) -> tuple[Figure, ...]:
    """The figures of a text in which sums may be written informally: 50w, 50个W, 五十万 without 元.

    `units` are those that a table's head gives to numbers, by the place where the number ends.
    """
    if not _NUMERAL.search(text):
        return ()
    formal = list(text.translate(_WIDTHS))
    added = dict(units or {})
    for comma in _THOUSANDS.finditer("".join(formal)):
        formal[comma.start()] = ""
    for match in _INFORMAL.finditer(text.translate(_WIDTHS)):
        formal[match.start() : match.end()] = ["" if sign in "个," else sign for sign in match[0]]
        formal[match.end() - 1] = formal[match.end() - 1].replace("w", "万").replace("W", "万")
        added[match.end()] = "元"
    for place, unit in added.items():
        formal[place - 1] += unit
    for match in _PIECES.finditer("".join(one[:1] or " " for one in formal)):
        formal[match.start()] = "元"
    origin = [place for place, signs in enumerate(formal) for _ in signs]
    return tuple(_placed(figure, origin, text) for figure in read_figures("".join(formal)))


def _placed(figure: Figure, origin: list[int], text: str) -> Figure:
    start, end = origin[figure.start], origin[figure.end - 1] + 1
    measure = text[end : end + 1]
    if figure.kind is FigureKind.NUMBER and figure.has_value and measure and measure in _MEASURES:
        return replace(
            figure, start=start, end=end + 1, text=text[start : end + 1], kind=FigureKind.COUNT, unit=measure
        )
    placed = replace(figure, start=start, end=end, text=text[start:end])
    return _as_percent(placed) if figure.kind is FigureKind.RATIO else placed


def _as_percent(figure: Figure) -> Figure:
    """三分之一 as 33.3 %, to be held against a share."""
    low, high = (None if end is None else round(Decimal(float(end) * 100), 1) for end in (figure.low, figure.high))
    return replace(figure, kind=FigureKind.PERCENT, unit="%", low=low, high=high)


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start - by, end=figure.end - by)


def statements(text: str, names: Collection[str]) -> Iterator[TextStatement]:
    """The statements of a text in order; each of `names` begins one. Nothing is ever raised."""
    text, table = _CORRECTED.sub("；", text), rows(text)
    for line in re.finditer(r"[^\r\n]+", text):
        if line.start() in table:
            yield from _of_row(line[0], line.start(), table[line.start()])
            continue
        for sentence in _SENTENCE.finditer(line[0]):
            asked = line[0][sentence.end() : sentence.end() + 1] in ("？", "?") and bool(_ASKING.search(sentence[0]))
            yield from _of_sentence(sentence[0], line.start() + sentence.start(), names, asked)


def _of_row(line: str, place: int, row: TableRow | None) -> Iterator[TextStatement]:
    """The statement that a row makes. With several figures, each is said of the row's name and its own head."""
    if row is None or not row.cells:
        return
    start, last = row.cells[0].start, row.cells[-1]
    words = line[start : last.start + len(last.text)]
    units = {cell.start - start + len(cell.text): cell.unit for cell in row.cells if cell.unit}
    figures = figures_of(_parted(row, len(words)), units)
    subjects = {
        figure.start: f"{row.cells[0].text}，{cell.head}，{cell.text}{cell.unit}"
        for cell in row.cells[1:]
        if cell.head
        for figure in figures
        if cell.start <= figure.start + start < cell.start + len(cell.text)
    }
    heads = "，".join(cell.head for cell in row.cells if cell.text not in _NOT)
    yield TextStatement(words, place + start, figures, subjects if len(subjects) > 1 else {}, heads)


def _parted(row: TableRow, length: int) -> str:
    """The cells of a row in their places, with nothing but borders between them."""
    signs = ["\t"] * length
    for cell in row.cells:
        place = cell.start - row.cells[0].start
        signs[place : place + len(cell.text)] = cell.text
    return "".join(signs)


def _of_sentence(sentence: str, place: int, names: Collection[str], asked: bool) -> Iterator[TextStatement]:
    numbers = [number.start() for number in _NUMBERS.finditer(sentence)]
    read = figures_of(sentence[: numbers[_MOST_READ]] if len(numbers) > _MOST_READ else sentence)
    for start, end in _groups(sentence, read, names):
        words = sentence[start:end]
        left = len(words) - len(words.lstrip())
        if words := words.strip():
            at, lead, last = place + start + left, sentence[:start], end == len(sentence)
            figures = tuple(_moved(one, start + left) for one in read if start <= one.start < end)
            yield TextStatement(words, at, figures, _paired(words), lead=lead, asked=asked and last)


def _groups(sentence: str, read: tuple[Figure, ...], names: Collection[str]) -> list[tuple[int, int]]:
    """The stretches of a sentence that make one claim each."""
    figures = [figure.start for figure in read if figure.kind in _HELD]
    figures += [number.start() for number in NUMBER.finditer(sentence)]
    groups: list[tuple[int, int, bool, bool]] = []
    for start, end in _parts(sentence, figures):
        part = sentence[start:end]
        named = any(name in part for name in names) or bool(names_in(part)) or "《" in part
        has_figure = _has_figure(start, end, figures)
        begins = (has_figure and groups[-1][2]) or (named and groups[-1][3]) if groups else True
        begins = begins or (has_figure and bool(_WHOLE.search(sentence[groups[-1][0] : groups[-1][1]])))
        begins = (
            begins
            or (named and groups[-1][2] and groups[-1][3])
            or part[:3] in sentence[groups[-1][0] : start]
            or _denies(part, groups[-1])
        )
        begins = begins or (not has_figure and (_OWN.search(part) or (groups[-1][2] and len(part) > 7)))
        begins = begins or (groups and "岁" in part and "岁" in sentence[groups[-1][0] : start])
        begins = begins or (not has_figure and not groups[-1][2] and _complete(sentence[groups[-1][0] : start], part))
        if groups and (
            not begins or (not (named and has_figure and groups[-1][2]) and _SCOPE.search(part.strip(" \t“")))
        ):
            groups[-1] = (groups[-1][0], end, groups[-1][2] or has_figure, groups[-1][3] or named)
        else:
            groups.append((start, end, has_figure, named))
    return [(start, end) for start, end, *_ in groups]


def _complete(before: str, part: str) -> bool:
    """Whether what stands before a part without a figure is a claim already, so that the part makes another."""
    return min(len(_HAN.findall(before)), len(_HAN.findall(part))) > 6 and not _UNENDED.search(before.rstrip("，, "))


def _denies(part: str, group: tuple[int, int, bool, bool]) -> bool:
    """Whether a part denies something behind a long claim without a figure, so that it is a claim of its own."""
    return bool(_DENIAL.match(part)) and not group[2] and group[1] - group[0] > 12


def _has_figure(start: int, end: int, figures: list[int]) -> bool:
    return any(start <= figure < end for figure in figures)


def _parts(sentence: str, figures: list[int]) -> Iterator[tuple[int, int]]:
    """What commas part, titles of a list of titles, and members of a list if each has a figure: 一级9家、二级8家."""
    for whole in _PART.finditer(_THOUSANDS.sub("\ue004", sentence)):
        for start, end in _between(whole[0], whole.start(), _TITLES):
            members = list(_between(sentence[start:end], start, _ENUMERATION))
            held = all(_has_figure(*member, figures) for member in members)
            yield from members if held and "分别" not in sentence else [(start, end)]


def _between(words: str, place: int, border: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches of `words`, which stand at `place`, that `border` parts."""
    last = 0
    for match in border.finditer(words):
        if match.start() > last:
            yield place + last, place + match.start()
        last = match.end()
    if last < len(words):
        yield place + last, place + len(words)
