"""The heading of a list, made of its filters; feeds and files have the same title."""

from collections.abc import Mapping, Sequence

from incentives.listing.chips import chosen_labels
from incentives.listing.filterset import MeasureFilter
from incentives.listing.notices import NEAREST
from policies.text.wording import money, quoted


def heading_of(measures: MeasureFilter) -> str:
    """The heading of a valid filter: 面向专精特新中小企业的财政扶持类惠企事项."""
    values = measures.form.cleaned_data
    labels = {facet: list(chosen.values()) for facet, chosen in chosen_labels(measures).items()}
    text = heading(labels, values["q"], values["min_amount"], closed=measures.includes_closed)
    return f"{text}（{NEAREST}）" if measures.counts.shows_nearest else text


def heading(
    labels: Mapping[str, Sequence[str]], q: str = "", min_amount: int | None = None, *, closed: bool = False
) -> str:
    """面向专精特新中小企业的财政扶持类惠企事项: `labels` of the chosen options by facet, `min_amount` in 元.

    `closed`: the list includes closed measures.
    """
    phrases = {facet: "、".join(names) for facet, names in labels.items() if names}
    parts = [
        f"含{quoted(q)}的" if q else "",
        f"{phrases['region']}可享受的" if "region" in phrases else "",
        f"面向{phrases['tier']}的" if "tier" in phrases else "",
        f"{phrases['agency']}参与的" if "agency" in phrases else "",
        f"{_delivery(labels)}的" if "delivery" in phrases else "",
        f"{phrases['amount']}的" if "amount" in phrases else "",
        f"奖励达 {money(min_amount)}的" if min_amount else "",
        f"{phrases['category']}类" if "category" in phrases else "",
        phrases.get("kind", ""),
    ]
    return ("".join(parts) or "全部") + "惠企事项" + ("（含已截止）" if closed else "")


def _delivery(labels: Mapping[str, Sequence[str]]) -> str:
    return "、".join("办理方式未载明" if label == "来源未载明" else label for label in labels["delivery"])
