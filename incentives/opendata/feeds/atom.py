"""A filtered list as an Atom feed (RFC 4287)."""

import datetime
from collections.abc import Iterable, Mapping

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from incentives.opendata.shapes.measure import MeasureShape
from policies.text.xml import without_control

BEFORE_ANY = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


class Updates(Atom1Feed):
    """An Atom feed whose `updated` is that of its newest entry, and stable without entries."""

    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items), default=BEFORE_ANY)


def atom(measures: Iterable[MeasureShape], about: Mapping[str, str], site: str) -> str:
    """The feed as text; `about` holds its title, link, feed_url and so on, `site` the host name used in its ids."""
    fields = {name: without_control(text) for name, text in about.items()}
    feed = Updates(description=None, language="zh-Hans", **fields)
    for measure in measures:
        feed.add_item(
            title=without_control(measure.title),
            link=measure.url,
            description=_summary(measure),
            unique_id=f"tag:{site},2024:measure/{measure.slug}",
            updateddate=measure.published_at,
            categories=[without_control(measure.category.name), measure.kind.label, measure.availability.label],
        )
    return feed.writeString("utf-8")


def _summary(measure: MeasureShape) -> str:
    """Promise, amount, source and change note of a measure, as HTML."""
    sources = "；".join(f"{source.title}{source.place}" for source in measure.sources)
    changed = measure.change_note or "首次收录"
    text = f"{measure.promise}。{measure.amount.words}。出处：{sources}。本次修改：{changed}"
    return escape(without_control(text))
