import pytest

from incentives.enums import AmountState, Kind, Period
from incentives.models import Measure
from incentives.models.audience import audience_of
from incentives.models.computed import NO_AWARD
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiers():
    return factories.ladder()


def test_awards_go_by_the_tier(tiers):
    measure = factories.measure(kind=Kind.SUBSIDY, tiers=tiers.values())
    factories.subsidy_tier(measure, 500_000, enterprise_tier=tiers["specialized"])
    factories.subsidy_tier(measure, 2_000_000, enterprise_tier=tiers["little-giant"])

    def award(*slugs):
        return Measure.objects.with_award(audience_of(slugs, list(tiers.values()))).get().award

    assert (award(), award("specialized"), award("leading")) == (2_000_000, 500_000, None)


def test_award_of_a_cap_and_of_a_floor():
    capped = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(capped, amount_max=300_000)
    floored = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(floored, amount_min=100_000)

    assert [row.award for row in Measure.objects.with_award().order_by("-award")] == [300_000, 100_000]


@pytest.mark.parametrize(
    "unit", [{"paid_for": "平方米"}, {"period": Period.MONTH}, {"paid_for": "人", "period": "year"}]
)
def test_price_of_a_unit_is_no_award_to_sort_by(client, unit):
    price, whole = factories.measure(kind=Kind.SUBSIDY), factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(price, 20, **unit)
    factories.subsidy_tier(whole, 10, paid_for="家")

    found = client.get("/measures/?sort=-amount").context["cards"]

    assert [(card.measure.best_award, card.headline.state) for card in found] == [
        (10, AmountState.STATED),
        (NO_AWARD, AmountState.STATED),
    ]
    assert not client.get("/measures/?min_amount=15").context["cards"]


def test_credit_limit_is_no_award():
    measure = factories.measure(kind=Kind.LOAN)
    factories.loan_product(measure, credit_limit=10_000_000)

    assert Measure.objects.with_award().get().award is None


def test_amount_states():
    silent = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(silent)
    stated = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(stated, 100_000)
    factories.measure(kind=Kind.SERVICE)
    by_rate = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(by_rate, rate_max=50, rate_base="利息")
    loan = factories.measure(kind=Kind.LOAN)
    factories.loan_product(loan, credit_limit=5)

    states = dict(Measure.objects.with_amount_state().values_list("pk", "amount_state"))

    assert states[silent.pk] == AmountState.NOT_STATED
    assert {states[row.pk] for row in (stated, by_rate, loan)} == {AmountState.STATED}
    assert list(states.values()).count(AmountState.NOT_APPLICABLE) == 1
