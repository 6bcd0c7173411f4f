"""Rules for every page: ended measures award nothing, and unpublished rows are never shown."""

import pytest

from incentives.enums import Delivery, Form, Kind, MeasureStatus
from tests import factories
from tests.incentives.listing.test_views import LIST, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiers():
    return factories.ladder()


def test_measure_that_is_over_says_so_and_awards_nothing_on_home_and_ladder(client, tiers):
    over = factories.measure(
        kind=Kind.SUBSIDY, delivery=Delivery.RECOGNITION, tiers=[tiers["specialized"]], apply_until="2020-01-31"
    )
    factories.subsidy_tier(over, 770_000, enterprise_tier=tiers["specialized"], form=Form.AWARD)
    beside = factories.measure(title="还开着的", category=over.category)

    home = client.get("/")
    assert [open.total for _, open in home.context["categories"]] == [1]
    assert "77 万元" not in home.content.decode() + client.get("/ladder/").content.decode()
    for address in (over.get_absolute_url(), over.get_absolute_url() + "sheet/"):
        assert "申报已于2020年1月31日截止" in client.get(address).content.decode()
    assert '<li class="tag tag--outline">已截止</li>' in page(client, "include_closed=1").content.decode()
    compared = client.get("/compare/", {"m": [over.slug, beside.slug]}).content.decode()
    assert "2020年1月31日止，已过" in compared
    assert over.title not in client.get(beside.get_absolute_url()).content.decode()


@pytest.mark.parametrize("status", [MeasureStatus.DRAFT, MeasureStatus.REVIEW, MeasureStatus.ARCHIVED])
def test_unpublished_measures_are_seen_nowhere(client, status):
    hidden = factories.measure(title="尚未公开的事项", status=status)
    source = hidden.clauses.get()
    addresses = [
        "/",
        LIST,
        f"{LIST}?q=尚未公开",
        "/documents/",
        source.document.get_absolute_url(),
        source.get_absolute_url(),
        "/indicators/",
        "/ladder/",
    ]

    assert client.get(hidden.get_absolute_url()).status_code == 404
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "尚未公开的事项" not in answer.content.decode().replace("“尚未公开”", "")
