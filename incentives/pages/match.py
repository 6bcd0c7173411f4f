"""`/match/`: which measures a reader may get, why, and what to answer next. Nothing of it is stored or logged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from incentives.eligibility.decision import CheckState, Decision, Verdict, missing_facts, unanswered_facts
from incentives.eligibility.explanation import Reason, reason, sentence_of, values_by_fact
from incentives.eligibility.rulebook import Rulebook, rulebook, rulebook_of
from incentives.eligibility.stacking import CombinedAwards, combined_awards
from incentives.listing.chips import Chip, without
from incentives.models import CITING, Condition, Measure
from incentives.models.provision import Award, Provision
from incentives.pages.match_form import LABELS, PARTS, UNLISTED, AboutForm, MatchForm
from policies.text.wording import money

FIRST, FIRST_FAILED = 10, 5  # of each part, where all parts are shown
PER_PAGE = 20
HINTS = {
    Verdict.FITS.value: "能自查的条件都满足；以主管部门认定为准。",
    Verdict.POSSIBLE.value: "能自查的条件都满足，另有条件须由主管部门核对。",
    Verdict.UNKNOWN.value: "还缺几个回答，没有回答不算不符合。",
    UNLISTED: "来源没有列出条件，可以直接咨询。",
    Verdict.FAILS.value: "至少一个条件不满足；差多少写在下面。",
}


@dataclass(frozen=True)
class Offer:
    """One row of a measure as it stands for the reader."""

    row: Provision
    verdict: Verdict
    reasons: list[Reason]


@dataclass(frozen=True)
class MatchResult:
    """One measure as it stands for the reader; `lesser` are the rows that stand worse than the measure."""

    measure: Measure
    verdict: Verdict
    reasons: list[Reason]
    offers: list[Offer]
    lesser: list[Offer]
    questions: list[tuple[str, str]]
    combined: CombinedAwards | None

    @property
    def for_people(self) -> int:
        """How many conditions a person must check, at the row that needs the fewest."""
        rows = [offer.reasons for offer in self.offers] or [[]]
        return min(sum(one.state == CheckState.PERSON for one in [*self.reasons, *row]) for row in rows)


@dataclass(frozen=True)
class Part:
    """The results of one verdict: how many there are, and those shown here."""

    name: str
    total: int
    results: list[MatchResult]

    @property
    def label(self) -> str:
        return PARTS[self.name]

    @property
    def hint(self) -> str:
        return HINTS[self.name]

    @property
    def rest(self) -> int:
        return self.total - len(self.results)


class Results:
    """What the rules say to one valid form's answers; only what is shown is loaded."""

    def __init__(self, form: MatchForm, book: Rulebook) -> None:
        self.form, self.book = form, book
        self.profile = form.profile()
        self.decisions = book.decide(self.profile)

    @cached_property
    def ranked(self) -> dict[str, list[int]]:
        """The measures of each part, the greater award first."""
        paying: dict[str, list[tuple[int, int]]] = {name: [] for name in PARTS}
        others: dict[str, list[int]] = {name: [] for name in PARTS}
        for measure, decision in self.decisions.items():
            part = decision.verdict.value if decision.is_listed else UNLISTED
            if award := self.award(measure):
                paying[part].append((-award, measure))
            else:
                others[part].append(measure)
        return {name: [measure for _, measure in sorted(paying[name])] + others[name] for name in PARTS}

    @cached_property
    def page(self) -> Page | None:
        """The page of the one part asked for; None where all parts are shown."""
        if not (name := self.form.cleaned_data["part"]):
            return None
        try:
            return Paginator(self.ranked[name], PER_PAGE).page(self.form.cleaned_data["page"] or 1)
        except InvalidPage as beyond:
            raise Http404("没有这一页") from beyond

    @cached_property
    def shown(self) -> dict[str, list[int]]:
        """The measures that this page shows of each part."""
        part = self.form.cleaned_data["part"]
        most = {name: FIRST_FAILED if name == Verdict.FAILS else FIRST for name in PARTS}
        return {part: list(self.page)} if part else {name: self.ranked[name][: most[name]] for name in PARTS}

    @cached_property
    def measures(self) -> dict[int, Measure]:
        """By key the measures that are shown, and that of the highest award."""
        shown = [key for keys in self.shown.values() for key in keys]
        return measures_with_rules(shown if self.best is None else [self.best, *shown])

    @cached_property
    def parts(self) -> list[Part]:
        return [
            Part(name, len(self.ranked[name]), [self.result_of(self.measures[key]) for key in keys])
            for name, keys in self.shown.items()
            if keys
        ]

    @cached_property
    def open_questions(self) -> list[tuple[str, int]]:
        """The unanswered facts with the number of measures that wait for them, the most decisive first."""
        return unanswered_facts(self.decisions.values())

    @property
    def next_question(self) -> tuple[str, str, int] | None:
        """Fact, label and number of waiting measures of the question that decides most."""
        for fact, number in self.open_questions:
            return fact, LABELS[fact], number
        return None

    @cached_property
    def best(self) -> int | None:
        """The measure of the greatest single award among what fits or may fit; None without an award."""
        first = [keys[0] for name in (Verdict.FITS, Verdict.POSSIBLE) if (keys := self.ranked[name.value])]
        best = max(first, key=self.award, default=None)
        return best if best is not None and self.award(best) else None

    @property
    def highest(self) -> str:
        """That award; empty without one."""
        return "" if self.best is None else money(self.award(self.best))

    @property
    def highest_is_superseded(self) -> bool:
        """Whether a newer edition changed or dropped the sentence that states that award."""
        rows = self.measures[self.best].provisions
        return any(row.is_superseded for row in rows if row.amount.attainable == self.award(self.best))

    def award(self, measure: int) -> int:
        """The most in 元 that a measure pays as it stands for the reader; 0 without a sum."""
        return self.book.award(measure, self.decisions[measure])

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Name, label and size of each part that has measures."""
        return [(name, PARTS[name], len(keys)) for name, keys in self.ranked.items() if keys]

    @property
    def chips(self) -> list[Chip]:
        """The answers given, each with the address without it."""
        return [
            Chip(fact, f"{LABELS[fact]}：{self.form.answer_text(fact, value)}", without(self.form.data, fact, removed))
            for fact, answer in self.form.answers().items()
            for value, removed in ([(one, one) for one in answer] if isinstance(answer, list) else [(answer, None)])
        ]

    def result_of(self, measure: Measure) -> MatchResult:
        decision = self.decisions[measure.pk]
        conditions = measure.conditions.all()
        whole = self.reasons([one for one in conditions if one.row_key is None], (), None)
        offers = self.offers(measure, decision)
        best = [offer for offer in offers if offer.verdict == decision.verdict]
        ranks = {fact: place for place, (fact, _) in enumerate(self.open_questions)}
        missing = sorted(missing_facts(decision.missing), key=lambda fact: ranks.get(fact, len(ranks)))
        return MatchResult(
            measure,
            decision.verdict,
            reasons_shown(whole, decision.verdict),
            best,
            [offer for offer in offers if offer.verdict != decision.verdict],
            [(fact, LABELS[fact]) for fact in missing],
            None if decision.verdict == Verdict.FAILS else combined_awards(measure.stacking, amounts(best)),
        )

    def offers(self, measure: Measure, decision: Decision) -> list[Offer]:
        """The rows that have something to say: reasons of their own, or an award."""
        verdicts = dict(decision.rows)
        offers = []
        for row in measure.provisions:
            own = [one for one in measure.conditions.all() if one.row_key == row.pk]
            reasons = self.reasons(own, self.book.provision_checks.get((measure.pk, row.position), ()), row)
            if reasons or measure.gives_awards:
                verdict = verdicts[row.position]
                offers.append(Offer(row, verdict, reasons_shown(reasons, verdict)))
        return offers

    def reasons(self, conditions: Iterable[Condition], checks: Iterable, row: Provision | None) -> list[Reason]:
        names = {tier.slug: tier.name for tier in self.book.tiers.values()}
        return [reason(check, self.profile, sentence_of(check, names), row.clause) for check in checks] + [
            reason(self.book.check(one), self.profile, one.sentence, one.clause) for one in conditions
        ]


def reasons_shown(reasons: list[Reason], verdict: Verdict) -> list[Reason]:
    """Where something fails, only what fails; otherwise all."""
    if verdict == Verdict.FAILS:
        return [one for one in reasons if one.state == CheckState.FAILED]
    return reasons


def amounts(offers: Sequence[Offer]) -> list:
    """The stated sums and rates of rows that carry awards."""
    rows = [offer.row for offer in offers if isinstance(offer.row, Award)]
    return [row.amount for row in rows if row.amount.is_stated]


def measures_with_rules(keys: Sequence[int]) -> dict[int, Measure]:
    """The measures of `keys` with their rows and conditions, each with its clause; six queries at any number."""
    return Measure.objects.with_age().with_parts(CITING).in_bulk(keys)


@cache_control(private=True, no_store=True)
@require_safe
def match(request: HttpRequest) -> HttpResponse:
    about = AboutForm(request.GET)
    slug = about.cleaned_data["measure"] if about.is_valid() else ""
    book = rulebook_of([slug], timezone.localdate()) if slug else rulebook(timezone.localdate())
    form = MatchForm(request.GET, values_by_fact(book.checks), book.tiers.values())
    results = Results(form, book) if form.is_valid() else None
    context = {"form": form, "results": results, "parts": results.parts if results else [], "slug": slug}
    if slug:
        context["about"] = Measure.objects.filter(pk__in=book.measures).first()
    return render(request, "incentives/pages/match.html", context)
