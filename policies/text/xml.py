"""Signs that text may hold and a file may not. Pure."""

import re

# All that XML 1.0 leaves out: control signs, which a paste from Word brings along, surrogates, and U+FFFE, U+FFFF.
_IN_NO_FILE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_control(text: str) -> str:
    """`text` as XML, and what is made of it, can hold it: one such sign would make a whole feed or workbook fail."""
    return _IN_NO_FILE.sub("", text)
