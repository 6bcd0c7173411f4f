import json

import pytest
from django.core.management import CommandError, call_command

from incentives.models import ApprovalReform, Condition, EnterpriseTier, SubsidyTier, TalentGrant
from policies.importing.actions import import_document
from policies.models import Clause, Indicator
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    def check(*args):
        call_command("check_evidence", *args)
        return capsys.readouterr().out

    return check


@pytest.fixture
def reply(content, reply_bytes):
    """The real content with the sentences of the reply."""
    import_document(data=reply_bytes)


def stored(model, **lookup):
    """Rows to be changed although they are on record."""
    return model._base_manager.filter(**lookup)


def line(value):
    """The condition that wants a revenue of so many 元 to be passed."""
    return stored(Condition, fact="revenue", value=value)


def rung(**lookup):
    return stored(SubsidyTier, measure__slug="ladder-awards", **lookup)


@pytest.mark.reply
def test_every_figure_of_the_real_content_is_proved(run, reply):
    table = run()

    assert "✗ 0，人工 5，无原文 0" in table  # numbers and dates of named documents, each with a note where it was read
    assert table.count("✓ ") - 1 + 5 == len(table.splitlines()) - 1 - table.splitlines()[0].count("Loaded")


@pytest.mark.reply
def test_real_content_as_json(run, reply, capsys):
    capsys.readouterr()

    answer = json.loads(run("--json", "--document", "reply-2024-00020"))

    assert answer["counts"]["wrong"] == answer["counts"]["no_text"] == 0
    assert {row["state"] for row in answer["findings"]} == {"proved", "noted"}


def swap(rows, field):
    (first, a), (second, b) = rows.values_list("pk", field)
    stored(rows.model, pk=first).update(**{field: b, f"{field[:-3]}min": b} if "amount" in field else {field: b})
    stored(rows.model, pk=second).update(**{field: a, f"{field[:-3]}min": a} if "amount" in field else {field: a})


PLANTED = {
    "pair of awards swapped": lambda: swap(rung(position__in=(1, 2)), "amount_max"),
    "enterprise and product swapped": lambda: swap(rung(position__in=(3, 4)), "amount_max"),
    "zero added": lambda: rung(position=1).update(amount_min=5_000_000, amount_max=5_000_000),
    "award left out": lambda: rung(position=2).update(amount_min=None, amount_max=None),
    "award of a person left out": lambda: stored(TalentGrant, max_age__isnull=False).update(
        amount_min=None, amount_max=None
    ),
    "award of another rung": lambda: rung(position=1).update(
        enterprise_tier=EnterpriseTier.objects.get(slug="innovative")
    ),
    "first time where the source does not say it": lambda: rung(position=3).update(first_time=True),
    "threshold left out": lambda: line("10000000000").delete(),
    "zero dropped": lambda: rung(position=2).update(amount_min=200_000, amount_max=200_000),
    "threshold for an award": lambda: stored(SubsidyTier, conditions__value="5000000000").update(
        amount_min=5_000_000_000, amount_max=5_000_000_000
    ),
    "award for a threshold": lambda: line("5000000000").update(value="1000000"),
    "thresholds swapped": lambda: swap(stored(Condition, fact="revenue"), "value"),
    "parts of a sum swapped": lambda: swap(stored(ApprovalReform, mode__in=("cancel", "record")), "item_count"),
    "part of a sum changed": lambda: stored(ApprovalReform, mode="optimise").update(item_count=20),
    "neighbour's count": lambda: stored(ApprovalReform, mode="same_city").update(item_count=20),
    "date shifted": lambda: Indicator.objects.filter(slug="little-giants").update(as_of="2024-04-01"),
    "date of a neighbour": lambda: Indicator.objects.filter(slug="market-entities").update(
        as_of="2023-12-31", as_of_precision="year_end"
    ),
    "date left out": lambda: Indicator.objects.filter(slug="academicians").update(as_of=None, as_of_precision=""),
    "indicators swapped": lambda: swap(
        Indicator.objects.filter(slug__in=("little-giants", "specialized-enterprises")), "value"
    ),
    "target for a result": lambda: Indicator.objects.filter(slug="tech-loan-balance-target").update(nature="outcome"),
    "about for exact": lambda: Indicator.objects.filter(slug="market-entities").update(qualifier="exact"),
    "years of a condition": lambda: stored(Condition, fact="front_runner_years").update(value="2"),
    "slip of the pen": lambda: Clause.objects.filter(path="1.8").update(gist="创新性中小企业起的梯次"),
}


@pytest.mark.reply
@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_each_planted_error_is_found(run, reply, plant):
    plant()

    with pytest.raises(CommandError, match="✗") as refused:
        run()

    assert refused.value.returncode == 1


def test_without_the_text_it_says_so_and_succeeds(run, content):
    table = run()

    assert "✓ 0，✗ 0" in table


def test_wrong_figures_are_named_before_it_fails(capsys):
    text = "给予5万元奖励。"
    clause = factories.clause(text=text, fingerprint="0" * 64)
    factories.subsidy_tier(factories.measure(kind="subsidy", title="小店奖励"), 500_000, clause=clause)

    with pytest.raises(CommandError, match="value"):
        call_command("check_evidence", "--document", clause.document.slug)

    assert "✗  小店奖励 › 一档 › 金额  应有：50 万元（奖励标准）  原文：原文中只有5万元" in capsys.readouterr().out


def test_unknown_document(run):
    with pytest.raises(CommandError, match="no document with the slug nowhere"):
        run("--document", "nowhere")
