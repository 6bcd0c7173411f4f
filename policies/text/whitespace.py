"""Invisible characters. Pure."""

# White space, byte order marks, zero-width spaces and soft hyphens.
INVISIBLE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u00ad\u200b\u200c\u200d\u2060\ufeff"
