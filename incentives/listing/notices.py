"""Notices of the list page: limits, the tiers that the measures name, and what else the search words find."""

from typing import NamedTuple

from incentives.listing.filterset import MeasureFilter
from incentives.listing.list_counts import DEPTH
from incentives.listing.search.find import RANKED
from incentives.listing.search.highlight import Highlighter, bigrams_of
from policies.models.sources import documents_and_indicators
from policies.search.query import LONGEST

NEAREST, UNRELATED = "最相关的", "没有写到这件事的惠企事项，只有相近的"


def notices(measures: MeasureFilter) -> list[str]:
    """Sentences for readers. Call it on a valid form only."""
    sentences = [
        (measures.is_cut, f"关键词太长，只按前 {LONGEST} 个字搜索。"),
        (
            measures.counts.only_newest,
            f"符合的超过 1 万项，这里只把最新的 {RANKED} 项按相关程度排列。加筛选条件可缩小范围。",
        ),
        (
            not measures.counts.only_newest and measures.counts.total > DEPTH,
            "最多翻看前 1 万项。加筛选条件可缩小范围。",
        ),
    ]
    return [sentence for applies, sentence in sentences if applies] + tier_notices(measures)


def tier_notices(measures: MeasureFilter) -> list[str]:
    """If a tier is chosen: how many measures name it, how many are for all SMEs, and how many name no tier."""
    if measures.counts.cells.standings is None:  # with words or a sum, standings are not counted
        return []
    named, for_smes, for_all = measures.counts.cells.standings
    counts = [
        (named, f"{named} 项点名所选梯次"),
        (for_smes, f"{for_smes} 项面向中小微企业"),
        (for_all, f"{for_all} 项来源未限定梯次"),
    ]
    parts = [part for number, part in counts if number]
    return [("其中 " if len(parts) > 1 else "这 ") + "，".join(parts) + "。"] if for_smes or for_all else []


def searched_words(measures: MeasureFilter) -> list[str]:
    """The words to mark in the results. Call it on a valid form only."""
    if measures.query is None:
        return []
    words = [wording for wordings in measures.query.wordings for wording in wordings]
    return words + bigrams_of(words) if measures.search_result.is_nearest else words


class FoundDocument(NamedTuple):
    """A document that holds the words: its address, and its title and number with the words marked."""

    url: str
    title: str
    marked_title: str
    marked_number: str


class FoundIndicator(NamedTuple):
    """An indicator that holds the words: its address, its name plain and with the words marked, and its value."""

    url: str
    name: str
    marked_name: str
    quantity: str


def other_finds(measures: MeasureFilter, marks: Highlighter) -> dict[str, list]:
    """Template context: the `documents` and `indicators` that hold the words; empty without words."""
    if measures.query is None:
        return {}
    documents, indicators = documents_and_indicators(measures.query)
    links = [(row.get_absolute_url(), row.title, row.doc_number) for row in documents]
    values = [(row.get_absolute_url(), row.name, row.quantity) for row in indicators]
    return {
        "documents": [FoundDocument(url, title, marks.html(title), marks.html(number)) for url, title, number in links],
        "indicators": [FoundIndicator(url, name, marks.html(name), quantity) for url, name, quantity in values],
    }
