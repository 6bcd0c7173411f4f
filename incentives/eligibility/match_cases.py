"""The cases that staff keep of a measure, run against one version of it."""

from collections.abc import Iterable, Iterator

from django.http import QueryDict

from incentives.eligibility.decision import Decision, Verdict
from incentives.eligibility.match_form import CaseForm
from incentives.eligibility.profile import Profile
from incentives.eligibility.rulebook import Rulebook, read_rules
from incentives.enums import CaseVerdict
from incentives.models import PROVISIONS, MatchCase, Measure
from policies.text.wording import quoted

VERDICTS = {
    Verdict.FITS: CaseVerdict.QUALIFIES,
    Verdict.POSSIBLE: CaseVerdict.POSSIBLE,
    Verdict.UNKNOWN: CaseVerdict.UNKNOWN,
    Verdict.FAILS: CaseVerdict.NO,
}


def broken_cases(measure: Measure) -> list[str]:
    """What the cases of the measure's slug expect and this version does not give, a sentence for each difference."""
    cases = MatchCase.objects.filter(measure_slug=measure.slug).prefetch_related("verdicts")
    if not cases:
        return []
    book = read_rules(Measure.objects.filter(pk=measure.pk))
    return [f"案例{quoted(case)}：{fault}" for case in cases for fault in case_faults(case, measure, book)]


def case_faults(case: MatchCase, measure: Measure, book: Rulebook) -> Iterator[str]:
    """The differences of one case; `book` holds the rules of `measure`."""
    form = CaseForm(QueryDict(case.answers), book)
    if not form.is_valid():
        for told in form.errors.values():
            yield f"回答有误，{' '.join(told)}"
        return
    given = row_verdicts(measure, book, form.profile())
    for expected in case.verdicts.all():
        if expected.row not in given:
            yield f"没有第 {expected.row} 行明细。" if expected.row else "这个事项有明细，请写明第几行。"
        elif given[expected.row] != expected.verdict:
            row = f"第 {expected.row} 行" if expected.row else ""
            yield f"{row}应得{quoted(expected.get_verdict_display())}，现在是{quoted(given[expected.row].label)}。"


def row_verdicts(measure: Measure, book: Rulebook, profile: Profile) -> dict[int, CaseVerdict]:
    """The verdict on each row by its position; a measure without rows has its own at 0."""
    positions = [row.position for row in measure.provisions] or [0]
    if not measure.is_offer:
        return dict.fromkeys(positions, CaseVerdict.NOT_AN_OFFER)
    return verdicts_of(book.decide(profile)[measure.pk], positions)


def row_positions(keys: Iterable[int]) -> dict[int, list[int]]:
    """The positions of the rows of each measure that has any, by key; one query for each table."""
    positions: dict[int, list[int]] = {}
    for table in PROVISIONS:
        rows = table.objects.filter(measure__in=keys).order_by("measure_id", "position")
        for measure, position in rows.values_list("measure_id", "position"):
            positions.setdefault(measure, []).append(position)
    return positions


def verdicts_of(decision: Decision, positions: Iterable[int]) -> dict[int, CaseVerdict]:
    """The verdicts at `positions`; a row without rules of its own has the measure's."""
    verdicts = dict(decision.rows)
    return {place: VERDICTS[verdicts.get(place, decision.verdict)] for place in positions}
