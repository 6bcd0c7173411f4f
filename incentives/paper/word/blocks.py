"""The parts of a handbook as blocks of known height, each with its XML."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from incentives.paper.entry import PaperEntry, PaperFact
from incentives.paper.handbook import Brief
from incentives.paper.tables import PaperColumn, PaperTable
from incentives.paper.word import elements as xml
from incentives.paper.word.layout import Block, Group, lines_of, portions, width_of
from incentives.paper.word.styles import (
    CAPTION,
    CELL,
    CELL_ENDS,
    CELL_SIDES,
    FACT,
    FIGURE,
    HEAD,
    INDEX,
    ITEM,
    LABEL,
    MM,
    NOTE,
    PAGE_COLUMN,
    PLAIN,
    PROMISE,
    ROW_NAME,
    SMALL_SPACE,
    TERM,
    WIDTH,
    PaperStyle,
)

MOST_LINES = 24  # of one paragraph; a longer text is divided, so that no block is longer than a page
CODE = 20 * MM  # points: the side of a QR code
CODE_COLUMN = 84.0
NAME_COLUMN, NARROWEST, WIDEST = 130.0, 48.0, 150.0  # points: at least of the names, and of the other columns
BOX = "□"


@dataclass(frozen=True)
class Grid:
    """A table, of which a page holds some rows: widths of its columns in points, its head row, what it is about."""

    widths: tuple[float, ...]
    head: str
    title: str


@dataclass(frozen=True)
class Written:
    """A paragraph or whole table as XML; `write` is told whether it begins a page. With `grid`, a row of that table."""

    write: Callable[[bool], str]
    grid: Grid | None = None


WordBlock = Block[Written]


def text_block(style: PaperStyle, text: str, content: str = "", room: float = 0) -> WordBlock:
    """A paragraph with `text`; `content` are its runs if they are more than the text."""
    lines = lines_of(text, room or style.room, style.size)
    runs = content or xml.run(text)
    return Block(
        Written(lambda begins: xml.paragraph(style, runs, begins_page=begins)),
        lines * style.line + style.before + style.after,
    )


SPACE: WordBlock = Block(Written(lambda begins: xml.paragraph(SMALL_SPACE, "", begins_page=begins)), SMALL_SPACE.line)


def heading(style: PaperStyle, text: str, mark: str, number: int) -> WordBlock:
    """A heading that contents and indexes find by the bookmark `mark`."""
    return text_block(style, text, xml.bookmarked(xml.run(text), mark, number))


def fact_blocks(facts: Iterable[PaperFact], room: float = WIDTH) -> Iterator[WordBlock]:
    """Labelled lines; the label stands before the first."""
    for fact in facts:
        for number, line in enumerate(part for text in fact.lines for part in _portions(text, room - LABEL)):
            name = fact.label if not number else ""
            content = xml.label(name) + xml.TAB + xml.run(line)
            yield text_block(FACT, line, content, room - LABEL)


def _portions(text: str, room: float) -> Iterator[str]:
    return portions(text, room, FACT.size, MOST_LINES)


def entry_group(entry: PaperEntry, title: str, mark: str, number: int, code: str) -> Group[Written]:
    """One measure; `code` is the XML of its QR code."""
    blocks = [heading(ITEM, title, mark, number), text_block(PROMISE, entry.promise)]
    blocks += [text_block(NOTE, note) for note in entry.notes]
    blocks += fact_blocks(entry.who)
    if entry.table:
        blocks += [SPACE, *table_blocks(entry.table, f"{entry.title}：{entry.table.title}"), SPACE]
    else:
        blocks += fact_blocks([PaperFact("给什么", (entry.summary or entry.promise,))])
    blocks += fact_blocks(entry.money)
    blocks += _terms(entry)
    blocks += fact_blocks([PaperFact("要交的材料", entry.materials)] if entry.materials else [])
    blocks += fact_blocks(entry.how)
    blocks.append(_close(entry, code))
    return Group(blocks, mark, title)


def _terms(entry: PaperEntry) -> Iterator[WordBlock]:
    name = "要符合"
    for group in entry.groups:
        if group.label:
            yield text_block(ROW_NAME, group.label)
        for term in group.terms:
            place = f"（{term.place}）" if term.place else ""
            line = f"{term.sentence}{place}"
            if name:
                yield text_block(FACT, BOX + line, xml.label(name) + xml.TAB + xml.run(f"{BOX} {line}"), TERM.room)
                name = ""
            else:
                yield text_block(TERM, line, xml.run(f"{BOX} {line}"))


def _close(entry: PaperEntry, code: str) -> WordBlock:
    """Where the measure is written and what is not stated, with the QR code beside it."""
    room = WIDTH - CODE_COLUMN
    facts = list(entry.where)
    if entry.unstated:
        facts.append(PaperFact("来源未载明", ("、".join(entry.unstated),)))
    left = list(fact_blocks(facts, room - CELL_SIDES))
    height = max(sum(block.height for block in left), CODE + CAPTION.line * 2) + CELL_ENDS
    paragraphs = [block.content.write(False) for block in left]
    cells = [
        xml.cell(room, paragraphs),
        xml.cell(CODE_COLUMN, [code, xml.paragraph(CAPTION, xml.run("扫码看最新内容"))]),
    ]
    whole = xml.table((room, CODE_COLUMN), [xml.row(cells)], style=PLAIN, title=f"{entry.title}：出处与二维码")
    return Block(Written(lambda begins: (xml.page_break() if begins else "") + whole), height)


# --- Tables ---


def table_blocks(table: PaperTable, title: str) -> list[WordBlock]:
    """The rows of a table; the first has the head above it."""
    return grid_blocks(table.columns, [[lines for _, lines in row] for row in table.rows], title)


def grid_blocks(columns: Sequence[PaperColumn], rows: Sequence[Sequence[Sequence[str]]], title: str) -> list[WordBlock]:
    widths = column_widths(columns, rows)
    head_cells = [
        xml.cell(width, [xml.paragraph(FIGURE if column.is_figure else HEAD, xml.label(column.label))])
        for column, width in zip(columns, widths, strict=True)
    ]
    head_lines = max(_lines([column.label], width) for column, width in zip(columns, widths, strict=True))
    head = head_lines * CELL.line + CELL_ENDS
    grid = Grid(widths, xml.row(head_cells, is_head=True), title)
    blocks = [_row_block(columns, widths, row, grid) for row in rows]
    for number, block in enumerate(blocks):
        block.head = head if number else 0
    blocks[0].height += head
    return blocks


def _row_block(
    columns: Sequence[PaperColumn], widths: Sequence[float], row: Sequence[Sequence[str]], grid: Grid
) -> WordBlock:
    cells = [
        xml.cell(width, [xml.paragraph(FIGURE if column.is_figure else CELL, xml.run(line)) for line in lines])
        for column, width, lines in zip(columns, widths, row, strict=True)
    ]
    height = max(_lines(lines, width) for width, lines in zip(widths, row, strict=True)) * CELL.line + CELL_ENDS
    written = xml.row(cells)
    return Block(Written(lambda begins: written, grid), height)


def _lines(lines: Sequence[str], width: float) -> int:
    return sum(lines_of(line, width - CELL_SIDES, CELL.size) for line in lines)


def column_widths(columns: Sequence[PaperColumn], rows: Sequence[Sequence[Sequence[str]]]) -> tuple[float, ...]:
    """Widths in points that fill the type area: the names take what the other columns leave, at least NAME_COLUMN."""
    texts = [[column.label, *(line for row in rows for line in row[place])] for place, column in enumerate(columns)]
    wanted = [(max(map(width_of, lines)) + 1.2) * CELL.size + CELL_SIDES for lines in texts[1:]]
    widths = [min(max(width, NARROWEST), WIDEST) for width in wanted]
    room = WIDTH - NAME_COLUMN
    if sum(widths) > room:
        widths = [width * room / sum(widths) for width in widths]
    return (WIDTH - sum(widths), *widths)


# --- What follows the offers ---


OTHERS = (PaperColumn("名称"), PaperColumn("性质"), PaperColumn("出处"))


def brief_blocks(others: Sequence[Brief], source: str) -> list[WordBlock]:
    rows = [((one.title, one.promise), (one.availability,), (one.place,)) for one in others]
    return grid_blocks(OTHERS, rows, f"{source}中的事项，了解即可")


def index_block(entry: PaperEntry, mark: str, page: int) -> WordBlock:
    """A line of an index: title, dots, sum, page; the sums end below one another."""
    line = xml.run(entry.title) + xml.TAB + xml.run(entry.sum_text) + xml.TAB + xml.page_of(mark, page)
    return text_block(INDEX, f"{entry.title}　{entry.sum_text}", xml.link_to(mark, line), WIDTH - PAGE_COLUMN)
