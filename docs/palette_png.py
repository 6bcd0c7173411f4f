"""PNG pictures of pages with a palette: a page has few colours, and a third of the bytes tells them."""

import struct
import zlib
from collections import Counter
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 64  # the most frequent ones are kept; the others become the nearest of these


def with_palette(file: Path) -> None:
    """Write a screenshot (8 bits a channel, without interlacing) again with a palette."""
    width, height, rows = _pixels(file.read_bytes())
    counts = Counter(pixel for row in rows for pixel in row)
    palette = [colour for colour, _ in counts.most_common(COLOURS)]
    place = {colour: _nearest(colour, palette) for colour in counts}
    lines = b"".join(b"\0" + bytes(place[pixel] for pixel in row) for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"PLTE", b"".join(map(bytes, palette))),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    file.write_bytes(SIGNATURE + b"".join(map(_chunk, parts)))


def _nearest(colour: tuple[int, ...], palette: list[tuple[int, ...]]) -> int:
    far = [sum((one - other) ** 2 for one, other in zip(colour, kept, strict=True)) for kept in palette]
    return far.index(min(far))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, data = part
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pixels(data: bytes) -> tuple[int, int, list[list[tuple[int, ...]]]]:
    """Width, height and rows of red, green and blue."""
    width, height, _, kind = struct.unpack(">IIBB", data[16:26])
    channels = {2: 3, 6: 4}[kind]
    place, packed = len(SIGNATURE), b""
    while place < len(data):
        size, name = struct.unpack(">I4s", data[place : place + 8])
        packed += data[place + 8 : place + 8 + size] if name == b"IDAT" else b""
        place += size + 12
    raw, length, above, rows = zlib.decompress(packed), width * channels, bytes(width * channels), []
    for start in range(0, len(raw), length + 1):
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + length], above, channels)
        rows.append([tuple(above[at : at + 3]) for at in range(0, length, channels)])
    return width, height, rows


def _unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    """One row of bytes, by the filter of the PNG standard that its first byte names."""
    made = bytearray(line)
    for at, value in enumerate(line):
        left, corner = (made[at - step], above[at - step]) if at >= step else (0, 0)
        guess = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))[kind]
        made[at] = (value + guess) & 255
    return bytes(made)


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))
