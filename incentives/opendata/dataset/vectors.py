"""Test vectors of the match: answers drawn at random near what rules compare, and the verdicts that they must give."""

import datetime
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random

from django.http import QueryDict
from django.utils import timezone

from incentives.eligibility.checks import bound, facts_of
from incentives.eligibility.match_cases import row_positions, verdicts_of
from incentives.eligibility.match_form import NONE, ListedHonoursForm, profile_of
from incentives.eligibility.profile import Profile
from incentives.eligibility.questions import DATE, MANY, NUMBER, Question
from incentives.eligibility.rulebook import Rulebook, rulebook
from incentives.enums import CaseVerdict
from incentives.models import Measure
from policies.text.wording import WAN

VECTORS = 500
SEED = 20240628  # the same profiles for the same content


def vectors() -> Iterator[str]:
    """A JSON array in pieces: answers as `POST match` takes them, and the verdict on each row of the open offers."""
    book = rulebook(timezone.localdate())
    positions = places(book)
    yield "["
    for number, (answers, profile) in enumerate(profiles(book, VECTORS)):
        rows = [
            {"measure": slug, "row": row or None, "verdict": verdict.value}
            for (slug, row), verdict in verdicts(book, positions, profile).items()
        ]
        line = json.dumps({"answers": answers, "rows": rows}, ensure_ascii=False)
        yield (",\n" if number else "\n") + line
    yield "\n]\n"


def places(book: Rulebook) -> dict[int, tuple[str, list[int]]]:
    """Slug and positions of the rows of each measure of the book, by key; [0] for a measure without rows."""
    rows = row_positions(book.measures)
    slugs = Measure.objects.filter(pk__in=book.measures).values_list("pk", "slug")
    return {key: (slug, rows.get(key, [0])) for key, slug in slugs}


def verdicts(
    book: Rulebook, positions: Mapping[int, tuple[str, list[int]]], profile: Profile
) -> dict[tuple[str, int], CaseVerdict]:
    """The verdict on each row by slug and position."""
    decisions = book.decide(profile)
    return {
        (slug, row): verdict
        for measure, (slug, rows) in positions.items()
        for row, verdict in verdicts_of(decisions[measure], rows).items()
    }


def profiles(book: Rulebook, number: int, seed: int = SEED) -> Iterator[tuple[dict[str, object], Profile]]:
    """Answers as the API takes them, each with the profile that they make."""
    form = ListedHonoursForm(QueryDict(), book)
    chance = Random(seed)  # nosec: drawn again alike, nothing secret
    bounds = _bounds(book)
    for _ in range(number):
        share = chance.random()  # of the questions answered
        answers = {
            fact: _answer(one, bounds, chance) for fact, one in form.questions.items() if chance.random() < share
        }
        cleaned = {
            fact: datetime.date.fromisoformat(answer) if form.questions[fact].shape == DATE else answer
            for fact, answer in answers.items()
        }
        yield answers, profile_of(form.questions, cleaned, form.tiers)


def _bounds(book: Rulebook) -> dict[str, list[Decimal | datetime.date]]:
    bounds: dict[str, list[Decimal | datetime.date]] = {}
    for check in book.checks:
        if (value := bound(check.value)) is not None:
            for fact in facts_of(check):
                bounds.setdefault(fact, []).append(value)
    return {fact: sorted(values) for fact, values in bounds.items()}


def _answer(question: Question, bounds: dict[str, list], chance: Random) -> object:
    """An answer: a number or day at or beside a bound, or some of the options."""
    if question.shape == DATE:
        day = chance.choice(bounds[question.fact])
        return (day + datetime.timedelta(days=chance.randint(-1, 1))).isoformat()
    if question.shape == NUMBER:
        value = int(chance.choice(bounds[question.fact])) // (WAN if question.is_money else 1)
        return max(0, value + chance.randint(-1, 1))
    options = [value for value, _ in question.options]
    if question.shape == MANY:
        chosen = [value for value in options if chance.random() < 1 / 3]
        return chosen or [NONE]
    return chance.choice([*options, NONE] if question.none else options)
