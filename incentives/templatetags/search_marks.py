from django import template
from django.utils.safestring import SafeString

from incentives.listing.search.highlight import Highlighter

register = template.Library()


@register.filter
def highlight(text: str, marks: Highlighter | None) -> str | SafeString:
    """`text` with the words of a query in `<mark>`; without marks the text as it is."""
    return marks.html(text) if marks else text
