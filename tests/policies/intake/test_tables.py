import pytest

from policies.intake.lines import LineKind
from policies.intake.tables import cell_of, table_lines


def texts(*rows: list, heads: int | None = None) -> list[str]:
    return [line.text for line in table_lines(cells(rows), heads)]


def cells(rows) -> list:
    made = []
    for row in rows:
        column, place = [], 0
        for one in row:
            lines, span = one if isinstance(one, tuple) else (one, 1)
            column.append(cell_of(lines.split("/"), place, span))
            place += span
        made.append(column)
    return made


def test_a_row_carries_the_heads_of_its_columns():
    assert texts(["项目", "标准（万元）"], ["青竹", "9"]) == ["项目：青竹；标准（万元）：9"]
    assert texts(["年份", "金额"], ["2031", "9"], heads=0) == ["年份；金额", "2031；9"]


def test_heads_over_each_other_are_joined():
    assert texts(["类别", ("补贴", 2)], ["", "首年", "次年"], ["青竹", "9万元", "8万元"]) == [
        "类别：青竹；补贴·首年：9万元；补贴·次年：8万元"
    ]


@pytest.mark.parametrize(
    "first",
    [
        ["甲店", "9万元"],
        ["索引号", "X1"],
        ["这一栏里写的是一个很长很长很长很长很长很长的说明文字", "标准"],
        ["说完了。", "标准"],
    ],
)
def test_first_rows_that_are_no_heads(first):
    assert texts(first, ["乙店", "8万元"]) == ["；".join(first), "乙店；8万元"]


def test_heads_without_a_known_word_want_figures_below():
    assert texts(["甲", "乙", "丙"], ["1", "2", "3"]) == ["甲：1；乙：2；丙：3"]
    assert texts(["甲", "乙", "丙"], ["丁", "戊", "己"]) == ["甲；乙；丙", "丁；戊；己"]


def test_heads_alone_are_a_row():
    assert texts(["项目", "标准"], heads=1) == ["项目；标准"]


def test_rows_of_one_cell_are_paragraphs():
    made = list(table_lines(cells([[("标题", 2)], ["项目", "标准"], [("一、青竹类", 2)], ["甲", "9万元"]])))

    assert [(line.text, line.kind) for line in made] == [
        ("标题", LineKind.TEXT),
        ("一、青竹类", LineKind.TEXT),
        ("项目：甲；标准：9万元", LineKind.ROW),
    ]


def test_a_name_for_several_lines_is_repeated_in_each():
    assert texts(["层次", "年度", "标准"], ["甲类", "首年/次年", "9万元/8万元"]) == [
        "层次：甲类；年度：首年；标准：9万元",
        "层次：甲类；年度：次年；标准：8万元",
    ]
    # Without figures the lines need not belong together.
    assert texts(["层次", "条件", "材料"], ["甲类", "诚信/守法", "执照/承诺"]) == [
        "层次：甲类；条件：诚信 守法；材料：执照 承诺"
    ]


def test_blank_rows_and_cells_are_left_out():
    assert texts(["项目", "标准"], ["", ""], ["甲", ""], ["乙", "9万元"])[-1] == "项目：乙；标准：9万元"
