"""Characters that text may contain and XML may not. Pure."""

import re

# Characters that XML 1.0 excludes: control characters (pasted from Word), surrogates, U+FFFE and U+FFFF.
_IN_NO_FILE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_control(text: str) -> str:
    """`text` without these characters. One of them would make a whole feed or workbook invalid."""
    return _IN_NO_FILE.sub("", text)
