"""Raised and lowered characters in plain text: 10⁴ is written 10^4 and m² stays m². Pure."""

import re

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_EXPONENT = re.compile(r"[+\-−]?[0-9]+")


def raised(text: str, before: str) -> str:
    """`text` as it stands raised after `before`; an exponent of a number gets a ^, as fingerprints read ⁴ as 4."""
    if not _EXPONENT.fullmatch(text):
        return f"^{text}" if text.isascii() and text.isalpha() and before[-1:].isdigit() else text
    if before[-1:].isdigit() or before[-1:] in (")", "）"):
        return f"^{text}"
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    return text.translate(_LOWERED) if text.isascii() and text.isdecimal() else text
