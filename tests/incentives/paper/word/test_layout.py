"""Lines and pages: never fewer than a word processor needs."""

import pytest

from incentives.paper.word.layout import Block, Group, PageBook, lines_of, portions


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("水" * 9, 1),
        ("水" * 10, 2),
        ("水" * 18, 2),
        ("水" * 19, 3),
        ("a" * 14, 1),
        ("a" * 15, 2),
        ("abc " * 9, 3),
    ],
)
def test_lines_leave_one_sign_free_for_marks_that_may_not_begin_a_line(text, lines):
    assert lines_of(text, width=100, size=10) == lines


def test_words_stay_whole_and_long_addresses_break():
    assert lines_of("水水水水水水abcdefgh", 100, 10) == 2
    assert lines_of("https://a.example/" + "b" * 60, 100, 10) == 6


def test_long_texts_are_divided_behind_sentences():
    text = "甲乙丙丁戊己。" * 6

    parts = list(portions(text, 100, 10, most=3))

    assert "".join(parts) == text
    assert [lines_of(part, 100, 10) <= 3 for part in parts] == [True] * len(parts)
    assert all(part.endswith("。") for part in parts)
    assert list(portions("", 100, 10, most=3)) == []


def placed(*groups: Group, height: float = 100) -> list[tuple[str, bool, int]]:
    book = PageBook(height)
    return [(one.content, one.begins_page, one.page) for group in groups for one in book.place(group)]


def group(name: str, *heights: float) -> Group:
    return Group([Block(f"{name}{number}", height) for number, height in enumerate(heights)], name)


def test_group_that_does_not_fit_begins_a_page():
    assert placed(group("a", 40, 20), group("b", 30, 20)) == [
        ("a0", True, 1),
        ("a1", False, 1),
        ("b0", True, 2),
        ("b1", False, 2),
    ]


def test_group_longer_than_a_page_begins_where_half_a_page_is_left():
    found = placed(group("a", 20), group("b", 60, 60), group("c", 60, 60))

    assert [(name, page) for name, _, page in found] == [("a0", 1), ("b0", 1), ("b1", 2), ("c0", 3), ("c1", 4)]


def test_a_page_that_begins_with_a_row_holds_the_head_too():
    rows = Group([Block("first", 50), Block("second", 60, head=30), Block("third", 20, head=30)], "rows")

    assert placed(rows) == [("first", True, 1), ("second", True, 2), ("third", True, 3)]


def test_block_longer_than_a_page_counts_every_page_it_takes():
    book = PageBook(100)
    list(book.place(group("a", 250)))
    list(book.place(group("b", 80)))

    assert book.page_of == {"a": 1, "b": 4}


def test_new_page_is_begun_once():
    book = PageBook(100)
    book.begin()
    list(book.place(group("a", 10)))
    book.begin()
    book.begin()

    assert book.page == 2
