"""The API called by its own description, with values right and wrong: no 5xx, and answers are what it says."""

from copy import deepcopy

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from incentives.api.catalogue import description
from tests.incentives.made_catalogue import made
from tests.incentives.outside import connection_kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
schema = schemathesis.openapi.from_dict(deepcopy(description()))
schema.app = application


@pytest.fixture
def catalogue():
    made()
    with connection_kept():
        yield


@schema.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case):
    # Which categories, tiers and agencies there are is content and stands in no description: an invented
    # one is refused.
    excluded = [positive_data_acceptance] if case.operation.path.endswith("/measures") else []
    case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=excluded)
