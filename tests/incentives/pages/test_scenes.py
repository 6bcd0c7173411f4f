"""`/scenes/<slug>/`, and how staff keep it."""

import pytest
from django.urls import reverse

from incentives.enums import Kind
from incentives.listing.filterset import MeasureFilter
from incentives.management.content_files import read_fixtures
from incentives.models import Scene, ScenePin
from tests import factories

pytestmark = pytest.mark.django_db
ADD = reverse("admin:incentives_scene_add")
INLINE = {"pins-TOTAL_FORMS": "1", "pins-INITIAL_FORMS": "0", "pins-0-slug": "", "pins-0-position": ""}


def scene(*pins, **values):
    row = Scene.objects.create(**{"title": "要盖棚", "slug": "sheds", "position": 1} | values)
    for position, slug in enumerate(pins, start=1):
        ScenePin.objects.create(scene=row, slug=slug, position=position)
    return row


def content(client, row):
    answer = client.get(row.get_absolute_url())
    assert answer.status_code == 200
    return answer.context["content"]


def titles(cards):
    return [card.measure.title for card in cards]


@pytest.fixture
def measures():
    tiers = factories.ladder()
    award = factories.measure(slug="award", title="棚奖", kind=Kind.SUBSIDY, tiers=[tiers["specialized"]])
    factories.subsidy_tier(award, 500_000, enterprise_tier=tiers["specialized"])
    factories.subsidy_tier(award, 70_000, enterprise_tier=tiers["leading"])
    factories.measure(slug="loan", title="棚贷", kind=Kind.LOAN)
    factories.measure(slug="advice", title="棚顾问")
    factories.draft(slug="draft", title="棚草稿")


def test_pinned_measures_stand_first_and_only_once(client, measures):
    shown = content(client, scene("advice", "award", "gone", "draft", words="棚", filters="tier=specialized"))

    assert titles(shown.pinned) == ["棚顾问", "棚奖"]
    assert titles(shown.listed) == ["棚贷"]
    assert [card.headline.text for card in shown.pinned][1] == "50 万元"
    assert (shown.query, shown.total, shown.shows_all) == ("?tier=specialized&q=%E6%A3%9A", 3, True)


def test_scene_without_a_list_shows_its_pins_alone(client, measures):
    shown = content(client, scene("loan"))

    assert (titles(shown.pinned), titles(shown.listed), shown.query) == (["棚贷"], [], "")


def test_filters_that_fit_no_more_leave_the_pins(client, measures):
    shown = content(client, scene("loan", filters="tier=no-such-tier"))

    assert (titles(shown.pinned), shown.listed, shown.query) == (["棚贷"], [], "")


def test_empty_scene_says_so_and_home_links_to_it(client):
    row = scene()

    assert "现在没有惠企事项" in client.get(row.get_absolute_url()).content.decode()
    assert f'href="{row.get_absolute_url()}"' in client.get("/").content.decode()
    assert client.get(reverse("incentives:scene", args=["none"])).status_code == 404


def test_long_list_leads_on(client, measures):
    factories.publish([factories.draft(title=f"棚{n}") for n in range(25)])

    html = client.get(scene("loan", words="棚").get_absolute_url()).content.decode()

    assert "看全部 28 项" in html


def test_scene_costs_few_queries(client, measures, django_assert_max_num_queries):
    row = scene("advice", "award", words="棚", filters="tier=specialized")

    with django_assert_max_num_queries(18):
        client.get(row.get_absolute_url())


def test_api_lists_scenes(client, measures):
    scene("loan", words="棚", filters="kind=loan", summary="盖棚的支持")

    (item,) = client.get("/api/v1/scenes").json()["items"]

    assert item == {
        "slug": "sheds",
        "name": "要盖棚",
        "summary": "盖棚的支持",
        "query": "kind=loan&q=%E6%A3%9A",
        "pinned": ["loan"],
        "url": "http://testserver/scenes/sheds/",
    }
    assert client.get(f"/api/v1/measures?{item['query']}").json()["total"] == 1


def posted(**values):
    return {"title": "要盖棚", "slug": "sheds", "summary": "", "words": "", "filters": "", "position": "1"} | values


def test_pasted_address_becomes_the_filters(client, admin_client, measures):
    address = "http://testserver/measures/?q=x&tier=specialized&named=1&page=2&sort=title"

    answer = admin_client.post(ADD, posted(filters=address) | INLINE | {"pins-0-slug": "loan", "pins-0-position": "1"})

    assert answer.status_code == 302
    row = Scene.objects.get()
    assert row.filters == "tier=specialized&named=1"
    assert titles(content(client, row).pinned) == ["棚贷"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"filters": "tier=nowhere"}, "没有“nowhere”这一项"),
        ({"filters": "colour=red"}, "列表没有这个筛选条件：colour"),
        ({"pins-0-slug": "draft", "pins-0-position": "1"}, "没有网址标识为“draft”的已发布惠企事项"),
    ],
)
def test_wrong_filters_and_pins_are_refused(admin_client, measures, values, said):
    answer = admin_client.post(ADD, posted() | INLINE | values)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Scene.objects.exists()


def test_changed_scene_is_shown_at_once(client, admin_client, measures):
    row = scene("loan")
    content(client, row)

    change = reverse("admin:incentives_scene_change", args=[row.pk])
    pin = row.pins.get()
    rows = {"pins-TOTAL_FORMS": "1", "pins-INITIAL_FORMS": "1", "pins-0-id": pin.pk, "pins-0-scene": row.pk}
    admin_client.post(change, posted(title="要搭棚") | rows | {"pins-0-slug": "award", "pins-0-position": "1"})

    assert titles(content(client, row).pinned) == ["棚奖"]
    assert "要搭棚" in client.get("/").content.decode()


def test_scenes_that_come_with_the_site_name_what_is_there():
    objects = list(read_fixtures())
    published = {entry.measure for entry in objects if entry.model == "incentives.measure"}
    pins = [entry.content["fields"]["slug"] for entry in objects if entry.model == "incentives.scenepin"]
    scenes = [Scene(**entry.content["fields"]) for entry in objects if entry.model == "incentives.scene"]

    assert len(scenes) >= 5
    assert set(pins) <= published
    assert all(set(row.query) <= set(MeasureFilter.base_filters) for row in scenes)
