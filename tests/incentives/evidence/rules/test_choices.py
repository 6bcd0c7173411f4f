import pytest

from incentives.enums import Answer
from incentives.evidence.claims import FindingState, Item
from incentives.evidence.rules.choices import WordedRule, check_rule, cores_of
from incentives.models.rules.fact import COLUMN_CHOICES
from policies.enums import Level
from tests.incentives.evidence.made_up import sentence

LEVELS = dict(Level.choices)
SIZES = COLUMN_CHOICES["size"]
TEXT = "对获得国家级、省级青竹奖的中小微企业给予支持，人才到岗后兑现。"


def rule(words, chosen, labels, text=TEXT, **values):
    cited = None if text is None else sentence(text)
    return check_rule(
        WordedRule(
            item=Item(owner="x"), words=words, label=values.pop("label", ""), chosen=frozenset(chosen.split(",")),
            labels=labels, sentence=cited, **values,
        )
    )  # fmt: skip


def test_what_tells_each_choice():
    assert cores_of(SIZES) == {"micro": "微", "small": "小", "medium": "中", "large": "大"}
    assert cores_of({"one": "国家级"}) == {"one": "国家级"}


@pytest.mark.parametrize(
    ("words", "chosen", "labels", "state"),
    [
        ("获得国家级青竹奖", "national", LEVELS, FindingState.PROVED),
        ("获得国家级青竹奖", "provincial", LEVELS, FindingState.WRONG),
        ("获得市级青竹奖", "municipal", LEVELS, FindingState.WRONG),
        ("属于中小微企业", "micro,small,medium", SIZES, FindingState.PROVED),
        ("属于中小微企业", "micro,small", SIZES, FindingState.WRONG),
        ("属于中介机构的小微企业", "micro,small", SIZES, FindingState.PROVED),
    ],
)
def test_chosen_values_are_those_of_the_words_and_the_sentence(words, chosen, labels, state):
    assert rule(words, chosen, labels).state is state


def test_row_of_another_level():
    found = rule("获得国家级青竹奖", "national", LEVELS, label="省级青竹奖")

    assert "所属的明细行是“省级青竹奖”" in found.stated


def test_yes_and_no_stand_for_what_the_words_say():
    plain = {"is_plain": True, "fact": "已到岗"}

    assert rule("人才已到岗", "yes", dict(Answer.choices), **plain).state is FindingState.PROVED
    assert rule("人才已到岗", "no", dict(Answer.choices), **plain).state is FindingState.WRONG
    assert rule("人才尚未到岗", "no", dict(Answer.choices), **plain).state is FindingState.PROVED
    assert "没有说到“已到岗”" in rule("属于博士", "yes", dict(Answer.choices), **plain).stated


def test_tier_that_the_sentence_names_in_part():
    tiers = {"full_names": {"national": "青竹“大榕树”中小企业"}}

    assert rule("已是国家级", "national", LEVELS, "支持青竹大榕树企业。", **tiers).state is FindingState.PROVED
    assert rule("已是国家级", "national", LEVELS, "支持园区。", **tiers).state is FindingState.WRONG


def test_without_text_or_clause():
    assert rule("获得国家级青竹奖", "national", LEVELS, "").state is FindingState.NO_TEXT
    assert rule("获得国家级青竹奖", "national", LEVELS, None).state is FindingState.WRONG
