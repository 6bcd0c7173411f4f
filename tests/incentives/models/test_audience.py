"""Which enterprises a measure serves and which awards count: Python and SQL agree for every choice of tiers."""

from itertools import chain, combinations, product

import pytest

from incentives.enums import AmountState, Delivery, Kind
from incentives.models import FacetCell, Measure, SubsidyTier
from incentives.models.audience import (
    EVERYBODY,
    FOR_SMES,
    NAMES_NOBODY,
    NAMES_ONE,
    audience_of,
    between_commas,
    keys_of,
    tiers_served,
)
from tests import factories

pytestmark = pytest.mark.django_db
SLUGS = ("specialized", "little-giant", "leading", "sme")


def subsets(values, most):
    return chain.from_iterable(combinations(values, number) for number in range(most + 1))


@pytest.fixture
def tiers():
    ladder = factories.ladder()
    return [ladder[slug] for slug in SLUGS]


def keys(tiers, *slugs):
    return frozenset(tier.pk for tier in tiers if tier.slug in slugs)


@pytest.mark.parametrize(
    ("named", "chosen", "is_served", "standing"),
    [
        ((), ("leading",), True, NAMES_NOBODY),
        (("specialized",), ("specialized",), True, NAMES_ONE),
        (("specialized", "sme"), ("specialized",), True, NAMES_ONE),
        (("sme",), ("specialized",), True, FOR_SMES),
        (("sme",), ("sme",), True, NAMES_ONE),
        (("sme",), ("leading",), False, None),
        (("sme",), ("leading", "specialized"), True, FOR_SMES),
        (("specialized",), ("sme",), False, None),
        (("specialized",), ("little-giant",), False, None),
        (("specialized",), (), True, None),
    ],
)
def test_whom_something_serves(tiers, named, chosen, is_served, standing):
    audience = audience_of(chosen, tiers)

    assert audience.is_served(keys(tiers, *named)) is is_served
    assert standing is None or audience.standing(keys(tiers, *named)) == standing


def test_tiers_served(tiers):
    sets = [keys(tiers), keys(tiers, "leading"), keys(tiers, "sme"), keys(tiers, "leading", "sme")]
    smes = {"specialized", "little-giant", "sme"}

    served = tiers_served(sets, tiers)

    assert [served[named] for named in sets] == [set(SLUGS), {"leading"}, smes, set(SLUGS)]


def test_measures_that_have_to_name_a_tier(tiers):
    audience = audience_of(["specialized"], tiers, by_name=True)
    row = factories.talent_grant(factories.measure(kind=Kind.TALENT), 5)

    assert [audience.is_served(keys(tiers, *named)) for named in ([], ["sme"], ["specialized"])] == [False, False, True]
    assert audience.rows([row]) == [row]
    assert tiers_served([keys(tiers, "sme")], tiers, by_name=True) == {keys(tiers, "sme"): {"sme"}}


def test_facet_cells_say_the_same_in_sql(tiers):
    category = factories.category()
    same = {"category": category, "kind": Kind.SERVICE, "delivery": Delivery.SELECTION}
    for named in subsets(tiers, 4):
        text = between_commas([tier.pk for tier in named])
        FacetCell.objects.create(audience=text, amount=AmountState.NOT_APPLICABLE, **same)
    cells = list(FacetCell.objects.all())
    assert len(cells) == 16

    for chosen, by_name in product(subsets(SLUGS, 2), (False, True)):
        audience = audience_of(chosen, tiers, by_name=by_name and bool(chosen))
        served = {cell for cell in cells if audience.is_served(keys_of(cell.audience))}
        rows = FacetCell.objects.filter(audience.is_served_by_cell("audience"))
        assert set(rows) == served, chosen
        for standings in ([NAMES_ONE], [FOR_SMES], [NAMES_NOBODY], [NAMES_ONE, NAMES_NOBODY]) if chosen else ():
            expected = {cell for cell in served if audience.standing(keys_of(cell.audience)) in standings}
            assert set(rows.filter(audience.has_standing(standings, "audience"))) == expected, (chosen, standings)


def test_rows_and_awards_say_the_same_in_sql(tiers):
    for number, named in enumerate(subsets([None, *tiers], 2), start=1):
        measure = factories.measure(kind=Kind.SUBSIDY)
        for place, tier in enumerate(named):
            ends = {"amount_max": None} if place else {}
            factories.subsidy_tier(measure, 10_000 * number + place, enterprise_tier=tier, **ends)
    everything = list(SubsidyTier.objects.all())

    for chosen in subsets(SLUGS, 2):
        audience = audience_of(chosen, tiers)
        assert set(SubsidyTier.objects.filter(audience.is_served_by_row())) == set(audience.rows(everything)), chosen
        for measure in Measure.objects.with_award(audience).with_award_for(audience):
            sums = [row.amount.attainable for row in audience.rows(measure.subsidy_tiers.all())]
            assert measure.award == max(sums, default=None), (chosen, measure)
            assert measure.award_for == max(sums, default=-1), (chosen, measure)


def test_rows_without_a_tier_count_for_everybody(tiers):
    grant = factories.talent_grant(factories.measure(kind=Kind.TALENT), 5)

    assert audience_of(["leading"], tiers).rows([grant]) == EVERYBODY.rows([grant]) == [grant]
