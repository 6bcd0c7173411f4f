import datetime
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
from django.utils import timezone

from incentives.models import Measure
from incentives.opendata.feeds.atom import BEFORE_ANY
from policies.caching import content_version
from policies.models import Document
from tests import factories
from tests.incentives.made_catalogue import OPEN_TITLES, SECRET, made

pytestmark = pytest.mark.django_db
FEED = "/feeds/measures.atom"
CALENDAR = "/feeds/deadlines.ics"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def catalogue():
    return made()


def get(client, path, status=200, **headers):
    answer = client.get(path, headers=headers)
    assert answer.status_code == status
    return answer


def events(answer):
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def test_feed_tells_the_newest_first_under_the_title_of_the_list(client, catalogue):
    answer = get(client, f"{FEED}?kind=subsidy")

    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert read.feed.title == "奖补惠企事项 - 郑州市惠企政策知识库"
    assert [entry.title for entry in read.entries] == ["展期补贴", "升级奖励"]
    assert read.entries[1].link == "http://testserver/measures/upgrade/"
    assert read.entries[1].id == "tag:testserver,2024:measure/upgrade"
    assert "50 万—200 万元" in read.entries[1].summary
    assert "出处：绿谷市答复第一部分第1句" in read.entries[1].summary
    assert read.feed.updated == read.entries[0].updated


def test_feed_is_as_rfc_4287_wants_it(client, catalogue):
    answer = get(client, f"{FEED}?q=奖励&tier=specialized")

    root = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert root.tag == f"{ATOM}feed"
    for holder in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert [bool(found.text) for found in holder.findall(f"{ATOM}{name}")] == [True], name
        moment = datetime.datetime.fromisoformat(holder.find(f"{ATOM}updated").text)
        assert moment.tzinfo is not None
        relations = [link.get("rel") for link in holder.findall(f"{ATOM}link")]
        assert relations.count("alternate") == 1
    assert root.find(f"{ATOM}author/{ATOM}name").text == "郑州市惠企政策知识库"
    self_link = next(link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert self_link.get("href").startswith("http://testserver/feeds/measures.atom?q=")
    ids = [entry.find(f"{ATOM}id").text for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) > 0


def test_feed_of_one_list_has_one_id(client, catalogue, settings):
    settings.SITE = {**settings.SITE, "domain": "huiqi.example.cn"}
    queries = (
        "kind=subsidy&tier=sme",
        "utm_source=x&tier=sme&q=&kind=subsidy&page=1",
        "tier=sme&kind=subsidy&sort=title",
    )
    feeds = [feedparser.parse(get(client, f"{FEED}?{query}").content).feed for query in queries]

    assert {feed.id for feed in feeds} == {"tag:huiqi.example.cn,2024:measures/?tier=sme&kind=subsidy"}
    assert {feed.link for feed in feeds} == {"https://huiqi.example.cn/measures/?tier=sme&kind=subsidy"}


def test_feed_without_entries_has_a_date_too(client):
    read = feedparser.parse(get(client, FEED).content)

    assert read.entries == []
    assert read.feed.updated_parsed[:3] == BEFORE_ANY.timetuple()[:3]


def test_feed_holds_the_newest_fifty(client):
    for n in range(52):
        factories.measure(title=f"事项{n}")

    assert len(feedparser.parse(get(client, FEED).content).entries) == 50


def test_markup_in_a_text_stays_text(client):
    factories.measure(promise="<b>&得到</b>")

    assert "&lt;b&gt;" in feedparser.parse(get(client, FEED).content).entries[0].summary


def test_what_a_newer_edition_changed_is_marked(client, catalogue):
    Document.objects.filter(slug="reply").update(edition=2)

    (entry,) = feedparser.parse(get(client, f"{FEED}?q=升级").content).entries
    event = events(get(client, CALENDAR))[0]

    assert "50 万—200 万元，原文已改，待核对。" in entry.summary
    assert "第一部分第1句，原文已改，待核对" in entry.summary
    assert "第一部分第5句，原文已改，待核对" in event["description"]


def test_calendar_has_the_days_of_the_list(client, catalogue):
    answer = get(client, CALENDAR)

    found = {str(event["uid"]): event for event in events(answer)}
    today = timezone.localdate()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert {uid: event["dtstart"].dt - today for uid, event in found.items()} == {
        "dated-apply-from@testserver": datetime.timedelta(0),
        "dated-apply-until@testserver": datetime.timedelta(30),
        "dated-valid-until@testserver": datetime.timedelta(60),
    }
    until = found["dated-apply-until@testserver"]
    assert str(until["summary"]) == "申报截止：展期补贴"
    assert until["dtend"].dt - until["dtstart"].dt == datetime.timedelta(1)
    assert "绿谷市答复第一部分第5句" in until["description"]
    assert str(until["url"]) == "http://testserver/measures/dated/"


def test_calendar_without_days_is_one_too(client):
    read = icalendar.Calendar.from_ical(get(client, CALENDAR).content)

    assert [part.name for part in read.subcomponents] == ["VTIMEZONE"]
    assert (read["version"], bool(read["prodid"])) == ("2.0", True)


def test_event_keeps_its_uid_when_a_new_version_moves_it(client, catalogue, settings):
    settings.SITE = {**settings.SITE, "domain": "huiqi.example.cn"}
    Measure._base_manager.filter(slug="dated").update(version=3, apply_until=timezone.localdate())
    content_version.raise_version()

    moved = next(event for event in events(get(client, CALENDAR)) if "apply-until" in event["uid"])

    assert str(moved["uid"]) == "dated-apply-until@huiqi.example.cn"
    assert moved["sequence"] == 2


def test_lines_of_a_calendar_are_folded(client, catalogue):
    assert max(len(line) for line in get(client, CALENDAR).content.split(b"\r\n")) <= 75


def test_list_links_to_its_feed_and_only_with_days_to_its_calendar(client, catalogue):
    with_days = client.get("/measures/?kind=subsidy&page=1").content.decode()
    without = client.get("/measures/?kind=loan").content.decode()

    assert with_days.count('href="/feeds/measures.atom?kind=subsidy"') == 1
    assert "/feeds/deadlines.ics?kind=subsidy" in with_days
    assert "atom?kind=loan" in without
    assert "deadlines.ics" not in without


@pytest.mark.parametrize("path", [FEED, CALENDAR])
def test_wrong_parameter_is_a_problem(client, catalogue, path):
    assert get(client, f"{path}?tier=giant", status=400).json()["errors"][0]["parameter"] == "tier"


@pytest.mark.parametrize("path", [FEED, CALENDAR])
def test_who_holds_the_present_answer_gets_304(client, catalogue, path):
    first = get(client, path)

    get(client, path, status=304, if_none_match=first["ETag"])


@pytest.mark.parametrize("path", [FEED, CALENDAR])
def test_nothing_hidden_is_told(client, catalogue, path):
    assert SECRET not in get(client, f"{path}?include_closed=1").content.decode()


def test_feed_tells_what_the_list_tells(client, catalogue):
    assert {entry.title for entry in feedparser.parse(get(client, FEED).content).entries} == OPEN_TITLES


def test_signs_that_no_feed_may_hold_are_dropped(client):
    day = timezone.localdate()
    odd = {"promise": "丙\x01丁\rEND:VEVENT", "change_note": "\x1f", "apply_until": day}
    factories.measure(title="甲\x0b乙\ufffe", category=factories.category("odd", name="奇\x0b特"), **odd)

    (entry,) = ElementTree.fromstring(get(client, FEED).content).iter(f"{ATOM}entry")
    (event,) = events(answer := get(client, CALENDAR))

    assert entry.findtext(f"{ATOM}title") == "甲乙"
    assert get(client, f"{FEED}?category=odd").content.count("奇特".encode()) == 2
    assert event["summary"] == "申报截止：甲乙"
    assert event["description"].startswith("丙丁 END:VEVENT\n")
    assert b"\r" not in answer.content.replace(b"\r\n", b"")
