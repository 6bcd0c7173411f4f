import pytest
from django.db import models
from django.test.utils import isolate_apps

from incentives.enums import Kind
from incentives.models import Measure
from incentives.models.provision import Award, Provision
from incentives.opendata.records.measure import provision_record
from incentives.opendata.shapes import measure as shapes


@pytest.fixture
def other_kind(monkeypatch):
    """A kind that has no shape of its own; a service stands in for it."""
    monkeypatch.setitem(shapes.SHAPES, Kind.SERVICE, shapes.shape_of(Kind.SERVICE))
    return Kind.SERVICE


@isolate_apps("incentives")
def test_row_of_a_kind_without_a_shape_tells_what_all_rows_have(other_kind):
    class Ticket(Award):
        KIND = other_kind
        measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")

        class Meta(Award.Meta):
            app_label = "incentives"

    class Lesson(Provision):
        KIND = other_kind
        measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")

        class Meta(Provision.Meta):
            app_label = "incentives"

    ticket = provision_record(Ticket(label="票", amount_max=70_000), str)
    lesson = provision_record(Lesson(label="课"), str)

    assert (ticket.kind, ticket.label, ticket.amount.text) == ("service", "票", "最高 7 万元")
    assert (lesson.label, lesson.amount, lesson.not_stated) == ("课", None, ["form"])
