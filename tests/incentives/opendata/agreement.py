"""Where the match and the evaluator of docs/rules.md differ."""

import json

from django.utils import timezone

from incentives.eligibility.rulebook import rulebook
from incentives.opendata.dataset import contents, vectors
from tests.incentives.opendata.match_evaluator import evaluate

ABOUT = contents.About(title="", publisher="", written_on="", content_version=1, licence="", licence_url="")


def catalogue():
    return json.loads("".join(contents.catalogue(ABOUT, str)))


def disagreements(number: int) -> list:
    """Answers, place, and the two verdicts, wherever they differ for `number` random profiles."""
    book, data = rulebook(timezone.localdate()), catalogue()
    positions = vectors.places(book)
    found = []
    for answers, profile in vectors.profiles(book, number, seed=1):
        theirs = evaluate(data, answers)
        ours = vectors.verdicts(book, positions, profile)
        found += [
            (answers, slug, row, verdict, theirs[slug, row or None])
            for (slug, row), verdict in ours.items()
            if verdict != theirs[slug, row or None]
        ]
    return found
