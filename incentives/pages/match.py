"""`/match/`: which measures a reader may get, why, and what to answer next. No answer is stored or logged."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from incentives.eligibility.contradictions import contradictions
from incentives.eligibility.decision import Verdict
from incentives.eligibility.explanation import PARTS
from incentives.eligibility.match_form import AboutForm, MatchForm, PlaceForm
from incentives.eligibility.results import Match, MatchResult, measures_with_rules
from incentives.eligibility.rulebook import Rulebook, rulebook, rulebook_of
from incentives.listing.chips import Chip, without
from incentives.models import Measure
from incentives.models.facet_cell import wider
from policies.text.wording import money

FIRST, FIRST_FAILED = 10, 5  # results shown of each part, when all parts are shown
PER_PAGE = 20


@dataclass(frozen=True)
class Part:
    """The results of one verdict: their number, those shown on this page, and how many are not shown."""

    name: str
    label: str
    hint: str
    total: int
    results: list[MatchResult]
    rest: int


class Results:
    """The results for the answers of a valid form; only the measures that are shown are loaded."""

    def __init__(self, form: MatchForm, book: Rulebook) -> None:
        self.form = form
        self.profile = form.profile()
        self.match = Match(book, self.profile)
        self.decisions, self.ranked = self.match.decisions, self.match.ranked

    @cached_property
    def page(self) -> Page | None:
        """The page of results when one part is shown in full; None when all parts are shown.

        Raises Http404 for a page beyond the last.
        """
        if not (name := self.form.cleaned_data["part"]):
            return None
        try:
            return Paginator(self.ranked[name], PER_PAGE).page(self.form.cleaned_data["page"] or 1)
        except InvalidPage as beyond:
            raise Http404("没有这一页") from beyond

    @cached_property
    def shown(self) -> dict[str, list[int]]:
        """The keys of the measures that this page shows, by part."""
        part = self.form.cleaned_data["part"]
        most = {name: FIRST_FAILED if name == Verdict.FAILS else FIRST for name in PARTS}
        return {part: list(self.page)} if part else {name: self.ranked[name][: most[name]] for name in PARTS}

    @cached_property
    def measures(self) -> dict[int, Measure]:
        """The measures that are shown and the one of the highest award, by key."""
        shown = [key for keys in self.shown.values() for key in keys]
        return measures_with_rules(shown if self.match.best is None else [self.match.best, *shown])

    @cached_property
    def parts(self) -> list[Part]:
        shown = [self.measures[key] for keys in self.shown.values() for key in keys]
        results = {result.measure.pk: result for result in self.match.results(shown, self.form.labels)}
        return [
            Part(
                name,
                *PARTS[name],
                total=len(self.ranked[name]),
                results=[results[key] for key in keys],
                rest=len(self.ranked[name]) - len(keys),
            )
            for name, keys in self.shown.items()
            if keys
        ]

    @cached_property
    def next_question(self) -> tuple[str, str, int] | None:
        """The most decisive open question: its fact, its label, and the number of measures that wait for it."""
        for fact, number in self.match.open_questions:
            return fact, self.form.labels[fact], number
        return None

    @cached_property
    def highest(self) -> str:
        """The greatest single award among the measures that fit or may fit, in words; empty without one."""
        best = self.match.best
        return "" if best is None else money(self.match.awards[best])

    @property
    def highest_is_superseded(self) -> bool:
        """Whether a newer edition changed or dropped the sentence that states the highest award."""
        best = self.match.best
        rows = self.measures[best].provisions
        return any(row.is_superseded for row in rows if row.amount.attainable == self.match.awards[best])

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Name, label and number of measures of each part that is not empty."""
        return [(name, PARTS[name].label, len(keys)) for name, keys in self.ranked.items() if keys]

    @property
    def chips(self) -> list[Chip]:
        """The given answers, each with the address of the page without it."""
        labels, words = self.form.labels, self.form.answer_text
        return [
            Chip(fact, f"{labels[fact]}：{words(fact, value)}", without(self.form.data, fact, removed))
            for fact, answer in self.form.answers().items()
            for value, removed in ([(one, one) for one in answer] if isinstance(answer, list) else [(answer, None)])
        ]

    @property
    def hints(self) -> list[tuple[str, str]]:
        """Answers that hardly go together: the fact whose question to look at, and what is odd."""
        facts = {slug: fact.name for slug, fact in self.match.book.facts.items()}
        return contradictions(self.profile, self.form.tiers, facts)

    @property
    def promising(self) -> tuple[str, int]:
        """The best verdict that measures have, in words, and their number; 可能符合 0 without one."""
        best = next((name for name in (Verdict.FITS, Verdict.POSSIBLE) if self.ranked[name.value]), Verdict.POSSIBLE)
        return PARTS[best.value].label, len(self.ranked[best.value])

    def result_of(self, measure: Measure) -> MatchResult:
        """The result for one measure, whether or not this page shows it."""
        return self.match.results([measure], self.form.labels)[0]


@cache_control(private=True, no_store=True)
@require_safe
def match(request: HttpRequest) -> HttpResponse:
    about = AboutForm(request.GET)
    slug = about.cleaned_data["measure"] if about.is_valid() else ""
    today = timezone.localdate()
    offers = Measure.objects.published().open_on(today).select_related("cell")
    measure = offers.filter(slug=slug).first() if slug else None
    region = measure.cell.region if measure else ""
    place = PlaceForm(request.GET, usual=region)
    book = rulebook_of([slug], today) if slug else rulebook(today, place.chosen)
    form = MatchForm(request.GET, book)
    results = Results(form, book) if form.is_valid() and place.is_valid() else None
    context = {"form": form, "results": results, "parts": results.parts if results else [], "slug": slug}
    context |= {"place": place, "wrong": form if form.errors else place}
    asked = (results.next_question[0] if results.next_question else "", results.hints) if results else ()
    context["form_parts"] = form.parts(*asked)
    context |= {"about": measure, "elsewhere": region if region not in wider(place.chosen or region) else ""}
    return render(request, "incentives/pages/match.html", context)
