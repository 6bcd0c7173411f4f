"""Tables pasted as text become rows with the words and the unit of their head."""

import pytest

from incentives.verify.reading.statements import statements
from incentives.verify.reading.tables import rows

HEAD = ["对象", "标准（万元）", "条件"]
BODY = ["灯塔工厂", "70", "首次，一次性"]


@pytest.mark.parametrize("border", ["\t", "|", " | ", "    ", "\u3000\u3000", " / ", "｜"])
def test_a_bare_number_has_the_unit_of_its_head(border):
    text = border.join(HEAD) + "\n" + border.join(BODY)

    (statement,) = statements(text, ())

    assert statement.text.startswith("灯塔工厂")
    assert text[statement.start : statement.end] == statement.text
    assert [(figure.text, figure.low, figure.unit) for figure in statement.held] == [("70", 700_000, "元")]


@pytest.mark.parametrize("border", [",", ";", "；"])
def test_marks_of_prose_part_cells_only_below_a_head(border):
    table = border.join(["对象", "标准（万元）", "次数"]) + "\n" + border.join(["灯塔工厂", "70", "一次"])
    prose = f"灯塔工厂奖70万元{border}首次获评{border}一次性\n金蜂企业奖30万元{border}首次获评{border}一次性"

    assert [one.held[0].low for one in statements(table, ())] == [700_000]
    assert rows(prose) == {}


def test_markdown_rules_and_heads_are_no_statements():
    text = "| 对象 | 奖励 |\n| --- | :-: |\n| 灯塔工厂 | 70万元 |\n\n后面是一句话。"

    assert [one.text for one in statements(text, ())] == ["灯塔工厂 | 70万元", "后面是一句话"]


def test_a_row_with_several_figures_says_each_of_its_own_head():
    text = "| | 灯塔工厂 | 金蜂企业 |\n| 奖励（万元） | 70 | 30 |"

    (statement,) = statements(text, ())

    assert [figure.low for figure in statement.held] == [700_000, 300_000]
    assert [("灯塔工厂" in words, "金蜂企业" in words) for words in statement.subjects.values()] == [
        (True, False),
        (False, True),
    ]


def test_the_caption_gives_the_unit_that_heads_lack():
    text = "单位：万元\n对象\t标准\n灯塔工厂\t70"

    *_, row = statements(text, ())

    assert row.held[0].low == 700_000


@pytest.mark.parametrize("text", ["|" * 9000, "\t\t\n" * 900, ("a|" * 60 + "\n") * 30, "| |\n| |", "—|—\n—|—", "1|2"])
def test_no_table_breaks_it(text):
    assert all(0 <= one.start < one.end <= len(text) for one in statements(text, ()))
