"""What the list page says beside its cards: limits, whom the measures name, marks and other finds of words."""

from incentives.listing.filterset import DEPTH, MeasureFilter
from incentives.listing.search.find import RANKED
from incentives.listing.search.highlight import pairs
from policies.models.sources import documents_and_indicators
from policies.search.query import LONGEST

NEAREST = "没有完全匹配，最接近的结果"


def notices(measures: MeasureFilter) -> list[str]:
    """Sentences for readers; only of a valid form."""
    said = [
        (measures.is_cut, f"关键词太长，只按前 {LONGEST} 个字搜索。"),
        (measures.only_newest, f"符合的超过 1 万项，这里只把最新的 {RANKED} 项按相关程度排列。加筛选条件可缩小范围。"),
        (
            not measures.only_newest and measures.total > DEPTH,
            "最多翻看前 1 万项。加筛选条件可缩小范围。",
        ),
    ]
    return [sentence for applies, sentence in said if applies] + audiences(measures)


def audiences(measures: MeasureFilter) -> list[str]:
    """With a tier chosen, how many of the measures name it: the others merely name nobody, or all SMEs."""
    if measures.counts_rows or not measures.chosen["tier"]:  # words and sums are not counted by standing
        return []
    named, for_smes, for_all = measures.stored.standings
    parts = [
        (named, f"{named} 项点名所选梯次"),
        (for_smes, f"{for_smes} 项面向中小微企业"),
        (for_all, f"{for_all} 项来源未限定梯次"),
    ]
    said = [sentence for number, sentence in parts if number]
    return [("其中 " if len(said) > 1 else "这 ") + "，".join(said) + "。"] if for_smes or for_all else []


def beside(measures: MeasureFilter) -> dict[str, object]:
    """`notices`; `words` to mark in titles; `documents` and `indicators` that hold the words too."""
    if measures.query is None:
        return {"notices": notices(measures)}
    documents, indicators = documents_and_indicators(measures.query)
    words = [wording for wordings in measures.query.wordings for wording in wordings]
    marks = words + pairs(words) if measures.found.is_nearest else words
    return {"notices": notices(measures), "words": marks, "documents": documents, "indicators": indicators}
