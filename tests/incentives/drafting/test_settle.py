"""A new draft carries nothing that its own sentences refute."""

from dataclasses import replace

import pytest

from incentives.drafting.accept import accept
from incentives.drafting.decide import accept_proposals
from incentives.drafting.settle import refuted, settle
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


def test_an_award_without_a_sum_has_a_row_that_says_so():
    (made,) = drafted("支持作坊参保。对招用学徒的作坊给予社会保险补贴。")

    (row,) = made.measure.provisions
    assert (row.amount.is_stated, row.clause.text) == (False, "对招用学徒的作坊给予社会保险补贴。")
    assert refuted(made.measure) == []


def test_help_for_people_without_money_is_a_service():
    (made,) = drafted("支持作坊留人。作坊的高管可享受子女入学保障。")

    assert made.measure.kind == "service"


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


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ("支持作坊见习。对作坊按见习生活费的2/3给予补贴。", [(None, None, "见习生活费的2/3")]),
        ("支持作坊用工。对作坊给予补贴，补贴金额为每人每月248.8元。", []),
    ],
)
def test_value_that_no_column_can_hold_as_it_is_stated_is_left_out(item, kept):
    (made,) = drafted(item)

    assert [(row.rate_max, row.amount_max, row.note) for row in made.measure.provisions] == kept
    assert refuted(made.measure) == []


def test_heading_that_the_title_is_made_of_is_cited():
    factories.category("fiscal")
    items = "第一条 打造特色作坊。\n（1）对评上的作坊，给予4万元奖励。\n（2）对店铺，给予2万元奖励。"
    document = import_document(data=f"绿谷市扶持作坊若干措施\n{items}".encode()).document
    desk = DeskText(document)
    proposal = replace(desk.proposals[0].proposal, title="打造特色作坊奖励")

    made = accept(proposal=proposal, clauses=desk.by_path, by=factories.user("editor"))

    assert "打造特色作坊。" in made.measure.clauses.values_list("text", flat=True)
    assert refuted(made.measure) == []


def test_percentage_points_on_top_of_another_rate_become_the_note():
    clause = factories.clause(text="示范作坊翻新的，比别家多补助3个百分点。", fingerprint="0" * 64)
    measure = factories.draft(kind="subsidy", title="示范作坊改造补助", promise="多补助3个百分点")
    row = factories.subsidy_tier(measure, label="示范作坊", rate_min=3, rate_max=3, rate_base="补助", clause=clause)

    told = settle(measure)

    row.refresh_from_db()
    assert (row.rate_min, row.rate_max, row.rate_base, row.note) == (None, None, "", "多补助3个百分点")
    assert any("比例" in line for line in told)
