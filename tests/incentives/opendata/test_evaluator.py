"""The match agrees with the evaluator on rules that the content does not use."""

import pytest

from incentives.enums import Kind
from tests import factories
from tests.incentives.opendata.agreement import disagreements


@pytest.mark.django_db
def test_evaluator_agrees_on_rules_that_the_content_does_not_use():
    tiers = factories.ladder()
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure, enterprise_tier=tiers["sme"], first_time=True)
    on_ladder = factories.subsidy_tier(measure, enterprise_tier=tiers["specialized"])
    factories.line(on_ladder, 20_000_000, operator="gte", fact="output", first_time=True)
    factories.subsidy_tier(measure, over=30_000_000)
    factories.condition(measure, fact="founded_on", operator="gte", value="2020-01-01")
    factories.condition(measure, row=1, fact="employees", operator="lt", value="50")
    factories.condition(measure, row=3, fact="honour", operator="in", value="specialized,little-giant")
    people = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(people, max_age=35, doctorate=True)
    factories.condition(people, fact="benchmark", operator="in", value="national,provincial", first_time=True)
    factories.condition(people, fact="growth", operator="eq", value="8")

    assert disagreements(2_000) == []
