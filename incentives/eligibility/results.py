"""The results of one profile: all measures are decided and ranked once, and only those shown are put into words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from incentives.eligibility.checks import Check, checks_of
from incentives.eligibility.decision import CheckState, Decision, Verdict, unanswered_facts
from incentives.eligibility.explanation import PARTS, UNLISTED, Reason, reason, sentence_of
from incentives.eligibility.profile import Profile
from incentives.eligibility.rulebook import Rulebook
from incentives.eligibility.stacking import CombinedAwards, combined_awards
from incentives.models import CITING, Condition, Measure
from incentives.models.provision import AWARD_KINDS, Award, Provision
from incentives.models.rules.condition import by_row


@dataclass(frozen=True)
class Offer:
    """One row of a measure with its result for the reader."""

    row: Provision
    verdict: Verdict
    reasons: list[Reason]


@dataclass(frozen=True)
class MatchResult:
    """One measure with its result for the reader.

    `lesser`: the rows with a worse verdict than the measure. `questions`: the open questions, the most decisive first.
    `for_people`: the number of conditions a person must check, counted for the row that needs the fewest.
    """

    measure: Measure
    verdict: Verdict
    reasons: list[Reason]
    offers: list[Offer]
    lesser: list[Offer]
    questions: list[tuple[str, str]]
    combined: CombinedAwards | None
    for_people: int


class Match:
    """The decisions on all measures of a rulebook for one profile."""

    def __init__(self, book: Rulebook, profile: Profile) -> None:
        self.book, self.profile = book, profile
        self.decisions = book.decide(profile)

    @cached_property
    def awards(self) -> dict[int, int]:
        """The greatest award (元) the reader may get from each measure, by key; measures without a sum are left out."""
        awards = {measure: self.book.award(measure, decision) for measure, decision in self.decisions.items()}
        return {measure: award for measure, award in awards.items() if award}

    @cached_property
    def ranked(self) -> dict[str, list[int]]:
        """The keys of the measures of each part, the greatest award first."""
        paying: dict[str, list[tuple[int, int]]] = {name: [] for name in PARTS}
        others: dict[str, list[int]] = {name: [] for name in PARTS}
        for measure, decision in self.decisions.items():
            part = decision.verdict.value if decision.is_listed else UNLISTED
            if award := self.awards.get(measure):
                paying[part].append((-award, measure))
            else:
                others[part].append(measure)
        return {name: [measure for _, measure in sorted(paying[name])] + others[name] for name in PARTS}

    @cached_property
    def open_questions(self) -> list[tuple[str, int]]:
        """The unanswered facts, each with the number of measures that wait for it, the worthiest first."""
        return unanswered_facts(self.decisions, self.book.awards)

    @cached_property
    def best(self) -> int | None:
        """The key of the measure with the greatest award among those that fit or may fit; None without an award."""
        first = [keys[0] for name in (Verdict.FITS, Verdict.POSSIBLE) if (keys := self.ranked[name.value])]
        return max((key for key in first if key in self.awards), key=self.awards.__getitem__, default=None)

    def results(self, measures: Collection[Measure], labels: Mapping[str, str]) -> list[MatchResult]:
        """The results for `measures`, which come from `measures_with_rules`; `labels` maps facts to their names."""
        explainer = _Explainer(self, labels)
        return [explainer.result(measure, asked) for measure, asked in by_row(measures)]


class _Explainer:
    """Puts results into words; each distinct check is worded once."""

    def __init__(self, match: Match, labels: Mapping[str, str]) -> None:
        self.book, self.profile, self.decisions, self.labels = match.book, match.profile, match.decisions, labels
        self.names = {tier.slug: tier.name for tier in match.book.tiers.values()}
        self.ranks = {fact: place for place, (fact, _) in enumerate(match.open_questions)}

    def result(self, measure: Measure, asked: Sequence[tuple[Provision | None, Sequence[Condition]]]) -> MatchResult:
        decision = self.decisions[measure.pk]
        (_, of_all), *of_rows = asked
        whole = _shown(self.conditions(of_all), decision.verdict)
        offers = self.offers(measure, decision, of_rows)
        best = [offer for offer in offers if offer.verdict == decision.verdict]
        missing = sorted(decision.missing, key=lambda fact: (self.ranks.get(fact, len(self.ranks)), fact))
        return MatchResult(
            measure=measure,
            verdict=decision.verdict,
            reasons=whole,
            offers=best,
            lesser=[offer for offer in offers if offer.verdict != decision.verdict],
            questions=[(fact, self.labels.get(fact, fact)) for fact in missing],
            combined=None if decision.verdict == Verdict.FAILS or len(best) < 2 else _combined(measure, best),
            for_people=min(
                sum(one.state == CheckState.PERSON for one in [*whole, *own])
                for own in ([offer.reasons for offer in best] or [[]])
            ),
        )

    def offers(
        self, measure: Measure, decision: Decision, asked: Iterable[tuple[Provision, Sequence[Condition]]]
    ) -> list[Offer]:
        """The rows that have conditions of their own or an award."""
        verdicts = dict(decision.rows)
        offers = []
        for row, conditions in asked:
            checks = self.book.provision_checks.get((measure.pk, row.position), ())
            reasons = [*(self.check(one, row.clause) for one in checks), *self.conditions(conditions)]
            if reasons or measure.kind in AWARD_KINDS:
                verdict = verdicts[row.position]
                offers.append(Offer(row, verdict, _shown(reasons, verdict)))
        return offers

    def check(self, check: Check, clause: object) -> Reason:
        return reason([check], self.profile, sentence_of(check, self.names), self.book.words, clause)

    def conditions(self, conditions: Iterable[Condition]) -> list[Reason]:
        return [
            reason(
                checks_of(one.fact_id, one.operator, one.value, one.first_time),
                self.profile,
                one.sentence,
                self.book.words,
                one.clause,
            )
            for one in conditions
        ]


def _shown(reasons: list[Reason], verdict: Verdict) -> list[Reason]:
    """The failed reasons if the verdict is 不符合; otherwise all."""
    if verdict == Verdict.FAILS:
        return [one for one in reasons if one.state == CheckState.FAILED]
    return reasons


def _combined(measure: Measure, offers: Sequence[Offer]) -> CombinedAwards | None:
    """The awards of `offers` taken together by the measure's stacking rule."""
    amounts = [offer.row.amount for offer in offers if isinstance(offer.row, Award)]
    return combined_awards(measure.stacking, [amount for amount in amounts if amount.is_stated])


def measures_with_rules(keys: Sequence[int]) -> dict[int, Measure]:
    """The measures of `keys`, by key, with their rows, conditions and clauses; always six queries."""
    return Measure.objects.with_age().with_parts(CITING).in_bulk(keys)
