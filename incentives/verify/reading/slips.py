"""Names written with characters of the same sound: 小聚人 for 小巨人. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from policies.search.pinyin import syllables
from policies.search.tokens import is_han

_SHORTEST, _LONGEST = 3, 10  # characters of a name that is looked for


@dataclass(frozen=True)
class NameSlip:
    """`text[start:start+len(meant)]` sounds as the name `meant` and is written otherwise."""

    start: int
    written: str
    meant: str


def slips(text: str, names: Collection[str]) -> list[NameSlip]:
    """The slips of a text, from left to right; at least half of a name's characters must be right."""
    spoken = {
        tuple(map(_sound, name)): name
        for name in sorted(names)
        if _SHORTEST <= len(name) <= _LONGEST and all(map(is_han, name))
    }
    return list(_slips(text, spoken)) if spoken else []


def corrected(text: str, found: list[NameSlip]) -> str:
    """The text with the names that are meant; every place in it stays the same."""
    for slip in found:
        text = text[: slip.start] + slip.meant + text[slip.start + len(slip.meant) :]
    return text


def _slips(text: str, spoken: dict[tuple[str, ...], str]) -> Iterator[NameSlip]:
    sounds, names = [_sound(letter) for letter in text], set(spoken.values())
    lengths = sorted({len(sound) for sound in spoken}, reverse=True)
    place = 0
    while place < len(text):
        heard = [(length, spoken.get(tuple(sounds[place : place + length]))) for length in lengths]
        length, meant = next(((length, name) for length, name in heard if name), (1, ""))
        written = text[place : place + length]
        right = sum(one == other for one, other in zip(written, meant, strict=False))
        if meant and written not in names and 2 * right >= length:
            yield NameSlip(place, written, meant)
        place += length


def _sound(letter: str) -> str:
    return syllables(letter)[0] if is_han(letter) else letter
