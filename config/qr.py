"""QR codes as inline SVG."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str, *, error: str | None = None, **drawing: object) -> SafeString:
    """`text` as a QR code; `error` is the level of correction (L, M, Q, H), `drawing` goes to segno's SVG writer."""
    svg = segno.make_qr(text, error=error).svg_inline(svgclass="qr", lineclass="", **drawing)
    return mark_safe(svg)  # nosec: only rectangles, and a title that segno escapes
