"""Answers that hardly go together get a hint beside the question."""

import pytest

from incentives.eligibility.contradictions import contradictions
from incentives.eligibility.profile import honours_of_lists

A, NONE = frozenset("a"), frozenset()
LISTS = ("held", "held_earlier", "won", "applying")
TIERS = {"a": "甲"}
FACTS = {"benchmark": "质量标杆", "front_runner": "领跑者"}
YI = 100_000_000


def profile(**answers):
    """Answers by fact, and lists of honours as the API takes them."""
    lists = {name: answers.pop(name) for name in LISTS if name in answers}
    return answers | honours_of_lists(lists, TIERS)


@pytest.mark.parametrize(
    ("answers", "facts"),
    [
        ({}, []),
        ({"won": A, "held_earlier": A}, ["honour-a"]),
        ({"won": A, "applying": A}, ["honour-a"]),
        ({"held": NONE, "held_earlier": A}, ["honour-a"]),
        ({"held": NONE, "paid": A}, ["paid"]),
        ({"held_earlier": A, "won": NONE, "paid": A}, []),
        ({"size": frozenset({"micro"}), "revenue": 60 * YI}, ["size"]),
        ({"size": frozenset({"micro"}), "revenue": 1_000_000}, []),
        ({"size": frozenset({"large"}), "revenue": 60 * YI}, []),
        ({"passed": 100 * YI, "passed_last": 50 * YI}, ["passed_last"]),
        ({"passed": 50 * YI, "passed_last": 100 * YI}, []),
        ({"benchmark": NONE, "first_benchmark": frozenset({"yes"})}, ["first_benchmark"]),
        ({"front_runner": NONE, "front_runner_years": 2}, ["front_runner_years"]),
        ({"age": 12, "doctorate": frozenset({"yes"})}, ["age"]),
        ({"age": 12, "doctorate": frozenset({"no"})}, []),
    ],
)
def test_facts_with_a_hint(answers, facts):
    assert [fact for fact, _ in contradictions(profile(**answers), TIERS, FACTS)] == facts


def test_hint_names_honour_and_sum():
    given = profile(won=A, held_earlier=A, size=frozenset({"micro"}), revenue=60 * YI)
    hints = dict(contradictions(given, TIERS, FACTS))

    assert hints["honour-a"].startswith("甲既填了今年首次获评，又填了往年获评")
    assert "微型企业" in hints["size"]
    assert "60 亿元" in hints["size"]
