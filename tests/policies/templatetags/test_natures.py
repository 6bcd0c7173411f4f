import pytest

from policies.templatetags.natures import indicators_of
from tests import factories


@pytest.mark.django_db
def test_indicators_of_parts_results_from_targets():
    result = factories.indicator(nature="outcome")
    target = factories.indicator(nature="target")

    assert indicators_of([result, target], "target") == [target]
