"""Sentences of an official text: where they end, and what makes two of them the same. Pure."""

import hashlib
import re
import unicodedata

from policies.text.whitespace import INVISIBLE

_NOTHING = dict.fromkeys(map(ord, INVISIBLE))

_CLOSERS = "”’」』）)】》〉〕]］}｝｣〗〙〛"
# A run of marks (？！) is one end, and space between a mark and its closing quote is a typist's.
SENTENCE_END = re.compile(f"[。｡！!？?](?:[{INVISIBLE}]*[。｡！!？?{re.escape(_CLOSERS)}])*")


def split_sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, each with its closing mark and the closing quotes that follow it."""
    sentences, start = [], 0
    for end in SENTENCE_END.finditer(paragraph):
        stop = end.end()
        # A straight quote does not show whether it closes; it does where this sentence has one open.
        if paragraph[stop : stop + 1] in {'"', "＂"} and _straight_quotes(paragraph[start:stop]) % 2:
            stop += 1
        sentences.append(paragraph[start:stop])
        start = stop
    sentences.append(paragraph[start:])
    return [stripped for sentence in sentences if (stripped := sentence.strip(INVISIBLE))]


def normalise(sentence: str) -> str:
    """The sentence without what only a keyboard or a copy changes.

    White space and invisible characters go, and NFKC makes full-width and half-width forms one (１％， → 1%,).
    Letter case, curly or straight quotes, 、 or ，, and every other character count.
    """
    # White space goes first, so that it cannot keep a letter and its accent from being composed, and once
    # more because NFKC spells some signs with a space.
    bare = sentence.translate(_NOTHING)
    return unicodedata.normalize("NFKC", bare).translate(_NOTHING)


def fingerprint(sentence: str) -> str:
    """The SHA-256 of the normalised sentence, in hexadecimal."""
    # A lone surrogate is no valid text, but it is no reason to fail either.
    return hashlib.sha256(normalise(sentence).encode("utf-8", "surrogatepass")).hexdigest()


def _straight_quotes(text: str) -> int:
    return text.count('"') + text.count("＂")
