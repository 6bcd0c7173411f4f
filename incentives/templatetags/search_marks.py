from django import template
from django.utils.safestring import SafeString

from incentives.listing.search.highlight import Highlighter

register = template.Library()


@register.filter
def highlight(text: str, marks: Highlighter | None) -> str | SafeString:
    """`text` as HTML with the words of a query in `<mark>`; unchanged without marks."""
    return marks.html(text) if marks else text
