"""Compares two editions of a text sentence by sentence: by fingerprint first, then by similarity. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Protocol

Piece = tuple[str, bool]
WORD = re.compile(r"\d+(?:\.\d+)?|.", re.S)
_ALIKE = 0.5  # similarity from which two sentences count as one that was changed
_MOST_COMPARED = 40  # old sentences of a passage that a new one is compared with


class ComparedSentence(Protocol):
    """What is compared of a clause, whether stored or just parsed."""

    path: str
    text: str
    fingerprint: str


class Fate(StrEnum):
    """What happened to a sentence between two editions."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        names = {"same": "未变", "moved": "位置变动", "changed": "文字变动", "added": "新增", "removed": "删去"}
        return names[self.value]


@dataclass(frozen=True)
class SentenceChange:
    """One sentence before and after. `old` is None for an added one, `new` for a removed one."""

    fate: Fate
    old: ComparedSentence | None
    new: ComparedSentence | None

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """The text of both sides in pieces, each with whether the other side lacks it."""
        return words_apart(self.old.text if self.old else "", self.new.text if self.new else "")


def words_apart(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, each with whether the other text lacks it. A number is never split."""
    before, after = WORD.findall(old), WORD.findall(new)
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for verdict, *ends in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for side, words in zip(sides, (before[slice(*ends[:2])], after[slice(*ends[2:])]), strict=True):
            if words:
                side.append(("".join(words), verdict != "equal"))
    return sides


def compare(old: Sequence[ComparedSentence], new: Sequence[ComparedSentence]) -> list[SentenceChange]:
    """The change of every sentence, in the order of the new edition. Removed ones keep their place among the others."""
    pairs = _same(old, new)
    taken = {id(before) for before, _ in pairs.values()}
    changes: list[SentenceChange] = []
    for removed, fresh, pair in _passages(old, new, pairs, taken):
        changes += _changed(removed, fresh)
        if pair:
            before, after = pair
            changes.append(SentenceChange(Fate.SAME if before.path == after.path else Fate.MOVED, before, after))
    return changes


def _same(
    old: Sequence[ComparedSentence], new: Sequence[ComparedSentence]
) -> dict[int, tuple[ComparedSentence, ComparedSentence]]:
    """Pairs (old, new) with the same fingerprint, by `id` of the new one. Repeated sentences are paired in order."""
    waiting: dict[str, list[ComparedSentence]] = defaultdict(list)
    for sentence in reversed(old):
        if sentence.fingerprint:
            waiting[sentence.fingerprint].append(sentence)
    return {
        id(sentence): (waiting[sentence.fingerprint].pop(), sentence)
        for sentence in new
        if waiting.get(sentence.fingerprint)
    }


def _passages(
    old: Sequence[ComparedSentence],
    new: Sequence[ComparedSentence],
    pairs: dict[int, tuple[ComparedSentence, ComparedSentence]],
    taken: set[int],
) -> Iterator[tuple[list[ComparedSentence], list[ComparedSentence], tuple[ComparedSentence, ComparedSentence] | None]]:
    """Passages between pairs: old sentences, new sentences, and the pair after them (None at the end)."""
    place = {id(sentence): index for index, sentence in enumerate(old)}
    start, fresh = 0, []
    for sentence in new:
        if id(sentence) not in pairs:
            fresh.append(sentence)
            continue
        end = place[id(pairs[id(sentence)][0])]
        removed = [before for before in old[start:end] if id(before) not in taken]
        yield removed, fresh, pairs[id(sentence)]
        start, fresh = max(start, end + 1), []
    yield [before for before in old[start:] if id(before) not in taken], fresh, None


def _changed(removed: list[ComparedSentence], fresh: list[ComparedSentence]) -> Iterator[SentenceChange]:
    """The changes within a passage: each new sentence is a changed form of the most similar old one, or was added."""
    left = list(removed)
    for sentence in fresh:
        likeness = [(_likeness(before, sentence), -index) for index, before in enumerate(left[:_MOST_COMPARED])]
        best = max(likeness, default=(0.0, 0))
        if best[0] >= _ALIKE:
            yield SentenceChange(Fate.CHANGED, left.pop(-best[1]), sentence)
        else:
            yield SentenceChange(Fate.ADDED, None, sentence)
    yield from (SentenceChange(Fate.REMOVED, before, None) for before in left)


def _likeness(old: ComparedSentence, new: ComparedSentence) -> float:
    return SequenceMatcher(None, old.text, new.text, autojunk=False).ratio()
