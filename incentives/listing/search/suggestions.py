"""Titles that fit what is being typed."""

import datetime

from incentives.models import Measure
from policies.search.pinyin import MARK
from policies.search.query import IndexCondition, Term, words
from policies.search.tokens import bigrams, units

MOST = 8
LOOKED_AT = 200  # the newest that fit; the closest of them are suggested


def suggestions(text: str, today: datetime.date) -> list[Measure]:
    """Open measures whose title or names begin so, or read so; the closest first, each title once."""
    typed = words(text)
    condition = IndexCondition(tuple((_terms(units(word)),) for word in typed))
    measures = Measure.objects.listed().open_on(today).matching(condition).newest(LOOKED_AT)
    rows = measures.by_relevance(words=[[word] for word in typed]).only("slug", "title")
    titles: dict[str, Measure] = {}
    for measure in rows[: 3 * MOST]:
        titles.setdefault(measure.title, measure)
    return list(titles.values())[:MOST]


def _terms(parts: list[str]) -> tuple[Term, ...]:
    """The tokens of a name, the last as far as it is typed."""
    tokens = bigrams(parts) or parts
    return tuple(Term(MARK + token, prefix=token is tokens[-1]) for token in tokens)
