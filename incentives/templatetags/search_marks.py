from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from incentives.listing.search.highlight import highlighted as pieces_of

register = template.Library()


@register.filter
def highlight(text: str, words: Iterable[str] | None) -> str | SafeString:
    """`text` with the words of a query in `<mark>`; without words the text as it is."""
    if not words:
        return text
    pieces = pieces_of(text, words)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece) if is_marked else piece,) for piece, is_marked in pieces)
    )
