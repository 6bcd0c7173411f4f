import re

import pytest
from django.test import RequestFactory

from config.monitoring import metrics
from tests.config.server import site


def count(text: str, page: str) -> float:
    """How many answers with status 200 the figures tell of `page`."""
    found = re.search(rf'^huiqi_request_seconds_count{{page="{page}",status="200"}} (\S+)$', text, re.M)
    return float(found[1]) if found else 0


@pytest.mark.django_db
def test_metrics_tell_pages_by_name_and_status(client):
    before = client.get("/metrics").content.decode()
    client.get("/accessibility/")
    client.get("/admin/login/")
    client.get("/wp-login.php")

    after = client.get("/metrics").content.decode()

    assert count(after, "accessibility") == count(before, "accessibility") + 1
    assert count(after, "admin") == count(before, "admin") + 1
    assert 'page="none",status="404"' in after
    assert 'huiqi_ready{check="database"} 1.0' in after
    assert 'huiqi_ready{check="caches"} 0.0' in after  # those of the tests keep nothing
    assert "wp-login" not in after


def test_page_of_a_request_that_no_view_saw():
    assert metrics._page(RequestFactory().get("/")) == "none"


def test_figures_are_those_of_all_workers_and_outlive_a_worker():
    with site(workers=2) as server:
        for _ in range(40):
            assert server.get("/accessibility/").status == 200

        server.renew_workers()
        server.get("/accessibility/")

        assert count(server.get("/metrics").text, "accessibility") == 41
