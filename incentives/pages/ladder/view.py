"""`/ladder/`: the steps of the ladder, and the path between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incentives.eligibility.stacking import CombinedAwards, combined_awards
from incentives.pages.ladder.rungs import Rung, leaves_stacking_open, rungs
from incentives.pages.ladder.steps import LadderStep, ladder_steps
from policies.enums import Stacking


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
    pairs = [(low.standings[0][0], high.standings[0][0]) for low, high in pairwise(all_rungs)]
    context = {
        "rungs": all_rungs,
        "pairs": pairs,
        "is_stacking_open": leaves_stacking_open(all_rungs),
        "steps": steps,
        "form": form,
        "path": path(form, steps) if form.is_valid() else None,
    }
    return render(request, "incentives/pages/ladder.html", context)
