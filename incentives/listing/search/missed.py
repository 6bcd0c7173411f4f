"""Search words that found nothing, counted for the desk in the cache; nothing is written to the database.

Only the normalised words, the day and a number are kept, no address and no time. Two requests at the same moment may
count as one. Several processes need a shared cache (CACHE_URL), as the rate limits do.
"""

import datetime
import re
from collections import Counter
from typing import NamedTuple

from django.core.cache import cache
from django.utils import timezone

from policies.search.tokens import without_signs

KEPT_DAYS = 14
MOST_WORDS = 500  # different words of one day; later ones are not counted
LONGEST_WORD = 30  # characters, as a synonym has
FEWEST = 3  # searches from which on the desk sees the words
PERSONAL = re.compile(r"\d{7}")  # the number of a telephone, an identity card or a firm


class MissedWord(NamedTuple):
    """Words that found nothing, and how often in the last KEPT_DAYS days."""

    word: str
    times: int


def count_missed(text: str) -> None:
    """Count one search for `text` that found nothing; words that may name a person or are too long are left out."""
    word = without_signs(text)
    if not word or len(word) > LONGEST_WORD or PERSONAL.search(word):
        return
    key = _key(timezone.localdate())
    words = cache.get(key, {})
    if word in words or len(words) < MOST_WORDS:
        cache.set(key, words | {word: words.get(word, 0) + 1}, KEPT_DAYS * 24 * 3600)


def missed_words() -> list[MissedWord]:
    """The words that found nothing at least FEWEST times, the most frequent first."""
    today = timezone.localdate()
    days = cache.get_many([_key(today - datetime.timedelta(days=ago)) for ago in range(KEPT_DAYS)])
    totals = sum((Counter(words) for words in days.values()), Counter())
    return [MissedWord(word, times) for word, times in totals.most_common() if times >= FEWEST]


def _key(day: datetime.date) -> str:
    return f"missed:{day.isoformat()}"
