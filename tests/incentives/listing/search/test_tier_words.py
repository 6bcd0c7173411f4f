"""Which enterprise tiers search words name."""

import pytest

from incentives.listing.options import NamedRow
from incentives.listing.search.tier_words import tiers_named
from policies.search.query import Query

NAMES = {
    "little": ("甲乙丙新“小苗”企业", "“小苗”"),
    "special": ("甲乙丙新中小企业", "甲乙丙新"),
    "firm": ("独门冠军企业", "独门冠军企业"),
    "product": ("独门冠军产品", "独门冠军产品"),
    "small": ("中小企业", "中小企业"),
}
TIERS = [NamedRow("tier", 0, slug, name, 0, 0, short) for slug, (name, short) in NAMES.items()]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("甲乙丙新小苗企业能拿多少钱", "little"),
        ("甲乙丙新能拿多少钱", "special"),
        ("独门冠军", "firm product"),
        ("独门冠军产品 奖励", "product"),
        ("小苗和独门冠军企业哪个多", "firm"),
        ("中小企业贷款", "small"),
        ("苗木贷款", ""),
        ("冠军", ""),
    ],
)
def test_words_name_tiers(text, named):
    assert set(tiers_named(Query(text), TIERS)) == set(named.split())


def test_words_name_a_tier_by_what_they_stand_for():
    assert tiers_named(Query("独冠 奖励", (("独冠", "独门冠军企业"),)), TIERS) == ["firm"]
