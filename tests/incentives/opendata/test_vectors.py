"""The match agrees with an evaluator that knows the published dataset and docs/rules.md alone."""

import json

import pytest

from incentives.models import Measure
from incentives.opendata.dataset import vectors
from tests.incentives.opendata.agreement import disagreements


@pytest.mark.django_db
@pytest.mark.usefixtures("content")
def test_evaluator_agrees_on_the_content():
    assert disagreements(10_000) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("content")
def test_vectors_hold_every_verdict_for_every_row():
    rows = [row for vector in json.loads("".join(vectors.vectors())) for row in vector["rows"]]
    offers = Measure.objects.published().offers()

    assert {row["verdict"] for row in rows} == {"qualifies", "possible", "unknown", "no"}
    assert {row["measure"] for row in rows} == set(offers.values_list("slug", flat=True))
