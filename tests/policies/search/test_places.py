import pytest

from policies.search.places import place_in


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
