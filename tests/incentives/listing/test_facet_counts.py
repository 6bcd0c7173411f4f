"""Facet counts against brute force: over random cells, and over random catalogues in the database."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incentives.enums import Availability, Delivery, Kind
from incentives.listing.facet_counts import FACETS, FacetValues, count_options
from incentives.listing.filterset import MeasureFilter
from tests import factories

OPTIONS = st.frozensets(st.sampled_from("abc"), max_size=2)
CELLS = st.lists(st.tuples(st.builds(FacetValues, *[OPTIONS] * len(FACETS)), st.integers(1, 5)), max_size=8)
CHOSEN = st.fixed_dictionaries(dict.fromkeys(FACETS, OPTIONS))


@given(CELLS, CHOSEN)
def test_count_options_equals_brute_force(cells, chosen):
    def passes(cell, but=None):
        return all(f == but or not chosen[f] or chosen[f] & getattr(cell, f) for f in FACETS)

    counts = count_options(cells, chosen)

    assert counts.total == sum(n for cell, n in cells if passes(cell))
    for facet in FACETS:
        for option in "abc":
            expected = sum(n for cell, n in cells if passes(cell, but=facet) and option in getattr(cell, facet))
            assert counts.by_facet[facet][option] == expected


TIERS = ("specialized", "little-giant", "leading", "sme")
ROW = st.fixed_dictionaries(
    {
        "category": st.sampled_from(["fiscal", "talent"]),
        "kind": st.sampled_from([Kind.SUBSIDY, Kind.TALENT, Kind.SERVICE, Kind.LOAN]),
        "delivery": st.sampled_from([Delivery.AUTOMATIC, Delivery.SELECTION]),
        "availability": st.sampled_from([Availability.OFFER, Availability.REFORM]),
        "tiers": st.lists(st.sampled_from(TIERS), max_size=2, unique=True),
        "agencies": st.lists(st.sampled_from([0, 1]), max_size=2, unique=True),
        "yuan": st.lists(st.one_of(st.none(), st.sampled_from([50_000, 500_000])), max_size=2),
    }
)
QUERY = st.fixed_dictionaries(
    {
        "category": st.lists(st.sampled_from(["fiscal", "talent"]), max_size=1),
        "tier": st.lists(st.sampled_from(TIERS), max_size=2, unique=True),
        "kind": st.lists(st.sampled_from([Kind.SUBSIDY.value, Kind.SERVICE.value]), max_size=1),
        "amount": st.lists(st.sampled_from(["stated", "not_stated"]), max_size=1),
        "availability": st.lists(st.sampled_from(["offer", "reform"]), max_size=1),
        "named": st.lists(st.sampled_from(["1"]), max_size=1),
        "min_amount": st.lists(st.sampled_from(["100000"]), max_size=1),
        "q": st.lists(st.sampled_from(["事", "一档", "%"]), max_size=1),
    }
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROW, max_size=6), QUERY)
def test_counts_equal_the_lists_they_promise(request, rows, query):
    """Each option's count is the number of rows the list shows when that option alone is chosen in its facet."""
    savepoint = request.getfixturevalue("transaction_point")
    with savepoint():
        make_catalogue(rows)
        chosen = MeasureFilter(data=as_query(query))
        assert chosen.is_valid()
        assert chosen.counts.total == chosen.qs.count() == len(set(chosen.qs))

        for facet in FACETS:
            for option, count in chosen.counts.exact.by_facet[facet].items():
                alone = MeasureFilter(data=as_query({**query, facet: [option]}))
                assert alone.qs.count() == count, (facet, option)


def make_catalogue(rows):
    tiers = factories.ladder()
    agencies = [factories.agency(), factories.agency()]
    for slug in ("fiscal", "talent"):
        factories.category(slug)
    for row in rows:
        measure = factories.measure(
            category=factories.category(row["category"]),
            kind=row["kind"],
            delivery=row["delivery"],
            availability=row["availability"],
            tiers=[tiers[slug] for slug in row["tiers"]],
            agencies=[agencies[n] for n in row["agencies"]],
        )
        for n, yuan in enumerate(row["yuan"]):
            if row["kind"] == Kind.SUBSIDY:
                named = [tiers[slug] for slug in row["tiers"]]
                factories.subsidy_tier(measure, yuan, enterprise_tier=named[n % len(named)] if named else None)
            elif row["kind"] == Kind.TALENT:
                factories.talent_grant(measure, yuan)
            elif row["kind"] == Kind.LOAN:
                factories.loan_product(measure, credit_limit=yuan)


def as_query(values):
    query = QueryDict(mutable=True)
    for name, options in values.items():
        query.setlist(name, options)
    return query
