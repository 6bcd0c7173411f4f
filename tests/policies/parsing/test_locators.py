import re

import pytest

from policies.parsing.locators import PATH, cited, locator, part_name


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("1.7", "第一部分第7句"),
        ("0.2", "开头第2句"),
        ("11.10", "第十一部分第10句"),
        ("1.2.3", "1.2.3"),
        ("1", "1"),
        ("", ""),
    ],
)
def test_locator(path, expected):
    assert locator(path) == expected


@pytest.mark.parametrize(
    ("path", "place", "expected"),
    [
        ("1.7", "", "第一部分第7句"),
        ("2.5.3", "第二章第五条", "第二章第五条第3句"),
        ("5.3", "第五条第二款第1句", "第五条第二款第1句"),
        ("5.4", "第五条表格第2行", "第五条表格第2行"),
    ],
)
def test_cited(path, place, expected):
    assert cited(path, place) == expected


@pytest.mark.parametrize("path", ["1", "1.7", "10-1.2", "a1.3.2", "f.2", "p2.1.4", "p2.a1.1", "n1.1"])
def test_paths(path):
    assert re.fullmatch(PATH, path)


@pytest.mark.parametrize("path", ["", "a1", "1.", ".1", "1..2", "一.1", "A1.1", "1-.1"])
def test_no_paths(path):
    assert not re.fullmatch(PATH, path)


@pytest.mark.parametrize(
    ("path", "place", "expected"),
    [
        ("0.1", "", "开头"),
        ("3.1", "", "第三部分"),
        ("2.5.1", "第二章第五条", "第二章"),
        ("10-1.1", "第十条之一", "第十条之一"),
        ("a1.1", "附件1《青竹要点》第一部分", "附件1《青竹要点》"),
        ("f.1", "附则", "附则"),
        ("p2.1", "《青竹办法》第一条", "《青竹办法》"),
        ("n1.1", "注1", "注1"),
        ("x9.1", "", "x9"),
    ],
)
def test_part_name(path, place, expected):
    assert part_name(path, place) == expected
