"""The dates of measures as calendar events: start and end of applications and of validity. Pure."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from icalendar import Calendar, Event, Timezone

from incentives.opendata.shapes.measure import MeasureShape
from policies.text.xml import without_control

# The word for each date in the event's title. The name of the date is part of the event's UID.
DAYS = {"apply_from": "申报开始", "apply_until": "申报截止", "valid_from": "有效期起", "valid_until": "有效期止"}
ONE_DAY = datetime.timedelta(days=1)
ZONE = Timezone.from_tzid("Asia/Shanghai", first_date=datetime.date(2024, 1, 1))


def calendar(measures: Iterable[MeasureShape], about: Mapping[str, str], site: str) -> bytes:
    """An iCalendar (RFC 5545) of whole-day events; `about`: further properties; `site`: the host name used in UIDs."""
    ical = Calendar()
    ical.add("prodid", "-//huiqi//deadlines//ZH")
    ical.add("version", "2.0")
    for name, text in about.items():
        if text:
            ical.add(name, _plain(text))
    ical.add("refresh-interval", ONE_DAY, parameters={"VALUE": "DURATION"})
    ical.add_component(ZONE)  # a calendar needs at least one component, even without events
    for measure in measures:
        for event in events(measure, site):
            ical.add_component(event)
    return ical.to_ical()


def events(measure: MeasureShape, site: str) -> Iterator[Event]:
    for name, word in DAYS.items():
        day = getattr(measure, name)
        if day:
            yield _event(measure, name, f"{word}：{measure.title}", day, site)


def _event(measure: MeasureShape, name: str, title: str, day: datetime.date, site: str) -> Event:
    """One date. The UID is the same in every version of the measure; SEQUENCE grows with the version."""
    sources = "；".join(f"{source.title}{source.place}" for source in measure.sources)
    event = Event()
    event.add("uid", f"{measure.slug}-{name.replace('_', '-')}@{site}")
    event.add("dtstamp", measure.published_at.astimezone(datetime.UTC))
    event.add("last-modified", measure.published_at.astimezone(datetime.UTC))
    event.add("sequence", measure.version - 1)
    event.add("dtstart", day)
    event.add("dtend", day + ONE_DAY)
    event.add("summary", _plain(title))
    event.add("description", _plain(f"{measure.promise}\n出处：{sources}\n以主管部门最新文件为准。"))
    event.add("url", measure.url)
    event.add("transp", "TRANSPARENT")
    return event


def _plain(text: str) -> str:
    """`text` without control characters; the library escapes line feeds but not a carriage return alone."""
    return without_control(text.replace("\r", " "))
