"""What the list page says beside its cards: limits, whom the measures name, marks and other finds of words."""

from incentives.listing.filterset import DEPTH, MeasureFilter
from incentives.listing.search.find import RANKED
from incentives.listing.search.highlight import bigrams_of
from policies.models.sources import documents_and_indicators
from policies.search.query import LONGEST

NEAREST = "没有完全匹配，最接近的结果"


def notices(measures: MeasureFilter) -> list[str]:
    """Sentences for readers; only of a valid form."""
    sentences = [
        (measures.is_cut, f"关键词太长，只按前 {LONGEST} 个字搜索。"),
        (measures.only_newest, f"符合的超过 1 万项，这里只把最新的 {RANKED} 项按相关程度排列。加筛选条件可缩小范围。"),
        (
            not measures.only_newest and measures.total > DEPTH,
            "最多翻看前 1 万项。加筛选条件可缩小范围。",
        ),
    ]
    return [sentence for applies, sentence in sentences if applies] + tier_notices(measures)


def tier_notices(measures: MeasureFilter) -> list[str]:
    """With a tier chosen, how many of the measures name it: the others merely name nobody, or all SMEs."""
    if measures.counts_rows or not measures.chosen["tier"]:  # words and sums are not counted by standing
        return []
    named, for_smes, for_all = measures.stored_counts.standings
    counts = [
        (named, f"{named} 项点名所选梯次"),
        (for_smes, f"{for_smes} 项面向中小微企业"),
        (for_all, f"{for_all} 项来源未限定梯次"),
    ]
    parts = [part for number, part in counts if number]
    return [("其中 " if len(parts) > 1 else "这 ") + "，".join(parts) + "。"] if for_smes or for_all else []


def list_context(measures: MeasureFilter) -> dict[str, object]:
    """`notices`; `words` to mark in titles; `documents` and `indicators` that hold the words too."""
    if measures.query is None:
        return {"notices": notices(measures)}
    documents, indicators = documents_and_indicators(measures.query)
    words = [wording for wordings in measures.query.wordings for wording in wordings]
    words += bigrams_of(words) if measures.search_result.is_nearest else []
    return {"notices": notices(measures), "words": words, "documents": documents, "indicators": indicators}
