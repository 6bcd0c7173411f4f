"""Charts of measures and indicators, for templates."""

from collections.abc import Iterable, Sequence

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString

from config.qr import qr_svg
from incentives.enums import LICENCE_REFORM_MODES
from incentives.models import Measure
from incentives.models.provision import Award
from incentives.pages.charts import Bar, Share, Span, bars, shares
from policies.models import Clause, Indicator

register = template.Library()
PERSONS = {"名", "人"}
MOST_AT_M = 2_331  # bytes that a QR code holds at level M


@register.simple_tag
def award_bars(measure: Measure) -> list[Bar]:
    """Bars of the sums (元) of a measure's rows; a range starts at its low end, a cap at 0."""
    if not measure.gives_awards:
        return []
    rows = [row for row in measure.provisions if row.amount.attainable is not None]
    return bars([_span(row.label, row) for row in rows])


def _span(label: str, row: Award) -> Span:
    amount = row.amount
    low = amount.low if amount.low is not None and amount.low != amount.attainable else 0
    return Span(label, amount.sum_text, amount.attainable, low, row.is_superseded)


def _of_indicator(label: str, figure: Indicator) -> Span:
    return Span(label, figure.quantity, float(figure.value), is_superseded=figure.clause.is_superseded)


@register.simple_tag
def licence_shares(measure: Measure) -> list[Share]:
    """The four ways of 证照分离 as parts of their sum; empty unless the measure states a count for all four."""
    counts = {row.mode: row.item_count for row in measure.provisions if row.mode in LICENCE_REFORM_MODES}
    if len(counts) < len(LICENCE_REFORM_MODES) or not all(counts.values()):
        return []
    return shares([(mode.label, counts[mode]) for mode in LICENCE_REFORM_MODES])


@register.filter
def share_of(parts: Iterable[Share], label: str) -> Share | None:
    """The part with the label `label`; None without one."""
    return next((share for share in parts if share.label == label), None)


@register.simple_tag
def indicator_bars(indicators: Sequence[Indicator]) -> list[tuple[str, list[Bar]]]:
    """Bars of the indicators that share a sentence and a unit, one group for each two or more.

    Only figures of one sentence are compared, since only those are compared by the source.
    """
    groups: dict[tuple[Clause, str], list[Span]] = {}
    for figure in indicators:
        if figure.value:
            group = (figure.clause, "名" if figure.unit in PERSONS else figure.unit)
            groups.setdefault(group, []).append(_of_indicator(figure.name, figure))
    return [(clause.locator, group_bars) for (clause, _), spans in groups.items() if (group_bars := bars(spans))]


@register.simple_tag
def qr_code(request: HttpRequest, path: str) -> SafeString:
    """A QR code, as SVG, of the absolute address of `path`; for printed pages.

    A selection of 30 long names needs the lowest level of correction, which holds 2,953 bytes.
    """
    address = request.build_absolute_uri(path)
    return qr_svg(address, error="m" if len(address) <= MOST_AT_M else "l", unit="px", scale=3, title="本页二维码")
