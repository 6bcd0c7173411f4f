from hypothesis import given
from hypothesis import strategies as st

from policies.figures.lexis.typography import compact


def test_compact_folds_widths_and_marks():
    assert compact("１００％（含）；A：B～C—D").text == "100%（含）；A：B~C-D"
    assert compact("a(b);c").text == "a（b）；c"


def test_compact_drops_spaces_inside_words_and_keeps_them_between_latin_words():
    assert compact("给 予　企业\n奖 励").text == "给予企业奖励"
    assert compact("PCT  patent\u200b 2030").text == "PCT patent 2030"


def test_compact_tells_a_thousands_comma_from_a_clause_comma():
    assert compact("补贴1,500元,最多2次").text == "补贴1,500元，最多2次"


def test_compact_joins_numbers_torn_by_spaces():
    assert compact("补贴 5 000 元").text == "补贴5000元"
    assert compact("第 1 2 条").text == "第12条"
    assert compact("共10 0家").text == "共100家"
    assert compact("增长3 . 5%").text == "增长3.5%"
    assert compact("补贴1 0 . 2 5万元").text == "补贴10.25万元"
    assert compact("20 31年").text == "2031年"


def test_compact_leaves_numbers_on_two_lines_apart():
    assert compact("共1\n5家").text == "共1 5家"


def test_compact_lets_no_private_character_pass():
    assert compact("甲\ue000乙\ue003").text == "甲□乙□"


@given(st.text())
def test_compact_remembers_where_every_character_stood(text):
    clean = compact(text)

    assert len(clean.text) == len(clean.origin)
    assert list(clean.origin) == sorted(set(clean.origin))
    assert all(0 <= place < len(text) for place in clean.origin)
