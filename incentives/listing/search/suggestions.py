"""Titles suggested while a reader types in the search box."""

import datetime

from incentives.models import Measure
from policies.search.pinyin import MARK
from policies.search.query import IndexCondition, Term, words
from policies.search.tokens import bigrams, units

MOST = 8
LOOKED_AT = 200  # newest measures that fit, of which the closest are suggested


def suggestions(text: str, today: datetime.date) -> list[Measure]:
    """Measures open on `today` with a title or name that begins like `text`, or like its pinyin.

    At most MOST, the closest first, each title once.
    """
    typed = words(text)
    condition = IndexCondition(tuple((_terms(units(word)),) for word in typed))
    measures = Measure.objects.listed().open_on(today).matching(condition).newest(LOOKED_AT)
    rows = measures.by_relevance(words=[[word] for word in typed]).only("slug", "title")
    titles: dict[str, Measure] = {}
    for measure in rows[: 3 * MOST]:
        titles.setdefault(measure.title, measure)
    return list(titles.values())[:MOST]


def _terms(parts: list[str]) -> tuple[Term, ...]:
    """The search terms of a word whose last token may still be incomplete."""
    tokens = bigrams(parts) or parts
    return tuple(Term(MARK + token, prefix=token is tokens[-1]) for token in tokens)
