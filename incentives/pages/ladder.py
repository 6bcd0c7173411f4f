"""`/ladder/`: the awards of each step, how much more they are than the step below, and the path between two steps."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incentives.eligibility.stacking import CombinedAwards, combined_awards
from incentives.models import Condition, EnterpriseTier, Measure, SubsidyTier
from incentives.models.amount import Amount
from incentives.pages.rungs import Rung, rungs
from policies.enums import Stacking
from policies.text.wording import money

MOST_NAMED = 4  # measures named beside a step; the list page shows all


@dataclass(frozen=True)
class OtherMeasures:
    """The other measures that name a tier: slug and title of the first MOST_NAMED, and their total number."""

    named: tuple[tuple[str, str], ...] = ()
    total: int = 0


@dataclass(frozen=True)
class LadderStep:
    """One tier of the ladder: its awards, how much more they are than the step below, and other measures for it."""

    rank: int
    tier: EnterpriseTier
    awards: tuple[SubsidyTier, ...]
    difference: str
    conditions: tuple[Condition, ...]
    others: OtherMeasures


@dataclass(frozen=True)
class Path:
    """The steps of a path, the lowest first (none from the top); `combined`: what their awards come to together."""

    steps: list[LadderStep]
    combined: CombinedAwards | None


class PathForm(forms.Form):
    """The questions 我现在在 and 我的目标, answered with slugs of tiers on the ladder."""

    at = forms.ChoiceField(label="我现在在", required=False)
    goal = forms.ChoiceField(label="我的目标", required=False)

    def __init__(self, data, all_rungs: Sequence[Rung]) -> None:
        super().__init__(data, auto_id="%s")
        self.ranks = {tier.slug: rung.rank for rung in all_rungs for tier, _ in rung.standings}
        names = [(tier.slug, tier.name) for rung in all_rungs for tier, _ in rung.standings]
        self.fields["at"].choices = [("", "还没有进入梯次"), *names]
        self.fields["goal"].choices = [("", "下一级"), *names]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "“%(value)s”不在这个梯次里，请重选。"

    def clean(self) -> None:
        at, goal = self.cleaned_data.get("at"), self.cleaned_data.get("goal")
        if at and goal and (at == goal or self.ranks[at] > self.ranks[goal]):
            self.add_error("goal", "目标要在现在的上面，请换一个。")


def ladder_steps(all_rungs: Sequence[Rung], on: datetime.date) -> list[LadderStep]:
    """Every tier of the ladder, the lowest first, with the measures open on the day `on`; two queries."""
    awards = [award for rung in all_rungs for _, rows in rung.standings for award in rows]
    conditions = list(
        Condition.objects.filter(measure__in={award.measure_id for award in awards})
        .select_related("clause__document")
        .order_by("measure", "position")
    )
    others = other_measures_by_tier({award.measure_id for award in awards}, on)
    steps, below = [], None
    for rung in all_rungs:
        for tier, rows in rung.standings:
            mine = tuple(condition for condition in conditions if any(asks(condition, row) for row in rows))
            named = others.get(tier.pk, OtherMeasures())
            # The last rung has two tiers: the second, for a product, is no step up from the rung below.
            more = difference(rows, below) if tier == rung.standings[0][0] else ""
            steps.append(LadderStep(rung.rank, tier, rows, more, mine, named))
        below = rung.standings[0][1]
    return steps


def asks(condition: Condition, row: SubsidyTier) -> bool:
    return condition.measure_id == row.measure_id and condition.row_key in {None, row.pk}


def difference(awards: Sequence[SubsidyTier], below: Sequence[SubsidyTier] | None) -> str:
    """How much more a step awards than the step below (多 150 万元); empty unless each awards one exact sum."""
    mine, lower = exact(awards), exact(below or ())
    if mine is None or lower is None:
        return ""
    if mine == lower:
        return "相同"
    return f"多 {money(mine - lower)}" if mine > lower else f"少 {money(lower - mine)}"


def exact(awards: Sequence[SubsidyTier]) -> int | None:
    """The exact sum (元) of a single award; None for several awards, or without an exact sum."""
    amounts: list[Amount] = [award.amount for award in awards]
    return amounts[0].low if len(amounts) == 1 and amounts[0].low == amounts[0].high else None


def other_measures_by_tier(awarding: Iterable[int], on: datetime.date) -> dict[int, OtherMeasures]:
    """By the key of the tier, the open measures that name it, without those that award it."""
    measures = Measure.objects.published().open_on(on).exclude(pk__in=set(awarding))
    pairs = Measure.tiers.through.objects.filter(measure__in=measures, enterprisetier__rank__isnull=False)
    named: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for tier, slug, title in pairs.order_by("measure__title", "measure_id").values_list(
        "enterprisetier_id", "measure__slug", "measure__title"
    ):
        named[tier].append((slug, title))
    return {tier: OtherMeasures(tuple(links[:MOST_NAMED]), len(links)) for tier, links in named.items()}


def path(form: PathForm, steps: Sequence[LadderStep]) -> Path | None:
    """The steps above the current tier up to the goal; without a goal, the next step.

    The last rung has two tiers: of these, only the goal is included. None where neither question is answered.
    """
    at, goal = form.cleaned_data["at"], form.cleaned_data["goal"]
    if not (at or goal):
        return None
    above = form.ranks.get(at, 0)
    if goal:
        path_steps = [step for step in steps if above < step.rank < form.ranks[goal] or step.tier.slug == goal]
    else:
        following = min((step.rank for step in steps if step.rank > above), default=None)
        path_steps = [step for step in steps if step.rank == following]
    awards = [award for step in path_steps for award in step.awards if award.amount.is_stated]
    rules = {award.measure.stacking for award in awards}
    of_one_measure = len({award.measure_id for award in awards}) == 1
    rule = rules.pop() if of_one_measure else Stacking.NOT_STATED
    return Path(path_steps, combined_awards(rule, [award.amount for award in awards]))


@require_safe
def ladder(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    all_rungs = rungs(today)
    form = PathForm(request.GET, all_rungs)
    steps = ladder_steps(all_rungs, today)
    context = {"rungs": all_rungs, "steps": steps, "form": form, "path": path(form, steps) if form.is_valid() else None}
    return render(request, "incentives/pages/ladder.html", context)
