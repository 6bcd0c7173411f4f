import segno
from django.utils.safestring import SafeString, mark_safe


def drawing(text: str) -> SafeString:
    """`text` as a QR code in inline SVG; what segno draws holds nothing of the text but dark and light."""
    return mark_safe(segno.make_qr(text).svg_inline(scale=4, border=4, svgclass="qr", lineclass="", light="#fff"))  # nosec
