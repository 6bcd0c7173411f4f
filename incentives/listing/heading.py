"""The heading of a list, made of its filters; feeds and files have the same title."""

from collections.abc import Mapping, Sequence

from incentives.enums import Availability
from incentives.listing.chips import chosen_labels
from incentives.listing.filterset import MeasureFilter
from incentives.listing.notices import NEAREST
from policies.text.wording import money, quoted


def heading_of(measures: MeasureFilter) -> str:
    """The heading of a valid filter: 面向专精特新中小企业的财政扶持类惠企事项."""
    values = measures.form.cleaned_data
    labels = {facet: list(chosen.values()) for facet, chosen in chosen_labels(measures).items()}
    switches = {"closed": measures.includes_closed, "by_name": bool(values["named"])}
    found = measures.search_result
    words = found.query.text if found and not found.is_nearest else values["q"]
    text = heading(labels, words, values["min_amount"], **switches)
    return f"{text}（{NEAREST} {measures.counts.total} 项）" if measures.counts.shows_nearest else text


def offers_and_others(measures: MeasureFilter) -> str:
    """15 项可享受，26 项了解即可: of a valid filter; empty if the offers were not counted."""
    counts = measures.counts
    return "" if counts.offers is None else f"{counts.offers} 项可享受，{counts.total - counts.offers} 项了解即可"


def heading(
    labels: Mapping[str, Sequence[str]],
    q: str = "",
    min_amount: int | None = None,
    *,
    closed: bool = False,
    by_name: bool = False,
) -> str:
    """面向专精特新中小企业的财政扶持类惠企事项: `labels` of the chosen options by facet, `min_amount` in 元.

    `closed`: the list includes closed measures. `by_name`: it has only measures that name a chosen tier.
    """
    phrases = {facet: "、".join(names) for facet, names in labels.items() if names}
    parts = [
        f"含{quoted(q)}的" if q else "",
        f"{phrases['region']}可享受的" if "region" in phrases else "",
        f"{'点名' if by_name else '面向'}{phrases['tier']}的" if "tier" in phrases else "",
        f"{_availability(labels)}的" if "availability" in phrases else "",
        f"{phrases['agency']}参与的" if "agency" in phrases else "",
        f"{_delivery(labels)}的" if "delivery" in phrases else "",
        f"{phrases['amount']}的" if "amount" in phrases else "",
        f"奖励达 {money(min_amount)}的" if min_amount else "",
        f"{phrases['category']}类" if "category" in phrases else "",
        phrases.get("kind", ""),
    ]
    return ("".join(parts) or "全部") + "惠企事项" + ("（含已截止）" if closed else "")


def _availability(labels: Mapping[str, Sequence[str]]) -> str:
    names = labels["availability"]
    return names[0] if list(names) == [Availability.OFFER.label] else "属于" + "、".join(names)


def _delivery(labels: Mapping[str, Sequence[str]]) -> str:
    return "、".join("办理方式未载明" if label == "来源未载明" else label for label in labels["delivery"])
