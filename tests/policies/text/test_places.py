"""Places named in running text, of which those found by their kind may begin one character early."""

import pytest

from policies.text.places import places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("洛阳那边奖得更多", ["洛阳"]),
        ("新郑市另有补贴", ["新郑市"]),
        ("由金水区承办", ["由金水区"]),
        ("高新区再给一份", ["高新区"]),
        ("每家由区里补", ["区里"]),
        ("全市的园区、社区和各区县都有", []),
        ("市场主体上市，城市和地区的试验区、示范区", []),
        ("省长质量奖和市长质量奖", []),
    ],
)
def test_places(text, found):
    assert places(text) == found
