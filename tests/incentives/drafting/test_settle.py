"""A new draft carries nothing that its own sentences refute."""

import pytest

from incentives.drafting.decide import accept_proposals
from incentives.drafting.settle import refuted
from incentives.drafting.text_desk import DeskText
from incentives.models import Condition, SubsidyTier
from policies.importing.actions import import_document
from tests import factories

pytestmark = pytest.mark.django_db


def drafted(*items: str):
    """The drafts of a made-up text with these items, accepted together."""
    factories.category("fiscal")
    lines = ["绿谷市扶持作坊若干措施", "为扶持作坊，制定本措施。"]
    lines += [f"第{number}条 {item}" for number, item in zip("一二三四五", items, strict=False)]
    document = import_document(data="\n".join(lines).encode()).document
    keys = {row.key for row in DeskText(document).proposals}
    return accept_proposals(document=document, keys=keys, by=factories.user("editor"))


@pytest.mark.parametrize(
    "item",
    [
        "支持作坊上规模。对年销售额首次达到300万元、700万元的作坊，分别给予3万元、6万元奖励。",
        "支持仓储作坊。对租用共用仓库的服务业作坊，对其租金给予40%的补助，最高不超过8万元。",
        "支持作坊认证。对初次认定为市级示范作坊的，给予4万元奖励。",
        "支持作坊改造。对改造项目，按设备投资额的15%给予资助，最高20万元。",
        "支持作坊出海。作坊在境外投资50万元以上的，给予一次性奖励6万元。",
    ],
)
def test_accepted_draft_carries_nothing_that_its_sentences_refute(item):
    (made,) = drafted(item)

    assert [f"{one.item.label} {one.stated}" for one in refuted(made.measure)] == []
    assert made.measure.provisions.exists()


def test_lines_of_a_scale_are_conditions_of_its_rows_and_no_part_of_the_title():
    (made,) = drafted("支持作坊上规模。对年销售额首次达到300万元、700万元的作坊，分别给予3万元、6万元奖励。")

    assert "万元" not in made.measure.title
    rows = SubsidyTier.objects.filter(measure=made.measure)
    said = dict(Condition.objects.filter(subsidytier__in=rows).values_list("subsidytier__position", "sentence"))
    whole = "".join(Condition.objects.filter(measure=made.measure, subsidytier=None).values_list("sentence", flat=True))
    assert "300万元" in said.get(1, "") + whole
    assert "700万元" in said.get(2, "") + whole


def test_share_without_的_has_the_words_before_it_as_base():
    (made,) = drafted("支持仓储作坊。对租用共用仓库的作坊，对其租金给予40%的补助，最高不超过8万元。")

    row = SubsidyTier.objects.get(measure=made.measure)
    assert (row.rate_min, row.rate_max, row.rate_base, row.amount_max) == (40, 40, "租金", 80_000)
