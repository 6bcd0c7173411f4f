"""Places named in a text, of which those found by their kind may begin one character early."""

import pytest

from policies.text.places import place_in, places


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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("洛阳小巨人奖多少", "洛阳"),
        ("在黑龙江省注册的公司", "黑龙江"),
        ("朝阳产业", ""),
        ("朝阳市的奖励", "朝阳"),
        ("小巨人奖多少", ""),
    ],
)
def test_place_in(text, place):
    assert place_in(text) == place
