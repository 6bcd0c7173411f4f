"""A sum in a foreign currency stays in it, from the sentence to the row, its check, the list and the API."""

import pytest

from incentives.drafting.from_sentence import proposed_rows
from incentives.enums import Kind
from incentives.evidence.report import check_measure
from incentives.listing.cards import headline
from incentives.models import Measure
from incentives.opendata.records.measure import provision_record
from policies.parsing.sentences import fingerprint
from tests import factories
from tests.incentives.evidence.made_up import sentence

pytestmark = pytest.mark.django_db
TEXT = "茶企赴海外上市的，奖励80万美元；在本市上市的，奖励30万元。"


def tea(currency: str) -> Measure:
    clause = factories.clause(text=TEXT, fingerprint=fingerprint(TEXT))
    measure = factories.measure(kind="subsidy", title="茶企上市奖励", sourced=False)
    factories.link(measure, "clauses", clause)
    factories.subsidy_tier(measure, 800_000, label="海外上市", currency=currency)
    factories.subsidy_tier(measure, 300_000, label="本市上市")
    return Measure.objects.whole().get(pk=measure.pk)


def sums(measure: Measure) -> list[str]:
    return [finding.mark for finding in check_measure(measure) if finding.item.part == "金额"]


def test_row_is_proved_by_its_own_currency_only():
    assert sums(tea("美元")) == ["✓", "✓"]


@pytest.mark.parametrize("currency", ["", "港元"])
def test_row_in_another_currency_is_wrong(currency):
    assert sums(tea(currency))[0] == "✗"


def test_foreign_sum_is_shown_and_never_compared_with_yuan():
    measure = tea("美元")

    assert headline(measure).text == "80 万美元；30 万元"
    assert Measure.objects.with_award().get(pk=measure.pk).award == 300_000


def test_api_gives_no_yuan_for_it():
    amount = provision_record(tea("美元").provisions[0], lambda path: path).amount

    assert (amount.min_yuan, amount.max_yuan, amount.currency, amount.text) == (None, None, "美元", "80 万美元")


def test_draft_from_a_sentence_keeps_it():
    rows = proposed_rows(sentence(TEXT), Kind.SUBSIDY)

    assert [(row.values["amount_max"], row.values["currency"]) for row in rows] == [(800_000, "美元"), (300_000, "")]
