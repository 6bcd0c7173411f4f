import pytest

from incentives.evidence.claims import FindingState, Item
from incentives.evidence.rules.names import Name, check_name, covered, nearest_part
from tests.incentives.evidence.made_up import sentence

TEXT = "对新入驻榕树园的竹编企业，三年内免收租金；对评为青竹工坊的，给予5万元奖励。"


@pytest.mark.parametrize(
    "name", ["入驻榕树园的竹编企业", "青竹工坊奖励", "免收租金", "给予奖励", "青竹工坊（标准来源未载明）"]
)
def test_name_that_the_text_speaks_of(name):
    assert covered(name, TEXT) >= 0.7


@pytest.mark.parametrize("name", ["瞪羚企业", "银杏园的竹编学校", "注册资本"])
def test_name_that_the_text_does_not_hold(name):
    assert covered(name, TEXT) < 0.5


def test_part_that_speaks_of_a_name():
    assert nearest_part(TEXT, "青竹工坊奖励") == "对评为青竹工坊的，给予5万元奖励"
    assert nearest_part(TEXT, "青竹工坊") == "对评为青竹工坊的"
    assert nearest_part(TEXT, "青竹工坊", whole_segment=True) == "对评为青竹工坊的，给予5万元奖励"


@pytest.mark.parametrize(
    ("name", "texts", "note", "state"),
    [
        ("青竹工坊", [TEXT], "", FindingState.PROVED),
        ("瞪羚企业", [TEXT], "", FindingState.WRONG),
        ("瞪羚企业", [TEXT], "致电核实", FindingState.NOTED),
        ("瞪羚企业", [TEXT, ""], "", FindingState.NO_TEXT),
        ("瞪羚企业", [], "", FindingState.WRONG),
    ],
)
def test_name_is_proved_noted_or_wrong(name, texts, note, state):
    finding = check_name(Name(item=Item(owner="x"), name=name, sentences=tuple(map(sentence, texts)), note=note))

    assert finding.state is state
    assert bool(finding.advice) is (state is FindingState.WRONG)
