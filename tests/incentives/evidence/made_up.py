"""Sentences of a made-up policy, and claims on them, for the tests of evidence."""

import re

from django.test import Client

from incentives.evidence.claims import Claim, ExpectedFigure, Item, Sentence
from incentives.evidence.rules.expected import award
from incentives.models import Measure
from tests import factories

PAIRED = "对首次获评的“大榕树”企业、青竹企业,分别一次性给予200万元、50万元的奖励。"
LINES = "对年营业收入首次超过5亿元、10亿元的企业,分别给予20万元、40万元的奖励。"
PARTS = "全市改革事项达27项,其中:直接取消审批8项、审批改为备案7项、实行告知承诺12项。"
UNTIL = "截至2031年底,全市累计培育大榕树企业109家,青竹企业920家。"


def sentence(text: str, before: str = "") -> Sentence:
    return Sentence(1, "《绿谷市办法》第一部分第1句", "/documents/x/1.1/", text, before)


def claim(text: str, expected: ExpectedFigure | None, subject: str = "", part: str = "金额", **values) -> Claim:
    item = Item(owner="奖励", row=subject, part=part, field="provisions", anchor="rows")
    return Claim(item=item, sentence=sentence(text), expected=expected, subject=subject, group="rows", **values)


def sum_of(yuan: int, high: int | None = None, **paid) -> ExpectedFigure:
    """An exact award, or one from `yuan` to `high`; `paid` says of what and for how long."""
    return award(yuan, high or yuan, f"{yuan} 元", **paid)


def paired_award() -> Measure:
    """A published award that uses the second sum of `PAIRED`; nothing uses the sentence after it."""
    document = factories.document()
    first = factories.clause(document, text=PAIRED, fingerprint="0" * 64)
    factories.clause(document, text="全市有3条河,邮编450007。", fingerprint="1" * 64)
    measure = factories.measure(kind="subsidy", title="青竹奖励", sourced=False)
    factories.link(measure, "clauses", first)
    factories.subsidy_tier(measure, 500_000, label="青竹企业", first_time=True, one_off=True)
    return measure


def page(client: Client, address: str) -> str:
    """The page at `address`, each run of white space as one space."""
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())
