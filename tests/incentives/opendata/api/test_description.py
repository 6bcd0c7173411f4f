"""The API called by its own description, with values right and wrong: no 5xx, and answers are what it says."""

from copy import deepcopy
from typing import get_args

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from incentives.opendata.api.api import description
from incentives.opendata.shapes.base import Shape
from tests.incentives.made_catalogue import made
from tests.incentives.opendata.outside import connection_kept

pytest_plugins = ["schemathesis.pytest.plugin"]  # not loaded by itself: see addopts in pyproject.toml
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
everything = schemathesis.openapi.from_dict(deepcopy(description()))
everything.app = application
schema = everything.exclude(operation_id="match")
questions = everything.include(operation_id="match")


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


@questions.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_questions_are_answered_as_described(case):
    # Which values a fact takes is content: an invented one is refused.
    case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=[positive_data_acceptance])


def test_every_null_says_what_it_means():
    """A member that may be null is listed in `not_stated` then, or its description says what null means."""
    shapes = [*every_subclass(Shape)]
    silent = {
        (shape.__name__, name)
        for shape in shapes
        for name, member in shape.model_fields.items()
        if type(None) in get_args(member.annotation)
        and name not in getattr(shape, "STATED", ())
        and "null" not in (member.description or "")
    }

    assert {"MeasureShape", "LoanProductShape", "Tier"} <= {shape.__name__ for shape in shapes}
    assert silent == set()


def every_subclass(shape):
    return {shape} | {below for child in shape.__subclasses__() for below in every_subclass(child)}
