"""Tables with drawn cells: narrow gaps, wrapped cells, cells over rows, tables over pages, frames and drawings."""

import pytest

from policies.intake.glyphs import GlyphRun
from policies.intake.lines import LineKind
from policies.intake.pdf import read_pdf
from policies.intake.ruled import DrawnLines, ruled_tables
from tests.policies.intake.pages import pdf

LEFT, TOP, WIDTHS, HEIGHT = 60, 200, (40, 70, 70), 40
HEAD = ["序号", "类别", "标准"]


def edges(widths=WIDTHS) -> list[int]:
    return [LEFT + sum(widths[:number]) for number in range(len(widths) + 1)]


def drawn(rows: int, *, top: int = TOP, without: tuple[int, ...] = ()) -> bytes:
    """The lines of a table; `without`: the numbers of level lines that leave out the second column."""
    across, down = edges(), [top + HEIGHT * number for number in range(rows + 1)]
    lines = [(x, down[0], x, down[-1]) for x in across]
    for number, y in enumerate(down):
        parts = [(0, 1), (2, 3)] if number in without else [(0, 3)]
        lines += [(across[start], y, across[end], y) for start, end in parts]
    return b"".join(b"%d %d m %d %d l S\n" % (x, 842 - y, to_x, 842 - to_y) for x, y, to_x, to_y in lines)


def cell(row: int, column: int, text: str, *, line: int = 0, top: int = TOP) -> tuple:
    return (edges()[column] + 1, top + HEIGHT * row + 14 + 14 * line, 10, text)


def row(number: int, *texts: str, top: int = TOP) -> list[tuple]:
    return [cell(number, column, text, top=top) for column, text in enumerate(texts)]


def lines(data: bytes) -> list[str]:
    return [line.text for line in read_pdf(data).lines]


def test_cells_without_a_gap_between_them_stay_apart():
    texts = [*row(0, *HEAD), *row(1, "甲一二三", "竹编竹艺作坊甲", "每间九元"), *row(2, "乙", "茶坊", "每间八元")]

    assert lines(pdf(texts, extra=drawn(3))) == [
        "序号：甲一二三；类别：竹编竹艺作坊甲；标准：每间九元",
        "序号：乙；类别：茶坊；标准：每间八元",
    ]


def test_wrapped_cell_is_one_text_and_paragraphs_of_a_cell_stay_apart():
    texts = [
        *row(0, *HEAD),
        cell(1, 0, "甲"),
        cell(1, 1, "竹编竹艺作坊甲"),
        cell(1, 1, "及其合作社", line=1),
        cell(1, 2, "每间"),
        cell(1, 2, "12345元", line=1),
        *row(2, "乙", "茶坊", "每间八元"),
    ]

    assert lines(pdf(texts, extra=drawn(3)))[0] == "序号：甲；类别：竹编竹艺作坊甲及其合作社；标准：每间 12345元"


def test_cell_over_two_rows_stands_in_each():
    texts = [*row(0, *HEAD), *row(1, "甲", "茶坊", "九元"), cell(2, 0, "乙"), cell(2, 2, "八元")]

    assert lines(pdf(texts, extra=drawn(3, without=(2,)))) == [
        "序号：甲；类别：茶坊；标准：九元",
        "序号：乙；类别：茶坊；标准：八元",
    ]


def test_table_stands_between_its_paragraphs():
    texts = [
        (60, 100, 10, "前面的一段。"),
        *row(0, *HEAD),
        *row(1, "甲", "茶坊", "九元"),
        (60, 400, 10, "后面的一段。"),
    ]

    assert lines(pdf(texts, extra=drawn(2))) == ["前面的一段。", "序号：甲；类别：茶坊；标准：九元", "后面的一段。"]


def test_table_over_two_pages_keeps_its_heads():
    first = [*row(0, *HEAD), *row(1, "甲", "茶坊", "九元")]
    second = [*row(0, *HEAD), *row(1, "乙", "竹坊", "八元")]
    third = [*row(0, "丙", "陶坊", "七元"), *row(1, "丁", "布坊", "六元")]

    assert lines(pdf(first, second, third, extra=drawn(2))) == [
        "序号：甲；类别：茶坊；标准：九元",
        "序号：乙；类别：竹坊；标准：八元",
        "序号：丙；类别：陶坊；标准：七元",
        "序号：丁；类别：布坊；标准：六元",
    ]


def test_frame_around_text_is_no_table():
    frame = b"50 760 m 400 760 l 400 600 l 50 600 l h S\n"

    (line,) = read_pdf(pdf([(60, 100, 10, "框里的一句话。")], extra=frame)).lines
    assert (line.text, line.kind) == ("框里的一句话。", LineKind.TEXT)


def test_lines_in_many_pieces_are_one_and_a_drawing_has_none():
    pieces = [(x, y, x + 10, y) for x in range(0, 100, 10) for y in (0, 50)]
    sides = [(x, 0, x, 50) for x in (0, 40, 100)]

    assert len(DrawnLines.of([*pieces, *sides]).level) == 2
    assert DrawnLines.of((x, 0, x, 50) for x in range(0, 10_000, 10)) == DrawnLines()
    assert DrawnLines.of([(0, 0, 50, 50), (0, 0, 50, 0)]) == DrawnLines()


def test_text_beside_an_open_side_is_in_no_cell():
    rules = DrawnLines.of([(0, 0, 100, 0), (0, 50, 100, 50), (0, 0, 0, 50), (50, 0, 50, 50)])
    beside = GlyphRun(60, 90, 30, 10, "旁边")

    assert ruled_tables([beside], rules) == ([beside], [])


@pytest.mark.parametrize("apart", [6, 16])
def test_rows_without_lines_are_named(apart):
    texts = [
        (x, 100 + 20 * number, 10, text)
        for number, names in enumerate((HEAD, ("甲", "竹坊", "九元")))
        for x, text in zip((60, 80 + apart, 100 + 2 * apart), names, strict=True)
    ]
    told = read_pdf(pdf(texts)).notices

    assert any("没有画线的表格" in one for one in told) is (apart < 10)


def test_running_text_with_one_gap_is_not_named():
    texts = [
        (60, 100, 10, "关于竹坊的通知"),
        (60, 140, 10, "第一章"),
        (96, 140, 10, "总则"),
        (60, 160, 10, "先说一句。"),
    ]

    assert read_pdf(pdf(texts)).notices == ()
