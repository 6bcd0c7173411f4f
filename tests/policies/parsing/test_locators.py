import pytest

from policies.parsing.locators import locator


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
