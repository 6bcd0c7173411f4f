"""The heading of a filtered list, as page, API, feed and files bear it."""

from incentives.addresses import chosen_labels
from incentives.filters import MeasureFilter
from incentives.notices import NEAREST
from incentives.sentence import heading


def heading_of(measures: MeasureFilter) -> str:
    """面向专精特新中小企业的财政扶持措施; only of a valid filter."""
    values = measures.form.cleaned_data
    labels = {facet: list(chosen.values()) for facet, chosen in chosen_labels(measures).items()}
    said = heading(labels, values["q"], values["min_amount"], closed=measures.includes_closed)
    return f"{said}（{NEAREST}）" if measures.shows_nearest else said
