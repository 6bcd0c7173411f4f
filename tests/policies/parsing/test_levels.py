import pytest

from policies.intake.lines import Line, LineKind
from policies.parsing.levels import inline_items


def cut(text: str, kind: LineKind = LineKind.TEXT) -> list[tuple[str, LineKind]]:
    return [(line.text, line.kind) for line in inline_items(Line(1, text, kind))]


@pytest.mark.parametrize("marks", ["（1） （2） （3）", "(一) （二） (三)", "① ② ③", "1. 2. 3、"])
def test_items_behind_a_colon_are_cut(marks):
    one, two, three = marks.split()

    assert cut(f"第一条 应当：{one}守法；{two}诚信；{three}交税。违者不发。") == [
        ("第一条 应当：", LineKind.TEXT),
        (f"{one}守法；", LineKind.TEXT),
        (f"{two}诚信；", LineKind.TEXT),
        (f"{three}交税。", LineKind.TEXT),
        ("违者不发。", LineKind.REST),
    ]


def test_items_that_open_the_line():
    assert cut("（1）守法；（2）诚信") == [("（1）守法；", LineKind.TEXT), ("（2）诚信", LineKind.TEXT)]


@pytest.mark.parametrize(
    "text",
    [
        "守法（1）和诚信（2）都要。",
        "应当：（1）守法。",
        "应当：（2）守法；（3）诚信。",
        "比例为：1.5倍；2.5倍。",
        "按（一）办，（二）不办。",
    ],
)
def test_what_are_no_items_is_not_cut(text):
    assert cut(text) == [(text, LineKind.TEXT)]


def test_rows_are_never_cut():
    row = "条件：（1）守法；（2）诚信"

    assert cut(row, LineKind.ROW) == [(row, LineKind.ROW)]
