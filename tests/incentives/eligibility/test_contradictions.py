"""Answers that hardly go together get a hint beside the question."""

import pytest

from incentives.eligibility.contradictions import contradictions
from incentives.eligibility.profile import EnterpriseProfile

A, NONE = frozenset("a"), frozenset()
YI = 100_000_000


@pytest.mark.parametrize(
    ("answers", "facts"),
    [
        ({}, []),
        ({"won": A, "held_earlier": A}, ["won"]),
        ({"won": A, "applying": A}, ["applying"]),
        ({"held": NONE, "held_earlier": A}, ["held"]),
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
    assert [fact for fact, _ in contradictions(EnterpriseProfile(**answers), {"a": "甲"})] == facts


def test_hint_names_honour_and_sum():
    hints = dict(
        contradictions(
            EnterpriseProfile(won=A, held_earlier=A, size=frozenset({"micro"}), revenue=60 * YI), {"a": "甲"}
        )
    )

    assert hints["won"].startswith("甲既填了今年首次获评，又填了往年获评")
    assert "微型企业" in hints["size"]
    assert "60 亿元" in hints["size"]
