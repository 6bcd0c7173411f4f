"""The boxes of a facet in one tag: a page has over a hundred; eight nodes for each were most of its template time."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from incentives.listing.chips import FacetOption

register = template.Library()
CHECKBOX = """
<label class="check {none}">
  <input type="checkbox" id="{name}-{value}" name="{name}" value="{value}" {checked}>
  <span>{label}</span>
  <span class="check__count">{count}<span class="hidden-visually">项</span></span>
</label>"""


@register.simple_tag
def checkboxes(name: str, options: Iterable[FacetOption]) -> SafeString:
    """A checkbox for each option of the facet `name`, with its count."""
    return format_html_join(
        "",
        CHECKBOX,
        (
            {
                "name": name,
                "value": option.value,
                "label": option.label,
                "count": option.count,
                "none": "" if option.count else "check--none",
                "checked": "checked" if option.chosen else "",
            }
            for option in options
        ),
    )
