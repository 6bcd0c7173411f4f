import pytest

from policies.intake.lines import numbered_lines
from policies.parsing.head.contents import without_contents

TEXT = ["第一章 总则", "第一条 甲。", "第二章 附则", "第二条 乙。"]


def left(*lines: str) -> list[str]:
    return [line.text for line in without_contents(numbered_lines("\n".join(lines)))[0]]


@pytest.mark.parametrize(
    "contents",
    [
        ["目　录", "第一章　总则……………1", "第二章　附则……………2"],
        ["目录", "第一章 总则", "第二章 附则"],
        ["目次：", "第一章 总则\t1", "第二章 附则\t12"],
        ["第一章 总则.......1", "第二章 附则.......2"],
        ["目录", "一、别的………… 1", "二、别的………… 2"],
        ["目录", "第一章 总则（第一条）", "第二章 附则（第二条至第九条）"],
    ],
)
def test_contents_in_front_are_left_out_and_said(contents):
    assert left("办法", *contents, *TEXT) == ["办法", *TEXT]
    assert f"目录 {len(contents)} 行没有导入" in without_contents(numbered_lines("\n".join([*contents, *TEXT])))[1][0]


@pytest.mark.parametrize(
    "lines",
    [
        ["目录", *TEXT],
        TEXT,
        ["目录"],
        ["第一章 总则……1", *TEXT],
        ["目录", "一句话。", *TEXT],
        ["青竹店  9", "榕树店  8"],
    ],
)
def test_what_is_no_table_of_contents_stays(lines):
    assert left(*lines) == lines


def test_a_title_below_the_contents_stays():
    assert left("目录", "第一章 总则  1", "第二章 附则  2", "绿谷市办法", *TEXT) == ["绿谷市办法", *TEXT]
