import pytest

from incentives.evidence.claims import FindingState, Item
from incentives.evidence.rules.tiers import TierClaim, check_tier, tier_named_in
from tests.incentives.evidence.made_up import sentence

TIERS = {"bamboo": ("青竹企业", "青竹"), "tree": ("青竹“大榕树”企业", "大榕树")}
TEXT = "对青竹企业给予5万元奖励。"


def claim(key, words="", texts=(TEXT,), **values):
    name = TIERS[key][0] if key else ""
    cited = tuple(map(sentence, texts))
    return check_tier(
        TierClaim(item=Item(owner="x"), key=key, name=name, words=words, sentences=cited, tiers=TIERS, **values)
    )


def test_tier_whose_name_stands_last():
    assert tier_named_in("首次获评的青竹大榕树企业", TIERS) == "tree"
    assert tier_named_in("别的企业", TIERS) == ""
    assert tier_named_in("", TIERS) == ""


@pytest.mark.parametrize(
    ("key", "words", "texts", "state"),
    [
        ("bamboo", "青竹企业奖励", (TEXT,), FindingState.PROVED),
        ("tree", "青竹企业奖励", (TEXT,), FindingState.WRONG),
        ("", "青竹企业奖励", (TEXT,), FindingState.WRONG),
        ("bamboo", "", ("支持园区建设。",), FindingState.WRONG),
        ("bamboo", "", ("",), FindingState.NO_TEXT),
    ],
)
def test_tier_is_the_one_that_label_and_sentence_name(key, words, texts, state):
    assert claim(key, words, texts).state is state


def test_nothing_to_prove():
    assert claim("", "园区") is None
    assert claim("bamboo", "青竹企业", ()) is None


def test_tier_of_a_row_is_one_of_the_measure_s():
    assert "不在本事项" in claim("bamboo", among=frozenset({"tree"})).stated
