"""Whether a statement has another word where the source has one: 电话咨询 for 面对面咨询. Pure."""

import re
from difflib import SequenceMatcher
from itertools import pairwise

from incentives.verify.knowledge import Knowledge, Topic
from incentives.verify.reading.wordings import plain, telling

_WORD = re.compile("[一-鿿]{2,6}")
_AROUND = 2  # characters on each side that both have


def replaced(words: str, part: str, topic: Topic, known: Knowledge) -> bool:
    """Whether a word of `words` stands between the same words as another of `part`, and the topic has nothing of it."""
    words, part = telling(plain(words)), telling(plain(part))
    same = SequenceMatcher(None, words, part, autojunk=False).get_matching_blocks()
    for left, right in pairwise(block for block in same if block.size >= _AROUND):
        theirs, ours = words[left.a + left.size : right.a], part[left.b + left.size : right.b]
        if _WORD.fullmatch(theirs) and _WORD.fullmatch(ours) and not known.pieces(theirs) & topic.grams:
            return True
    return False
