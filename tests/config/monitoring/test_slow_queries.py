import logging

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from config.monitoring.slow_queries import SLOW, slow_queries


def page(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 WHERE 1 = %s", [1])
        return HttpResponse(str(cursor.fetchone()))


@pytest.mark.django_db
def test_slow_query_is_logged_without_its_values(settings, caplog):
    settings.SLOW_QUERY_SECONDS, before = 0, SLOW._value.get()

    with caplog.at_level(logging.WARNING, "huiqi.slow"):
        slow_queries(page)(RequestFactory().get("/"))

    assert [record.getMessage() for record in caplog.records if record.name == "huiqi.slow"] == [
        "0.0 s: SELECT 1 WHERE 1 = %s"
    ]
    assert SLOW._value.get() == before + 1


@pytest.mark.django_db
def test_quick_query_is_not(settings, caplog):
    settings.SLOW_QUERY_SECONDS = 60

    slow_queries(page)(RequestFactory().get("/"))

    assert not caplog.records
